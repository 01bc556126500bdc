import { plain } from "../../report/escape.ts";
import { grouped } from "../../report/words.ts";
import { GygesError } from "../../schema/error.ts";
import { SIDES } from "../../schema/identity.ts";
import { CONFIRM_DRAWS } from "../../verdict/confirm.ts";
import { confirmationCalls, mostCalls, type Sized } from "../../verdict/power/run-size.ts";
import { callsOfSide } from "../draws/calls-of-side.ts";
import type { Comparison } from "../comparison.ts";
import { looksOf } from "../draws/reach.ts";

/**
 * What a run makes at most, by the figures of `gyges plan`: no run makes more calls of a model, however it goes. promptfoo's own repeats after a 429 or a 5xx
 * are within a call.
 */
export interface WorstCase {
  /** Draws of the looks, both sides or head alone, controls among them. */
  readonly draws: number;
  readonly checks: number;
  /** Fresh draws that confirm a fail, where one has to be confirmed. */
  readonly confirmation: number;
  /** Base cells asked anew whether a stored base still holds. */
  readonly canary: number;
  /** Of a judge, about every reply. */
  readonly judge: number;
  readonly all: number;
}

/** All parts of a sharded run count: what a user bounds is the bill. */
export type Limited = Pick<Comparison, "whole" | "confirmation" | "plan" | "matching" | "questions" | "judge" | "drawnSides"> & {
  readonly options: Pick<Comparison["options"], "policy" | "maxCalls" | "stderr">;
};

/** @param draws of a cell at the last look; those of the plan where absent */
export function worstCase(
  comparison: Limited,
  { canary = 0, draws }: { readonly canary?: number; readonly draws?: number } = {},
): WorstCase {
  const { whole, confirmation, plan, matching, questions, judge, drawnSides, options } = comparison;
  const columns = matching.pairs.length;
  const sized: Sized = {
    shape: { cells: confirmation.length / CONFIRM_DRAWS },
    looks: [draws ?? looksOf(plan).at(-1) ?? 0],
    cachedBase: drawnSides.length === SIDES.length ? null : 1,
    policy: options.policy,
  };
  const asked = questions * columns * SIDES.length;
  const most = mostCalls(sized, { ...callsOfSide(whole), columns, checkCalls: asked });
  const confirming = columns * confirmationCalls(sized);
  const read = (judge?.voting.votes ?? 0) * (most - asked);
  return { draws: most - asked - confirming, checks: asked, confirmation: confirming, canary, judge: read, all: most + canary + read };
}

/**
 * Tells the worst case before the first call where there is a limit to it, and stops there where the user allows fewer.
 *
 * @param there look draws that are drawn already
 * @throws GygesError `run/max-calls` that says what would fit
 */
export function refuseOverLimit(comparison: Limited, { there, canary = 0 }: { readonly there: number; readonly canary?: number }): void {
  const { maxCalls, stderr } = comparison.options;
  const worst = worstCase(comparison, { canary });
  const left = worst.all - there;
  // What is announced already is not told twice.
  if (maxCalls === undefined && canary === 0) return;
  if (maxCalls === undefined || left <= maxCalls) {
    const allowed = maxCalls === undefined ? "" : `, of ${grouped(maxCalls)} allowed`;
    stderr.write(`gyges: at worst ${grouped(left)} calls${parts(worst)}${allowed}\n`);
    return;
  }
  throw new GygesError(
    "usage",
    "run/max-calls",
    `this run may take ${grouped(left)} calls${parts(worst)}, and --max-calls allows ${grouped(maxCalls)}. No call was made.\n  ${remedy(comparison, { there, canary, maxCalls })}`,
  );
}

function parts({ draws, checks, confirmation, canary, judge }: WorstCase): string {
  const told = [
    `${grouped(draws)} draws`,
    ...(checks === 0 ? [] : [`${grouped(checks)} about notices`]),
    ...(canary === 0 ? [] : [`${grouped(canary)} that ask the stored base`]),
    ...(confirmation === 0 ? [] : [`${grouped(confirmation)} to confirm a fail`]),
    ...(judge === 0 ? [] : [`${grouped(judge)} of the judge`]),
  ];
  return told.length === 1 ? "" : ` (${told.join(", ")})`;
}

interface Allowed {
  readonly there: number;
  readonly canary: number;
  readonly maxCalls: number;
}

function remedy(comparison: Limited, { there, canary, maxCalls }: Allowed): string {
  const most = (draws: number): number => worstCase(comparison, { canary, draws }).all;
  let fits = looksOf(comparison.plan).at(-1) ?? 0;
  while (fits >= FEWEST_DRAWS && most(fits) - there > maxCalls) fits -= 1;
  if (there > 0) return `Its draws so far are kept. To go on: --max-calls ${most(comparison.plan.draws) - there}`;
  if (fits >= FEWEST_DRAWS)
    return `What fits: --max-draws ${fits} (at worst ${grouped(most(fits))} calls). What that can still see: gyges plan --max-draws ${fits}`;
  const least = most(FEWEST_DRAWS);
  return `Not even --max-draws ${FEWEST_DRAWS} fits, which takes ${grouped(least)}. Allow more (--max-calls ${least}), or draw less: --scenarios ${plain(firstScenario(comparison))},…`;
}

/** With one draw of a cell there is no verdict. */
const FEWEST_DRAWS = 2;

function firstScenario({ whole }: Limited): string {
  return whole[0]?.identity.cell.scenario ?? "";
}
