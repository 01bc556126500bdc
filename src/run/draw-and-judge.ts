import { relative } from "node:path";
import { openStore, readStore, type Store } from "../disk/store.ts";
import { GygesError } from "../schema/error.ts";
import type { CheckAnswer } from "../schema/check.ts";
import type { Draw } from "../schema/draw.ts";
import { keyOfDraw, type StoreContents } from "../schema/store.ts";
import type { Reason, Verdict } from "../schema/verdict.ts";
import { withheldDraw } from "../promptfoo/row/withheld.ts";
import { brokenOff } from "./told/broken-off.ts";
import { announce, announceLook } from "./told/announce.ts";
import { refuseOverLimit } from "./money/call-limit.ts";
import { knownAnswers, lackingChecks, openChecks, shareFaults, takeKnown, type WantedCheck } from "./draws/checks.ts";
import { isWithholding, storeHeader, type Comparison } from "./comparison.ts";
import { drawMissing } from "./draws/draw-missing.ts";
import { judgeStore } from "./judge-store.ts";
import { readPool, type Pool } from "./draws/pool.ts";
import { firstReach, isSame, isWithin, nextReach, reachOf, type Reach } from "./draws/reach.ts";
import type { RunOutcome } from "./run-options.ts";
import { announceStopped, withRepeated } from "./draws/repeated.ts";
import { shardDraws } from "./shard/shard-draws.ts";
import { shardVerdict } from "./shard/shard-verdict.ts";
import { earlierStore, refuseBeyond, refuseOtherPolicy } from "./second-look.ts";
import { lackingDraws, settledDraws, wantedDraws, type WantedDraw } from "./draws/wanted-draws.ts";
import { incomplete } from "./draws/whole-plan.ts";
import { withoutDraws } from "./told/without-draws.ts";

/**
 * Draws look by look and judges at each, until no pair asks for more. The looks are a function of the draws: a run that was killed, or is
 * started again, takes the same ones on the draws that are there. A comparison that was judged is only read again.
 */
export async function drawAndJudge(comparison: Comparison): Promise<RunOutcome> {
  const before = await earlierStore(comparison);
  const pool = await readPool(comparison.options.pool ?? [], comparison);
  const there = countDone(comparison, before === null ? [] : settledDraws(before), pool);
  announce(comparison, there);
  if (before !== null && before.judged === null) announceStopped(comparison, before);
  if (before !== null && before.judged !== null) {
    refuseOtherPolicy(comparison, before.judged);
    return ended(comparison, judgeAgain(comparison, before));
  }
  refuseOverLimit(comparison, { there });
  await (await import("./told/say-power.ts")).sayPower(comparison);
  const { sayMoney } = await import("./money/spending.ts");
  await sayMoney(comparison, [...(before === null ? [] : settledDraws(before)), ...pool.values()]);
  return ended(comparison, await takeLooks(comparison, pool));
}

/** A shard's draws go along with the word that it gives none of its own. */
async function ended(comparison: Comparison, verdict: Verdict): Promise<RunOutcome> {
  const { folder, store, options } = comparison;
  if (options.shard === undefined || verdict.verdict === "error") return { verdict, folder };
  return { verdict, folder, drawn: shardDraws(comparison, await readStore(store)) };
}

/** A shard judges nothing. */
function judged(
  comparison: Comparison,
  ...given: Parameters<typeof judgeStore> extends [unknown, ...infer Given] ? Given : never
): Verdict {
  return comparison.options.shard === undefined ? judgeStore(comparison, ...given) : shardVerdict(comparison, ...given);
}

/** The verdict that a finished store carries, on all of its draws, if they are the ones that the looks asked for. */
function judgeAgain(comparison: Comparison, contents: StoreContents): Verdict {
  const { draws, checks, asked } = contents;
  const verdict = withRepeated(
    orNone(comparison, () => judged(comparison, draws, null, checks, asked)),
    contents,
  );
  if (verdict.verdict === "error") return verdict;
  const reach = reachOf(verdict, comparison);
  const wanted = wantedDraws(comparison, nextReach(reach, verdict) ?? reach);
  return wholeOrNone(comparison, wanted, draws, checks) ?? verdict;
}

/** @returns null where all replies are read, or nobody is to read them; else why they were not */
async function readByJudge(comparison: Comparison, reach: readonly Reach[]): Promise<Reason | null> {
  if (comparison.judge === null) return null;
  const { readUnsettled } = await import("./judge/judging.ts");
  return readUnsettled(comparison, reach, (task) => inStore(comparison, task));
}

async function takeLooks(comparison: Comparison, pool: Pool): Promise<Verdict> {
  const started = Date.now();
  let reach = firstReach(comparison);
  let active = reach;
  for (let round = 0; ; round += 1) {
    const early = (await drawRound(comparison, reach, round, pool)) ?? (await readByJudge(comparison, reach));
    if (early !== null) return brokenOff(comparison, early, (Date.now() - started) / 1000);
    const contents = await readStore(comparison.store);
    const { draws, checks, asked } = contents;
    const seen = draws.filter((draw) => isWithin(reach, draw));
    const judgement =
      wholeOrNone(comparison, wantedDraws(comparison, reach), seen, checks) ??
      orNone(comparison, () => judged(comparison, seen, (Date.now() - started) / 1000, checks, asked));
    const verdict = withRepeated(judgement, contents);
    const open = openChecks(comparison, checks);
    if (verdict.verdict !== "error" && open !== null) return withoutDraws("error", open, comparison.options, comparison.pack);
    if (verdict.verdict === "error") return verdict;
    const unread = unreadConfirmation(verdict);
    const next = unread === null ? nextReach(reach, verdict) : null;
    // Draws of later rounds are there where a run goes on: its look was noted when it was taken.
    if (next !== null && seen.length === draws.length) await inStore(comparison, (store) => store.look());
    announceLook(comparison, active, verdict);
    if (unread !== null) return withoutDraws("error", unread, comparison.options, comparison.pack);
    if (next === null) {
      refuseBeyond(comparison, draws.length - seen.length);
      await close(comparison, draws.length, verdict);
      return verdict;
    }
    active = next.filter((one, index) => !isSame(one, reach[index]!));
    reach = next;
  }
}

/** Fresh draws that came to nothing neither confirm nor clear a fail. The store stays open, so that the same command makes them again. */
function unreadConfirmation({ pairs }: Verdict): string | null {
  const unread = pairs.find(({ confirmation }) => confirmation?.finding === "unreadable");
  return unread === undefined ? null : `${unread.reasons[0]?.text ?? ""} Run the same command again to make them anew.`;
}

/**
 * What the pool holds of the round is taken first and stands; promptfoo makes the calls for the rest.
 *
 * @returns null where all was drawn; else why it was not
 */
async function drawRound(comparison: Comparison, reach: readonly Reach[], round: number, pool: Pool): Promise<Reason | null> {
  try {
    const { rest, done } = await inStore(comparison, (store) =>
      takePooled(comparison, lackingDraws(comparison, reach, store, round), store, pool),
    );
    const checks = round === 0 ? await toAsk(comparison) : { asked: [], done: 0 };
    if (rest.length === 0 && checks.asked.length === 0) return null;
    const { asCalls, refuseStep } = await import("./money/spending.ts");
    const over = await refuseStep(comparison, [...rest, ...asCalls(checks.asked)], round === 0);
    if (over !== null) return over;
    const early = await drawMissing(comparison, rest, checks.asked, done + checks.done);
    if (early === null && checks.asked.length > 0) await inStore(comparison, (store) => shareAnswers(comparison, store));
    return early;
  } catch (cause) {
    // Another run writes to the store, or draws of the pool contradict those that are there.
    if (cause instanceof GygesError && cause.kind === "data") return { code: "error", text: cause.message };
    throw cause;
  }
}

/** The questions about the notices come before the first look; later rounds put none, and a resume puts those again that got no reply. */
async function toAsk(comparison: Comparison): Promise<{ readonly asked: readonly WantedCheck[]; readonly done: number }> {
  const known = await knownAnswers(comparison);
  return inStore(comparison, async (store) => {
    const asked = await takeKnown(comparison, store, known);
    return { asked, done: store.checks.filter(({ fault }) => fault === null).length };
  });
}

/** Columns that send the same were asked once: the answer, or the lack of one, is that of each. */
async function shareAnswers(comparison: Comparison, store: Store): Promise<void> {
  await takeKnown(comparison, store, new Map());
  await shareFaults(comparison, store);
}

async function takePooled(
  comparison: Comparison,
  lacking: readonly WantedDraw[],
  store: Store,
  pool: Pool,
): Promise<{ readonly rest: readonly WantedDraw[]; readonly done: number }> {
  for (const { key } of lacking) {
    const pooled = pool.get(key);
    if (pooled !== undefined) await store.append(isWithholding(comparison) ? withheldDraw(pooled) : pooled);
  }
  return { rest: lacking.filter(({ key }) => !pool.has(key)), done: store.draws.length };
}

/** The verdict is the last word of a store. */
async function close(comparison: Comparison, draws: number, { verdict }: Verdict): Promise<void> {
  await inStore(comparison, async (store) => {
    await store.finish();
    await store.judged(draws, verdict, comparison.options.policy);
  });
}

/** Whatever the store says of itself: draws that were cut out would be a choice among draws. */
function wholeOrNone(
  comparison: Comparison,
  wanted: readonly WantedDraw[],
  draws: readonly Draw[],
  checks: readonly CheckAnswer[],
): Verdict | null {
  const { options, pack, folder, sides } = comparison;
  const lacking = lackingChecks(comparison, checks);
  const wrong =
    incomplete(
      wanted.map(({ key }) => key),
      draws,
    ) ?? (lacking === 0 ? null : `${lacking} answers about the notices are missing`);
  if (wrong === null) return null;
  const text = `The store does not hold the plan: ${wrong}. Wanted: the file as the run wrote it. Delete ${relative(sides.head.folder, folder)} and run again.`;
  return withoutDraws("error", text, options, pack);
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

async function inStore<T>(comparison: Comparison, write: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(comparison.store, storeHeader(comparison));
  try {
    return await write(store);
  } finally {
    await store.close();
  }
}

function countDone(comparison: Comparison, draws: readonly Draw[], pool: Pool): number {
  const there = new Set([...draws, ...pool.values()].map(keyOfDraw));
  const all = wantedDraws(
    comparison,
    comparison.matching.pairs.map(({ name }) => ({ pair: name, draws: comparison.plan.draws, confirm: false })),
  );
  return all.filter(({ key }) => there.has(key)).length;
}
