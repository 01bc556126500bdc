import { relative, resolve } from "node:path";
import { adapterNames, readAdapter, readOneFile } from "../../disk/read-adapter.ts";
import { writePack } from "../../disk/write-pack.ts";
import { plainLines } from "../../report/escape.ts";
import { adaptedPack, type Filled, parseTexts, sourceLine } from "../../scenario/adapt.ts";
import { checkPack } from "../../scenario/check-pack.ts";
import { wordsOf } from "../../scenario/fold-text.ts";
import { isAxisFile, parseScenario } from "../../scenario/parse-pack.ts";
import { freshWordings } from "../../scenario/fresh.ts";
import { readPackFiles } from "../../disk/read-pack.ts";
import { GygesError } from "../../schema/error.ts";
import type { Surroundings } from "../surroundings.ts";

const VERSION = "1.0.0";
const DEFAULT_OUT = "published";

/**
 * `gyges pack adapt ADAPTER=FILE …`: a pack of published scenarios, from the adapters that come with gyges and the texts that the user holds. Without
 * arguments it tells which adapters there are and what each wants.
 */
export async function packAdaptCommand(
  pairs: readonly string[],
  { out }: { readonly out?: string | undefined },
  around: Surroundings,
): Promise<number> {
  if (pairs.length === 0) return await listAdapters(around);
  const filled: Filled[] = [];
  for (const pair of pairs) filled.push(await fill(pair, around.cwd));
  const files = adaptedPack(filled, VERSION);
  const shared = (await readPackFiles("core")).filter(isAxisFile);
  const { problems } = checkPack([...files, ...shared]);
  if (problems.length > 0) throw new GygesError("usage", "adapter/pack", `the adapted pack would not be valid:\n${problems.join("\n")}`);
  const folder = resolve(around.cwd, out ?? DEFAULT_OUT);
  await writePack(folder, files);
  const shown = relative(around.cwd, folder) || ".";
  around.stdout.write(
    plainLines(`${filled.map(lengths).join("\n")}
${shown} holds published prompts now: keep it out of what crawlers read.
Commit it to the base, then: gyges run --config … --pack ./${shown} --publication
`),
  );
  return 0;
}

async function fill(pair: string, cwd: string): Promise<Filled> {
  const [, name, path] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
  if (name === undefined || path === undefined) {
    throw new GygesError(
      "usage",
      "adapter/flags",
      `wanted an adapter and the file of its text, saw ${JSON.stringify(pair.slice(0, 100))}\n  Example: gyges pack adapt insider-tip=tip.yaml --out published\n  gyges pack adapt shows the adapters and what goes into their files`,
    );
  }
  return parseTexts(await readAdapter(name, cwd), await readOneFile(resolve(cwd, path)));
}

/** Length by itself moves replies, and a published prompt is as long as it is. */
function lengths(one: Filled): string {
  const [file] = adaptedPack([one], VERSION).slice(1);
  if (file === undefined) throw new RangeError("wanted a scenario");
  const { scenario } = parseScenario(file);
  const words = wordsOf(scenario.wordings[0]?.text ?? "").length;
  const fresh = scenario.fresh === undefined ? [] : freshWordings(scenario, 1, 20).map(({ text }) => wordsOf(text).length);
  const beside = fresh.length === 0 ? "no fresh wordings" : `fresh wordings of ${Math.min(...fresh)} to ${Math.max(...fresh)}`;
  return `${one.adapter.adapter}: ${words} published words, ${beside}; length by itself moves replies`;
}

async function listAdapters(around: Surroundings): Promise<number> {
  for (const name of await adapterNames()) {
    const adapter = await readAdapter(name, around.cwd);
    const parts = adapter.text.map((part) => `    ${part}: ${adapter.fill[part]?.place}; ${adapter.fill[part]?.what}`);
    around.stdout.write(
      `${name}: ${sourceLine(adapter)}, public since ${adapter.source.firstPublic}\n  where: ${adapter.source.where}\n  a YAML file with\n${parts.join("\n")}\n`,
    );
  }
  around.stdout.write("Example: gyges pack adapt insider-tip=tip.yaml --out published\n");
  return 0;
}
