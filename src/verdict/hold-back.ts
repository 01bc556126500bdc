import { missingDifference, missingShare, type MissingArm, type MissingDifference } from "../estimate/missing.ts";
import type { Policy, Reason } from "../schema/verdict.ts";
import { percent } from "./figure.ts";

/** Fewer draws a cell than this show no spread within a cell. */
const LEAST_ROUNDS = 2;
/** Shares of missing draws differ where both the test and the size say so: one draw in a hundred is nothing to stop at. */
const DIFFERENCE_P = 0.05;
const DIFFERENCE_RANGE = 0.01;

/** What is wrong with the draws themselves, whatever the estimates say. */
export function holdBack(arms: readonly MissingArm[], rounds: number, policy: Policy): readonly Reason[] {
  return [...tooFewDraws(rounds), ...tooManyMissing(arms, policy.maxMissing), ...missingDiffer(arms)];
}

function tooFewDraws(rounds: number): readonly Reason[] {
  if (rounds >= LEAST_ROUNDS) return [];
  const text = `There are not enough draws: ${rounds} in each cell. The spread within a cell needs at least ${LEAST_ROUNDS}.`;
  return [{ code: "not-enough-draws", text }];
}

function tooManyMissing(arms: readonly MissingArm[], most: number): readonly Reason[] {
  return arms
    .filter((arm) => (missingShare(arm) ?? 0) > most)
    .map((arm) => ({
      code: "too-many-missing",
      text: `${arm.missing} of ${arm.draws} draws of ${named(arm)} have no outcome (${percent(arm.missing / arm.draws)}); at most ${percent(most)} may.`,
    }));
}

function missingDiffer(arms: readonly MissingArm[]): readonly Reason[] {
  const difference = missingDifference(arms);
  if (difference === null || !differs(difference)) return [];
  const sorted = arms.filter((arm) => arm.draws > 0).toSorted((a, b) => a.missing / a.draws - b.missing / b.draws);
  const [fewest, most] = [sorted[0], sorted.at(-1)];
  if (fewest === undefined || most === undefined) return [];
  const p = difference.p < 0.001 ? "p < 0.001" : `p = ${difference.p.toFixed(3)}`;
  const text = `The shares of draws without an outcome differ between arms, from ${percent(fewest.missing / fewest.draws)} (${named(fewest)}) to ${percent(most.missing / most.draws)} (${named(most)}), ${p}: what is missing may be what matters.`;
  return [{ code: "missing-differ", text }];
}

function differs({ p, range }: MissingDifference): boolean {
  return p < DIFFERENCE_P && range > DIFFERENCE_RANGE;
}

function named(arm: MissingArm): string {
  return `${arm.side}, ${arm.condition}`;
}
