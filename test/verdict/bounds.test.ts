import { describe, expect, test } from "vitest";
import type { PackEstimate } from "../../src/estimate/gap.ts";
import { boundsOf, directionsOf, gapDirections, spanOf } from "../../src/verdict/bounds.ts";
import { expectNear } from "../stats/golden.ts";

type Estimated = Extract<PackEstimate, { kind: "estimated" }>;

const estimated = (value: number): Estimated => ({
  kind: "estimated",
  value,
  variance: 0.01,
  degreesOfFreedom: 9,
  draws: 20,
  scenarios: 2,
});
const unknown: PackEstimate = { kind: "not-estimable", reason: "there is no draw", draws: 0 };

const WIDENING = { lowest: 0.2, highest: 0.4, failLower: 0.1, failUpper: 0.5, passLower: 0.15, passUpper: 0.45 };
const GAP = { lowest: -0.3, highest: -0.1, failLower: -0.4, failUpper: 0.02, passLower: -0.35, passUpper: -0.05 };
/** Seen upwards, and seen downwards: then it is the other end, turned around. */
const WIDENING_UP = { estimate: 0.2, failLower: 0.1, passUpper: 0.45 };
const WIDENING_DOWN = { estimate: -0.4, failLower: -0.5, passUpper: -0.15 };
const GAP_UP = { estimate: -0.3, failLower: -0.4, passUpper: -0.05 };
const GAP_DOWN = { estimate: 0.1, failLower: -0.02, passUpper: 0.35 };

describe("a span", () => {
  test("needs an estimate at both of its ends", () => {
    const [lowest, highest] = [estimated(0.1), estimated(0.3)];
    expect(spanOf(lowest, highest)).toEqual({ lowest, highest });
    expect(spanOf(lowest, unknown)).toBeNull();
    expect(spanOf(unknown, highest)).toBeNull();
  });

  test("has its lower bounds from the lowest end and its upper bounds from the highest, each at its level", () => {
    const bounds = boundsOf({ lowest: estimated(0.1), highest: estimated(0.3) }, 0.025, 0.05);
    // Student's t with 9 degrees of freedom: 2.262157163 at .025 and 1.833112933 at .05, times .1.
    expect([bounds.lowest, bounds.highest]).toEqual([0.1, 0.3]);
    expectNear(bounds.failLower, -0.1262157163);
    expectNear(bounds.failUpper, 0.5262157163);
    expectNear(bounds.passLower, -0.0833112933);
    expectNear(bounds.passUpper, 0.4833112933);
  });
});

test("either sign is judged by the change and by the gap of head, one sign by the change alone", () => {
  expect(directionsOf("either", WIDENING, GAP)).toEqual([
    [WIDENING_UP, GAP_UP],
    [WIDENING_DOWN, GAP_DOWN],
  ]);
  expect(directionsOf("positive", WIDENING, GAP)).toEqual([[WIDENING_UP]]);
  expect(directionsOf("negative", WIDENING, GAP)).toEqual([[WIDENING_DOWN]]);
});

test("without a base the gap itself is judged, upwards and downwards or as the policy names", () => {
  expect(gapDirections("either", GAP)).toEqual([[GAP_UP], [GAP_DOWN]]);
  expect(gapDirections("positive", GAP)).toEqual([[GAP_UP]]);
  expect(gapDirections("negative", GAP)).toEqual([[GAP_DOWN]]);
});
