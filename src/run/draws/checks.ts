import { dirname } from "node:path";
import { earlierChecks } from "../../disk/earlier-checks.ts";
import type { Store } from "../../disk/store.ts";
import { LABELLER } from "../../label/label-reply.ts";
import { withheldCheck } from "../../promptfoo/row/withheld.ts";
import { checkCase, type TestCase } from "../../promptfoo/test-case.ts";
import { checkRow, type PlannedCheck } from "../../scenario/plan-checks.ts";
import { packRef } from "../../scenario/plan.ts";
import { type CheckAnswer, checkKey, type CheckRow } from "../../schema/check.ts";
import { type Side, SIDES } from "../../schema/identity.ts";
import type { Policy } from "../../schema/verdict.ts";
import type { Checked } from "../../verdict.ts";
import { understandingOf } from "../../verdict/understanding.ts";
import type { CachedBase } from "./cached-base.ts";
import type { MatchedPair } from "../sides/columns.ts";
import { type Comparison, isWithholding } from "../comparison.ts";
import { hashText } from "../sides/fingerprint.ts";
import type { RunOptions } from "../run-options.ts";
import type { GeneratedConfig } from "./generate.ts";

/** The questions whether the notices are understood: which a run puts, which it finds answered, and what came of them. */

/** One question to one column. */
export interface WantedCheck {
  /** As `checkKey` has it. */
  readonly key: string;
  readonly row: CheckRow & { readonly print: string; readonly pair: string; readonly side: Side };
  readonly check: PlannedCheck;
}

type Plan = Pick<Comparison, "checks" | "matching" | "prints" | "pack">;
/** What an answer may be kept as: of a sealed pack without its words, wherever it comes from. */
type Keeping = Plan & Parameters<typeof isWithholding>[0];

/** In the order of the calls, sides in turns. */
export function wantedChecks({ checks, matching, prints, pack }: Plan): readonly WantedCheck[] {
  const ref = packRef(pack);
  return checks.checks.flatMap((check) =>
    matching.pairs.flatMap((pair) =>
      SIDES.map((side) => {
        const print = printOf(prints.sides[side], pair, side, check);
        const row: WantedCheck["row"] = { ...checkRow(ref, check), print, side, pair: pair.name };
        return { key: checkKey(pair.name, row), row, check };
      }),
    ),
  );
}

/** Equal for columns that send the same request, in this run or another: one answer serves them all. */
function printOf(side: string, pair: MatchedPair, which: Side, { noticeText, question, order }: PlannedCheck): string {
  const { prompt, provider } = pair[which];
  return `sha256:${hashText(JSON.stringify([side, prompt.name, provider.name, noticeText, question, order, LABELLER]))}`;
}

/** The same name may come to serve another model, which no request tells beforehand: so an answer is not taken for ever. */
const REUSED_FOR_DAYS = 14;

/** Answers that other runs got: of the folder of runs, of the pool, of the store that stands in for base. */
export async function knownAnswers({
  folder,
  options,
  cachedBase,
}: Pick<Comparison, "folder"> & {
  readonly options: Partial<Pick<RunOptions, "pool">>;
  readonly cachedBase: Pick<CachedBase, "path"> | null;
}): Promise<ReadonlyMap<string, CheckAnswer>> {
  const known = await earlierChecks(dirname(folder), [...(options.pool ?? []), ...(cachedBase === null ? [] : [cachedBase.path])]);
  const oldest = Date.now() - REUSED_FOR_DAYS * 86_400_000;
  return new Map([...known].filter(([, { at }]) => at !== null && Date.parse(at) >= oldest));
}

/**
 * Notes every answer that is known already, and returns the questions that have to be put yet, each once however many columns it is about.
 *
 * @param known answers of other runs by print
 */
export async function takeKnown(
  comparison: Keeping,
  store: Store,
  known: ReadonlyMap<string, CheckAnswer>,
): Promise<readonly WantedCheck[]> {
  const lacking = wantedChecks(comparison).filter(({ key }) => !store.hasCheck(key));
  const own = new Map(
    store.checks.flatMap((answer) => (answer.fault === null && answer.row.print !== null ? [[answer.row.print, answer] as const] : [])),
  );
  const toAsk = new Map<string, WantedCheck>();
  for (const wanted of lacking) {
    const answer = own.get(wanted.row.print) ?? known.get(wanted.row.print);
    if (answer !== undefined)
      await store.appendCheck({ ...kept(comparison, answer), pair: wanted.row.pair, row: wanted.row, reused: true });
    else if (!toAsk.has(wanted.row.print)) toAsk.set(wanted.row.print, wanted);
  }
  return [...toAsk.values()];
}

/** A call without a reply is that of every column which it was made for. */
export async function shareFaults(comparison: Keeping, store: Store): Promise<void> {
  const faults = new Map(
    store.checks.flatMap((answer) => (answer.fault !== null && answer.row.print !== null ? [[answer.row.print, answer] as const] : [])),
  );
  const there = new Set(store.checks.map(({ pair, row }) => checkKey(pair, row)));
  for (const { key, row } of wantedChecks(comparison)) {
    const fault = faults.get(row.print);
    if (fault !== undefined && !there.has(key)) await store.appendCheck({ ...kept(comparison, fault), pair: row.pair, row, reused: true });
  }
}

function kept(comparison: Keeping, answer: CheckAnswer): CheckAnswer {
  return isWithholding(comparison) ? withheldCheck(answer) : answer;
}

export function checkRows(
  { sides, matching, messageVar, options }: Pick<Comparison, "sides" | "matching" | "messageVar" | "options">,
  asked: readonly WantedCheck[],
  generated: GeneratedConfig,
): TestCase<CheckRow>[] {
  return asked.flatMap(({ row, check }) => {
    const pair = matching.pairs.find(({ name }) => name === row.pair);
    if (pair === undefined) return [];
    const { defaultVars: vars, defaultOptions } = sides[row.side];
    return [checkCase(row, check, options.temperature, { messageVar, ...generated.labels(pair, row.side), vars, options: defaultOptions })];
  });
}

/** The answers that a verdict may read: those to this run's questions, whatever else the file holds. */
export function checkedSides(comparison: Plan, checks: readonly CheckAnswer[]): Readonly<Record<Side, Checked>> {
  const wanted = new Map(wantedChecks(comparison).map(({ key, row }) => [key, row.print]));
  const own = checks.filter(({ pair, row }) => row.print !== null && wanted.get(checkKey(pair, row)) === row.print);
  const of = (side: Side): Checked => ({ answers: own.filter(({ row }) => row.side === side), wanted: true });
  return { base: of("base"), head: of("head") };
}

/** How many questions have no answer in the store, not even a call without a reply; 0 where all were put. */
export function lackingChecks(comparison: Plan, checks: readonly CheckAnswer[]): number {
  const { base, head } = checkedSides(comparison, checks);
  return wantedChecks(comparison).length - base.answers.length - head.answers.length;
}

/** A sentence where the verdict hangs on questions that got no reply; the store stays open then, so that the same command puts them again. */
export function openChecks(
  comparison: Plan & { readonly options: { readonly policy: Policy } },
  checks: readonly CheckAnswer[],
): string | null {
  if (comparison.options.policy.manipulationCheck !== "require") return null;
  const sides = checkedSides(comparison, checks);
  const open = comparison.matching.pairs.flatMap(({ name }) =>
    SIDES.flatMap((side) => {
      const found = understandingOf(sides[side].answers.filter(({ pair }) => pair === name));
      return found?.finding === "open" ? [`${found.missing} of ${found.asked} of ${side}`] : [];
    }),
  );
  if (open.length === 0) return null;
  return `Questions whether the notices are understood got no reply (${open.join(", ")}), and the verdict hangs on them. Run the same command again to put them anew.`;
}
