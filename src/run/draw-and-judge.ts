import { existsSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { openStore, readStore, type Store } from "../disk/store.ts";
import { plain } from "../report/escape.ts";
import { GygesError } from "../schema/error.ts";
import type { Judged, StoreContents } from "../schema/store.ts";
import type { Policy, Verdict } from "../schema/verdict.ts";
import { storeHeader, type Comparison } from "./comparison.ts";
import { drawMissing } from "./draw-missing.ts";
import { judgeStore } from "./judge-store.ts";
import type { RunOutcome } from "./run-options.ts";
import { incomplete } from "./whole-plan.ts";
import { withoutDraws } from "./without-draws.ts";

/** The one planned look: draws what the store lacks, then judges it. A comparison that was judged is only read again. */
export async function drawAndJudge(comparison: Comparison): Promise<RunOutcome> {
  const before = await earlierDraws(comparison);
  // A transport fault is no draw: a resume tries it again.
  const done = (before?.draws ?? []).filter((draw) => draw.labelling.label !== "transport").length;
  announce(comparison, done);
  if (before !== null && before.judged !== null) {
    refuseOtherPolicy(comparison, before.judged);
    return judgeOnce(comparison, before, null);
  }
  const started = Date.now();
  if (done < comparison.calls) {
    const early = await drawMissing(comparison, done);
    if (early !== null) return { verdict: withoutDraws("error", early, comparison.options, comparison.pack), folder: comparison.folder };
  } else {
    await inStore(comparison, (store) => store.finish());
  }
  return judgeOnce(comparison, await readStore(comparison.store), (Date.now() - started) / 1000);
}

/** What an earlier run of this comparison left. Its plan stands: more draws after a verdict would be a hidden second look. */
async function earlierDraws({ store, planned, options, folder }: Comparison): Promise<StoreContents | null> {
  if (!existsSync(store)) return null;
  const before = await readStore(store);
  const { plan } = before.header;
  if (plan.id === planned[0]!.identity.plan.id) return before;
  const seen = before.judged === null ? `holds ${before.draws.length} draws of a plan` : "was judged";
  throw new GygesError(
    "usage",
    "run/second-look",
    [
      `this comparison ${seen} at ${plan.draws} draws a cell, and --draws is ${options.draws} now.`,
      "  A second judgement on other draws would raise the error rates that the verdict states.",
      `  Go on with the plan it has: --draws ${plan.draws}`,
      `  Or give its draws up and begin anew: delete ${folder}`,
    ].join("\n"),
  );
}

/** Another policy after the verdict is a choice among verdicts. Old stores that name no policy cannot be held to it. */
function refuseOtherPolicy({ options, folder, sides }: Comparison, { verdict, policy }: Judged): void {
  if (policy === undefined || isDeepStrictEqual(policy, options.policy)) return;
  const store = join(relative(sides.head.folder, folder), "store.jsonl");
  throw new GygesError(
    "usage",
    "run/other-policy",
    [
      `this comparison was judged ${verdict} by another policy (${inWords(policy)}), and ${inWords(options.policy)} is asked now.`,
      "  A policy that is chosen after the verdict would raise the error rates that the verdict states.",
      "  Run again with the policy it has. To look at the draws by hand, with any policy:",
      `    gyges gate ${store} ${store}`,
    ].join("\n"),
  );
}

function inWords({ margin, direction, strict, maxMissing, missing }: Policy): string {
  return `--margin ${margin} --direction ${direction} --max-missing ${maxMissing} --missing ${missing}${strict ? " --strict" : ""}`;
}

async function judgeOnce(comparison: Comparison, contents: StoreContents, seconds: number | null): Promise<RunOutcome> {
  if (!contents.finished) {
    throw new GygesError(
      "data",
      "run/unfinished",
      `${comparison.store} does not say that it is complete.\n  Run the same command again to draw the rest.`,
    );
  }
  const pairs = comparison.matching.pairs.map((pair) => pair.name);
  const wrong = incomplete(comparison.planned, pairs, contents.draws);
  if (wrong !== null) return notThePlan(comparison, wrong);
  const verdict = orNone(comparison, () => judgeStore(comparison, contents, seconds));
  if (contents.judged === null && verdict.verdict !== "error")
    await inStore(comparison, (store) => store.judged(contents.draws.length, verdict.verdict, comparison.options.policy));
  return { verdict, folder: comparison.folder };
}

/** Whatever the store says of itself: draws that were cut out would be a choice among draws. */
function notThePlan({ options, pack, folder, sides }: Comparison, wrong: string): RunOutcome {
  const text = `The store does not hold the plan: ${wrong}. Wanted: the file as the run wrote it. Delete ${relative(sides.head.folder, folder)} and run again.`;
  return { verdict: withoutDraws("error", text, options, pack), folder };
}

/** Draws that carry no verdict are an error with a report, not a crash; they are not judged, so the next run draws again. */
function orNone({ options, pack }: Comparison, judged: () => Verdict): Verdict {
  try {
    return judged();
  } catch (cause) {
    if (cause instanceof GygesError && cause.kind === "data") return withoutDraws("error", cause.message, options, pack);
    throw cause;
  }
}

async function inStore(comparison: Comparison, write: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(comparison.store, storeHeader(comparison));
  try {
    await write(store);
  } finally {
    await store.close();
  }
}

function announce({ options, matching, calls }: Comparison, done: number): void {
  const how = done === 0 ? `${calls} calls` : `${calls - done} of ${calls} calls (${done} are in the store)`;
  const columns = [
    ...matching.pairs.map((pair) => `  ${plain(pair.name)}`),
    ...matching.unmatched.map((name) => `  ${plain(name)}: not in base, so it has no baseline`),
  ];
  options.stderr.write(`gyges: ${basename(options.config)} against ${options.baseRef ?? "HEAD"}, ${how}\n${columns.join("\n")}\n`);
}
