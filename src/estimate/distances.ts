import type { Measure, MeasureValue } from "../schema/measures.ts";
import { jensenShannon } from "../stats/jensen-shannon.ts";
import { mean } from "../stats/moments.ts";
import { type NotEstimable, notEstimable } from "../stats/estimable.ts";
import type { PointEstimate } from "../stats/point-estimate.ts";
import { meanSquaredDistance } from "../stats/squared-distance.ts";
import { type ArmPair, drawsOf } from "../stats/stratum.ts";
import { meanTotalVariation } from "../stats/total-variation.ts";
import { type About, measureOf, noValue, pointValue } from "./measure.ts";
import { SEED } from "./measured.ts";

/** What two distributions are of, and which two. */
export interface DistanceQuestion {
  /** The ids begin with it, such as `choice-distance`; `suffix` ends them. */
  readonly id: string;
  readonly suffix: string;
  readonly name: string;
  readonly condition: Measure["condition"];
  readonly side: Measure["side"];
  readonly strata: readonly ArmPair[];
  readonly scenarios: number;
  readonly hypothesis: string;
  readonly from: string;
  /** Why there is no stratum, and what would have to be drawn. */
  readonly notDrawn: string;
  readonly permutations: number;
}

/**
 * The distance of two distributions over several cells, three ways: the unbiased squared distance, 0 on average where nothing differs; total
 * variation, the share of replies that would have to move, with its noise floor and the p of the permutations that it comes from; Jensen-Shannon in
 * bits, as description. The last two are biased upward, by .24 and .09 at 5 draws an arm, and are never held against a threshold.
 */
export function distanceMeasures(question: DistanceQuestion): readonly Measure[] {
  return [squared(question), variation(question), bits(question)];
}

function squared(question: DistanceQuestion): Measure {
  const value = pointOf(question, () => meanSquaredDistance(question.strata), "its p is that of the total variation");
  return measureOf(aboutOf(question, "squared", "squared distance"), question.side, value, question.from);
}

function variation(question: DistanceQuestion): Measure {
  const { side, strata, hypothesis, from, permutations } = question;
  const about = aboutOf(question, "variation", "total variation");
  const found = strata.length === 0 ? null : meanTotalVariation(strata, SEED, permutations);
  const chance = found?.kind === "estimated" ? { hypothesis, p: found.p, floor: found.floor } : null;
  const value = pointOf(question, () => found ?? notEstimable(question.notDrawn), "it is read against its noise floor");
  return measureOf({ ...about, chance }, side, value, from);
}

function bits(question: DistanceQuestion): Measure {
  const about = aboutOf(question, "divergence", "bits");
  const value = pointOf(question, () => meanBits(question.strata), "it is a description");
  return measureOf({ ...about, note: BIASED }, question.side, value, question.from);
}

const BIASED = "Biased upward: a description to read beside the squared distance, which is not.";

type Found = PointEstimate | NotEstimable;

function meanBits(strata: readonly ArmPair[]): Found {
  const values: number[] = [];
  for (const stratum of strata) {
    const divergence = jensenShannon(stratum);
    if (divergence.kind === "not-estimable") return divergence;
    values.push(divergence.value);
  }
  return { kind: "estimated", value: mean(values) };
}

function pointOf({ strata, scenarios, notDrawn }: DistanceQuestion, estimate: () => Found, whyNoInterval: string): MeasureValue {
  if (strata.length === 0) return noValue(notDrawn, 0);
  const draws = drawsOf(strata.flat().map(drawsOf));
  const found = estimate();
  return found.kind === "estimated" ? pointValue(found.value, whyNoInterval, { draws, scenarios }) : noValue(found.reason, draws);
}

function aboutOf({ id, suffix, name, condition }: DistanceQuestion, kind: string, unit: Measure["unit"]): About {
  return { id: `${id}/${kind}${suffix}`, name: `${name}, ${unit}`, unit, condition };
}
