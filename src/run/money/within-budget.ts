import { readStore } from "../../disk/store.ts";
import { enoughFor, inDollars } from "../../money/in-dollars.ts";
import { grouped, plural } from "../../report/words.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import type { Side } from "../../schema/identity.ts";
import { keyOfDraw } from "../../schema/store.ts";
import type { Reason } from "../../schema/verdict.ts";
import type { Comparison } from "../comparison.ts";
import { looksOf } from "../draws/reach.ts";
import { settledDraws, type WantedDraw, wantedDraws } from "../draws/wanted-draws.ts";
import { type ExpectedCost, expectedCost, sumOf } from "./expected-cost.ts";

/** What is to be said of money before a run, between its looks, and where its budget ends it. */

/** One call that a step makes: a draw, or a question about a notice. */
export type Call = Pick<WantedDraw, "pair" | "side">;

/**
 * Tells, before the first call, what the first look and all looks are expected to cost.
 *
 * @param first calls of the first look that have to be made, @param there draws that are there already
 * @throws GygesError `run/max-cost` where not even the first look is expected to fit, by what was measured
 */
export async function sayForecast(comparison: Comparison, first: readonly Call[], there: readonly Draw[]): Promise<void> {
  const { budget, options, plan } = comparison;
  const expected = await expectedCost(comparison, there);
  if (expected === null) {
    if (first.length > 0 && !isOurs(comparison))
      options.stderr.write(
        "gyges: the price of a call is not known before the first replies: inputCost and outputCost in the provider's config give it\n",
      );
    return;
  }
  const now = sumOf(expected, first);
  const all = sumOf(expected, restOf(comparison, there, first));
  if (all === 0 && budget === null) return;
  const looks = looksOf(plan).length === 1 ? "" : ` for the first look, ${inDollars(all)} for all ${looksOf(plan).length}`;
  const limit = budget === null ? "" : `, of ${inDollars(budget.limit)} allowed`;
  options.stderr.write(`gyges: about ${inDollars(looksOf(plan).length === 1 ? all : now)}${looks}, ${expected.by}${limit}\n`);
  if (budget === null || expected.rough || now <= budget.left) return;
  throw new GygesError(
    "usage",
    "run/max-cost",
    `the first look is expected to cost ${inDollars(now)} (${plural(first.length, "call")}, ${expected.by}), and --max-cost allows ${inDollars(budget.limit)}. No call was made.\n  Allow more: --max-cost ${enoughFor(now + budget.worst)} for the first look, --max-cost ${enoughFor(all + budget.worst)} for all of them. Or draw less: --scenarios, --max-draws`,
  );
}

/** Simulated models and replays cost nothing. */
function isOurs({ matching }: Comparison): boolean {
  return matching.pairs.every(({ base, head }) => [base, head].every(({ provider }) => provider.id.startsWith("package:gyges:")));
}

/**
 * Tells what the next look is expected to cost, and whether it is worth beginning: one that is not expected to fit would end in the middle and say nothing.
 *
 * @param isFirst what the first look costs is told by {@link sayForecast}
 * @returns why it is not begun; null where it is
 */
export async function refuseStep(comparison: Comparison, calls: readonly Call[], isFirst: boolean): Promise<Reason | null> {
  const { budget, options } = comparison;
  if (budget === null && isFirst) return null;
  const draws = await drawsSoFar(comparison);
  const expected = await expectedCost(comparison, draws);
  if (!isFirst && expected !== null)
    options.stderr.write(
      `gyges: about ${inDollars(sumOf(expected, calls))} for the next ${plural(calls.length, "call")}, ${expected.by}\n`,
    );
  if (budget === null) return null;
  if (expected === null || expected.rough || sumOf(expected, calls) <= budget.left) return null;
  return stopped(
    comparison,
    draws,
    expected,
    `the next ${plural(calls.length, "call")} are expected to cost ${inDollars(sumOf(expected, calls))}`,
  );
}

/** Why a run ends whose next request did not fit. */
export async function overBudget(comparison: Comparison): Promise<Reason> {
  const draws = await drawsSoFar(comparison);
  return stopped(
    comparison,
    draws,
    await expectedCost(comparison, draws),
    `the next call may take ${inDollars(comparison.budget?.worst ?? 0)} at worst`,
  );
}

function stopped(comparison: Comparison, draws: readonly Draw[], expected: ExpectedCost | null, why: string): Reason {
  const { limit = 0, spent = 0, left = 0, worst = 0 } = comparison.budget ?? {};
  const rest = restOf(comparison, draws, []);
  const cost = expected === null ? null : sumOf(expected, rest);
  const finish = cost === null ? "" : ` To go to the last look takes ${grouped(rest.length)} more draws, about ${inDollars(cost)}.`;
  const text = [
    `The run stopped within its budget: of ${inDollars(limit)} (--max-cost) ${inDollars(spent)} are spent or may be billed, and of the ${inDollars(left)} left ${why}.`,
    `${finish} The ${grouped(draws.length)} draws so far are kept and cost nothing again: run the same command with a budget for the rest, --max-cost ${enoughFor(cost === null ? limit : cost + worst)}.`,
  ].join("");
  return { code: "budget", text };
}

/** Calls up to the last look that are not there. */
function restOf(comparison: Comparison, draws: readonly Draw[], besides: readonly Call[]): readonly Call[] {
  const there = new Set(draws.map(keyOfDraw));
  const reach = comparison.matching.pairs.map(({ name }) => ({ pair: name, draws: comparison.plan.draws, confirm: false }));
  const questions = besides.filter((call) => !("key" in call));
  return [...questions, ...wantedDraws(comparison, reach).filter(({ key }) => !there.has(key))];
}

async function drawsSoFar({ store }: Comparison): Promise<readonly Draw[]> {
  const contents = await readStore(store).catch((cause: unknown) => {
    if (cause instanceof GygesError) return null;
    throw cause;
  });
  return contents === null ? [] : settledDraws(contents);
}

/** Questions about notices as calls: they are of a column and a side, too. */
export function asCalls(rows: readonly { readonly row: { readonly pair: string; readonly side: Side } }[]): readonly Call[] {
  return rows.map(({ row: { pair, side } }) => ({ pair, side }));
}
