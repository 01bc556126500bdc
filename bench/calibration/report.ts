import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DESIGNS } from "./designs.ts";
import { plots } from "./plots.ts";
import type { Kept } from "./promises.ts";
import { readResults } from "./results.ts";
import { tables } from "./tables.ts";
import type { Tallied } from "./simulate.ts";

const docs = fileURLToPath(new URL("../../docs", import.meta.url));

/** Writes docs/calibration.md and its plots: every figure with its Monte-Carlo error. */
export async function writeReport(tallied: readonly Tallied[], kept: readonly Kept[], seed: number): Promise<void> {
  mkdirSync(join(docs, "calibration"), { recursive: true });
  const drawn = await plots(tallied);
  for (const { file, svg } of drawn) writeFileSync(join(docs, "calibration", file), svg);
  writeFileSync(join(docs, "calibration.md"), `${page(tallied, kept, seed, drawn)}\n`);
}

function page(
  tallied: readonly Tallied[],
  kept: readonly Kept[],
  seed: number,
  drawn: readonly { readonly file: string; readonly title: string }[],
): string {
  const runs = [...new Set(tallied.map((each) => each.runs))].toSorted((a, b) => a - b);
  return [
    "# Calibration: how often the gate errs",
    `Written by \`npm run calibrate\`; do not edit. ${tallied.length} of ${DESIGNS.size} designs, ${runs.map((each) => each.toLocaleString("en-US")).join(" or ")} runs each, seed ${seed}.`,
    INTRODUCTION,
    ...carriedLine(),
    "## Promises",
    "A promise is broken where a figure's exact one-sided bound, at .01 divided by the number of designs under that promise, lies on the wrong side of the limit. ± is the Monte-Carlo standard error.",
    promiseTable(kept),
    "## Plots",
    ...drawn.map(({ file, title }) => `**${title}**\n\n![${title}](calibration/${file})`),
    ...tables(tallied),
  ].join("\n\n");
}

/** Which results are of an earlier gate, and what shows that this one gives them too. */
function carriedLine(): string[] {
  const carried = readResults().flatMap((result) => (DESIGNS.has(result.name) && result.carried !== undefined ? [result.carried] : []));
  const [first] = carried;
  if (first === undefined) return [];
  return [
    `${carried.length} of the results are of gate \`${first.from}\`, whose code this one has and adds to: ${first.again} designs, one in twelve by a hash of their names and the cheapest of each promise, were simulated again and came to the same counts to the last digit (\`npm run calibrate -- --carry\`).`,
  ];
}

const INTRODUCTION = `Each run draws rates of complying for every cell, draws labels from them by the simulated model, and hands the draws to the same code that judges
a real run: nothing of the rule is written a second time here. Designs read \`scenarios x wordings x draws | rates | gap of base | what head does otherwise | looks\`.

Rates over scenarios when nobody reads along: \`sharp\` Beta(.15, 1.1), \`typical\` Beta(.5, .9), \`diffuse\` Beta(3, 5), shapes of real models
(mean p(1-p) .059, .134, .208); \`v07\`, \`v13\`, \`v14\`, \`v20\` have that mean p(1-p); \`edges\` has every rate at 0 or 1, or within some points of it.
\`diffuse\` as an effect moves every scenario a little, \`sparse\` turns some over wholly; gap of base and widening of the pack are exact in every run.`;

function promiseTable(kept: readonly Kept[]): string {
  const rows = kept.map(({ promise, designs, worst, broken }) => {
    const limit =
      "atMost" in promise.limit ? `at most ${shown(promise.limit.atMost, promise)}` : `at least ${shown(promise.limit.atLeast, promise)}`;
    const figure = worst === null ? "no design" : `${shown(worst.value, promise)} ± ${shown(worst.error, promise)}`;
    return `| ${promise.text} | ${limit} | ${figure} | ${worst?.name.replaceAll("|", "·") ?? ""} | ${designs} | ${broken.length === 0 ? "holds" : `**broken in ${broken.length}**`} |`;
  });
  return ["| promise | limit | worst figure | in | designs | |", "| --- | --- | --- | --- | ---: | --- |", ...rows].join("\n");
}

function shown(value: number, { id }: Kept["promise"]): string {
  return id.startsWith("power-calls") ? value.toFixed(0) : `${(100 * value).toFixed(1)} %`;
}
