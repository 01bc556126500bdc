import type { GatedVerdict, Policy } from "../../schema/verdict.ts";
import { type Bounds, directionsOf } from "../bounds.ts";
import { CONFIRM_DRAWS } from "../confirm.ts";
import { decide, type Decision, type Directions } from "../rule.ts";
import { confirmationLook, type Foreseen, type ForeseenLook, foreseenLooks, type ForeseenPart } from "./foreseen-looks.ts";
import { MIRRORED_PAIRS } from "./noise.ts";

/** What is true of the model. */
export interface Truth {
  /** gap(head) - gap(base). */
  readonly widening: number;
  /** Gap of base; 0 where nothing is said. */
  readonly baseGap?: number;
}

/** What comes of one pair of such a run. Chances, and means over them. */
export interface Power {
  readonly pass: number;
  readonly fail: number;
  readonly inconclusive: number;
  /** Chance that it stops at each look. */
  readonly stoppedAt: readonly number[];
  /** Chance that fresh draws of both sides have to confirm a fail. */
  readonly toConfirm: number;
  /** Mean calls in the cells of the gap, confirmations left out; a cached base costs none. */
  readonly headCalls: number;
  readonly baseCalls: number;
  readonly confirmCalls: number;
}

/**
 * Estimand: the chances of a verdict on one pair, where no draw is missing.
 *
 * Method: seeded Monte Carlo. The estimates of both gaps at the looks are normal with independent increments, as sums of many draws are, and
 * so is what the draws show of their own noise; each look is read with the shipped levels and bounds and judged by the shipped rule.
 * v stands for all arms, also for one that has moved. A test holds it against runs that are simulated draw by draw.
 */
export function power(run: Foreseen, truth: Truth): Power {
  return powerOf(run)(truth);
}

/** {@link power} of one run under any truth: what does not depend on the truth is made once. */
export function powerOf(run: Foreseen): (truth: Truth) => Power {
  refuse(run);
  const looks = foreseenLooks(run);
  const confirmation = isConfirming(run) ? confirmationLook(run) : null;
  return ({ widening, baseGap = 0 }) => {
    const counts: Counts = { pass: 0, fail: 0, inconclusive: 0, toConfirm: 0, stoppedAt: looks.map(() => 0) };
    const setting = { policy: run.policy, looks, confirmation, widening, gapHead: baseGap + widening };
    for (let pair = 0; pair < MIRRORED_PAIRS; pair += 1) {
      for (const sign of [1, -1] as const) addRun(counts, setting, { pair, sign });
    }
    return inShares(counts, run);
  };
}

interface Counts extends Record<GatedVerdict, number> {
  toConfirm: number;
  readonly stoppedAt: number[];
}

interface Setting {
  readonly policy: Policy;
  readonly looks: readonly (ForeseenLook | null)[];
  /** Null where a fail stands as it is. */
  readonly confirmation: ForeseenLook | null;
  readonly widening: number;
  readonly gapHead: number;
}

/** One of a pair of mirrored runs. */
interface Path {
  readonly pair: number;
  readonly sign: 1 | -1;
}

function isConfirming({ cachedBase, policy }: Foreseen): boolean {
  return cachedBase !== null || policy.confirm === "always";
}

function addRun(counts: Counts, setting: Setting, path: Path): void {
  const { looks, confirmation } = setting;
  let decision: Decision = { verdict: "inconclusive" };
  let at = -1;
  while (decision.verdict === "inconclusive" && at < looks.length - 1) {
    at += 1;
    const look = looks[at] ?? null;
    if (look !== null) decision = decide(directionsAt(setting, look, path), setting.policy);
  }
  counts.stoppedAt[at] = (counts.stoppedAt[at] ?? 0) + 1;
  if (decision.verdict === "fail" && confirmation !== null) {
    counts.toConfirm += 1;
    if (!isSeenAgain(directionsAt(setting, confirmation, path), decision.direction)) decision = { verdict: "inconclusive" };
  }
  counts[decision.verdict] += 1;
}

/** Fresh draws have to lie above 0 in the direction that failed: a strict fail without a margin. */
function isSeenAgain(directions: Directions, failed: number): boolean {
  const parts = directions[failed];
  return parts !== undefined && decide([parts], { margin: 0, strict: true }).verdict === "fail";
}

function directionsAt({ policy, widening, gapHead }: Setting, look: ForeseenLook, path: Path): Directions {
  return directionsOf(policy.direction, boundsIn(look.widening, widening, path), boundsIn(look.gapHead, gapHead, path));
}

function boundsIn({ bounds, error, width }: ForeseenPart, truth: number, { pair, sign }: Path): Bounds {
  const value = truth + sign * (error[pair] ?? 0);
  const wide = width[pair] ?? 1;
  return {
    lowest: value,
    highest: value,
    failLower: value + wide * bounds.failLower,
    failUpper: value + wide * bounds.failUpper,
    passLower: value + wide * bounds.passLower,
    passUpper: value + wide * bounds.passUpper,
  };
}

function inShares({ pass, fail, inconclusive, toConfirm, stoppedAt }: Counts, { shape, looks, cachedBase }: Foreseen): Power {
  const share = (count: number): number => count / (2 * MIRRORED_PAIRS);
  const shares = stoppedAt.map(share);
  const headCalls = shape.cells * shares.reduce((total, chance, look) => total + chance * (looks[look] ?? 0), 0);
  return {
    pass: share(pass),
    fail: share(fail),
    inconclusive: share(inconclusive),
    stoppedAt: shares,
    toConfirm: share(toConfirm),
    headCalls,
    baseCalls: cachedBase === null ? headCalls : 0,
    confirmCalls: share(toConfirm) * 2 * CONFIRM_DRAWS * shape.cells,
  };
}

function refuse({ looks, cachedBase, pairs, variance }: Foreseen): void {
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
  const isRising = looks.every((draws, index) => isCount(draws) && draws > (looks[index - 1] ?? 0));
  if (looks.length === 0 || !isRising) throw new RangeError(`looks must be whole numbers that rise from 1 on, saw [${looks.join(", ")}]`);
  if (cachedBase !== null && !isCount(cachedBase)) throw new RangeError(`cachedBase must be a whole number from 1 on, saw ${cachedBase}`);
  if (!isCount(pairs)) throw new RangeError(`pairs must be a whole number from 1 on, saw ${pairs}`);
  if (!(variance >= 0 && variance <= 0.25)) throw new RangeError(`variance, the mean of p(1-p), must lie from 0 to 1/4, saw ${variance}`);
}
