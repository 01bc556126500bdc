import { describe, expect, test } from "vitest";
import { type Design, MIDDLE } from "../../../bench/calibration/design.ts";
import { simulate } from "../../../bench/calibration/simulate.ts";
import { normalTail } from "../../../src/stats/quantile.ts";
import { levelsAtLook } from "../../../src/verdict/levels.ts";
import { schedule } from "../../../src/verdict/looks.ts";
import { foreseenLooks } from "../../../src/verdict/power/foreseen-looks.ts";
import { evenShape } from "../../../src/verdict/power/gap-shape.ts";
import { MIRRORED_PAIRS, monteCarloError } from "../../../src/verdict/power/noise.ts";
import { type Power, power, powerOf } from "../../../src/verdict/power/power.ts";
import { precision } from "../../../src/verdict/power/precision.ts";
import { columnOf, planned, sideDraws } from "../../estimate/draws.ts";
import { runOf } from "./questions.ts";

const LOOKS = [3, 5, 7, 10];
const { policy: judging } = MIDDLE;

describe("held against runs that are simulated draw by draw through the shipped path", () => {
  const design = (more: Partial<Design>): Design => ({ ...MIDDLE, scenarios: 24, wordings: 2, mix: "v13", looks: LOOKS, ...more });
  const cases: readonly { readonly what: string; readonly design: Design; readonly runs: number }[] = [
    { what: "24 × 2 × 10, nothing changed", design: design({}), runs: 300 },
    { what: "24 × 2 × 10, widened by .2", design: design({ effect: { kind: "diffuse", widening: 0.2 } }), runs: 200 },
    { what: "24 × 2 × 10, nothing changed, a base gap of .2", design: design({ baseGap: 0.2 }), runs: 300 },
    {
      what: "16 × 1 × 10 on a base of 20, widened by .15, each fail confirmed",
      design: design({ scenarios: 16, wordings: 1, cachedBase: 20, effect: { kind: "diffuse", widening: 0.15 } }),
      runs: 300,
    },
  ];

  test.each(cases)("$what", ({ design, runs }) => {
    const seen = simulate(design, runs, 11);
    const run = runOf({
      shape: evenShape(design.scenarios, design.wordings),
      cachedBase: design.cachedBase === 0 ? null : design.cachedBase,
      variance: seen.variance / runs,
      judging,
    });
    const widening = "widening" in design.effect ? design.effect.widening : 0;
    const foreseen = power(run, { widening, baseGap: design.baseGap });
    for (const verdict of ["pass", "fail", "inconclusive"] as const) {
      // Three and a half standard errors of the simulated share; half a run more where none or all is foreseen.
      const error = Math.sqrt((foreseen[verdict] * (1 - foreseen[verdict]) + 0.5 / runs) / runs);
      expect(Math.abs(seen[verdict] / runs - foreseen[verdict]), verdict).toBeLessThan(3.5 * error);
    }
    const calls = foreseen.headCalls + foreseen.baseCalls;
    expect(Math.abs(seen.calls / runs / calls - 1), "calls").toBeLessThan(0.06);
    expect(Math.abs(seen.confirmCalls / runs - foreseen.confirmCalls), "calls to confirm").toBeLessThanOrEqual(0.2 * foreseen.confirmCalls);
  });
});

describe("one look at a large pack", () => {
  // So many cells that their noise is known and t is z: P(pass | one sign) = Φ((m - W - z·se)/σ), P(fail) = P(both e > m and e > z·se).
  const run = runOf({ shape: evenShape(400, 2), looks: [10], variance: 0.2, judging: { direction: "positive", margin: 0.02 } });
  const { variance } = precision(run.shape, 0.2, [10, 10]);
  const [shown, sigma] = [Math.sqrt(variance), Math.sqrt(2 * run.shape.squares * 0.02)];

  test.each([0, 0.01, 0.02, 0.03, 0.05])("passes and fails as often as the normal distribution says, at a widening of %s", (widening) => {
    const seen = power(run, { widening });
    const pass = normalTail((widening + 1.6449 * shown - 0.02) / sigma);
    const fail = normalTail((Math.max(0.02, 1.6449 * shown) - widening) / sigma);
    expect(Math.abs(seen.pass - pass)).toBeLessThan(4 * monteCarloError(pass));
    expect(Math.abs(seen.fail - fail)).toBeLessThan(4 * monteCarloError(fail));
    expect(seen).toMatchObject({ stoppedAt: [1], headCalls: 16_000, baseCalls: 16_000, confirmCalls: 0, toConfirm: 0 });
    expect(seen.pass + seen.fail + seen.inconclusive).toBeCloseTo(1, 12);
  });

  test("strict fails only where the lower bound is above the margin", () => {
    const seen = power({ ...run, policy: { ...run.policy, strict: true } }, { widening: 0.05 });
    const fail = normalTail((0.02 + 1.6449 * shown - 0.05) / sigma);
    expect(Math.abs(seen.fail - fail)).toBeLessThan(4 * monteCarloError(fail));
  });
});

describe("the chances", () => {
  const widenings = [0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3];

  test("of a fail rise with the widening, and those of a pass fall", () => {
    const at = powerOf(runOf());
    const seen = widenings.map((widening) => at({ widening }));
    expect(seen.map(({ fail }) => fail)).toEqual(seen.map(({ fail }) => fail).toSorted((a, b) => a - b));
    expect(seen.map(({ pass }) => pass)).toEqual(seen.map(({ pass }) => pass).toSorted((a, b) => b - a));
    expect(seen[0]?.fail).toBeLessThan(0.1);
    expect(seen.at(-1)?.fail).toBe(1);
  });

  test("of an unchanged model to pass, and of a widening of .2 to fail, rise with the draws", () => {
    const runs = [3, 5, 10, 20, 40].map((last) => runOf({ shape: evenShape(12, 1), looks: [Math.ceil(last / 2), last] }));
    const passes = runs.map((run) => power(run, { widening: 0 }).pass);
    const fails = runs.map((run) => power(run, { widening: 0.2 }).fail);
    for (const shares of [passes, fails]) {
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(new Set(shares).size).toBe(5);
    }
  });

  test("are those of the mirrored question, to the last digit", () => {
    const upwards = runOf({ judging: { direction: "positive" } });
    const downwards = runOf({ judging: { direction: "negative" } });
    expect(power(downwards, { widening: -0.12 })).toEqual(power(upwards, { widening: 0.12 }));
    expect(power(runOf(), { widening: -0.12, baseGap: -0.03 })).toEqual(power(runOf(), { widening: 0.12, baseGap: 0.03 }));
    expect(power(downwards, { widening: 0.3 }).pass).toBe(1);
  });

  test("of a fail are under the level where nothing changed, and shared by the columns", () => {
    const one = power(runOf({ judging: { margin: 0.01 } }), { widening: 0, baseGap: 0.2 });
    const four = power(runOf({ judging: { margin: 0.01 }, pairs: 4 }), { widening: 0, baseGap: 0.2 });
    expect(one.fail).toBeGreaterThan(0.015);
    expect(one.fail).toBeLessThan(0.03);
    expect(four.fail).toBeGreaterThan(0.003);
    expect(four.fail).toBeLessThan(0.01);
  });

  test("that a gap is repaired or reversed are seen in both parts", () => {
    expect(power(runOf({ shape: evenShape(30, 1) }), { widening: -0.3, baseGap: 0.3 }).pass).toBeGreaterThan(0.7);
    expect(power(runOf({ shape: evenShape(30, 1) }), { widening: -0.6, baseGap: 0.3 }).fail).toBeGreaterThan(0.99);
  });

  test("are whole runs of so many, and the error of one half is told by the pairs alone", () => {
    const { pass, stoppedAt } = power(runOf(), { widening: 0 });
    expect(Number.isInteger(Math.round(pass * 2 * MIRRORED_PAIRS * 1e6) / 1e6)).toBe(true);
    expect(stoppedAt.reduce((total, each) => total + each, 0)).toBeCloseTo(1, 12);
    expect(monteCarloError(0.5)).toBe(0.5 / Math.sqrt(4000));
  });
});

describe("calls", () => {
  const meanDraws = ({ stoppedAt }: Power): number => stoppedAt.reduce((total, share, look) => total + share * (LOOKS[look] ?? 0), 0);

  test("are those of the look that decided, on both sides where base is fresh and on head alone where it is cached", () => {
    const fresh = power(runOf(), { widening: 0 });
    expect(fresh.headCalls).toBeCloseTo(96 * meanDraws(fresh), 9);
    expect(fresh.baseCalls).toBe(fresh.headCalls);
    expect(fresh.confirmCalls).toBe(0);
    const cached = power(runOf({ cachedBase: 20 }), { widening: 0 });
    expect(cached.headCalls).toBeCloseTo(96 * meanDraws(cached), 9);
    expect(cached.headCalls).toBeLessThan(fresh.headCalls);
    expect(cached.baseCalls).toBe(0);
  });

  test("to confirm come with a fail on a cached base, or where every fail is confirmed, and take fails back", () => {
    const asked = power(runOf({ judging: { confirm: "always" } }), { widening: 0.12 });
    const unasked = power(runOf(), { widening: 0.12 });
    expect(asked.toConfirm).toBe(unasked.fail);
    expect(unasked.toConfirm).toBe(0);
    // 5 fresh draws of 96 cells on both sides.
    expect(asked.confirmCalls).toBeCloseTo(960 * asked.toConfirm, 9);
    expect(asked.fail).toBeLessThan(unasked.fail);
    expect(asked.pass).toBe(unasked.pass);
    const cached = power(runOf({ cachedBase: 20 }), { widening: 0.2 });
    expect(cached.toConfirm).toBeGreaterThan(0.99);
    expect(cached.fail).toBeLessThanOrEqual(cached.toConfirm);
  });

  test("a confirmation holds up as often as the normal distribution says", () => {
    const run = runOf({
      shape: evenShape(400, 2),
      looks: [10],
      variance: 0.2,
      judging: { confirm: "always", direction: "positive", margin: 0.02 },
    });
    const { fail, toConfirm } = power(run, { widening: 0.03 });
    const shown = Math.sqrt(precision(run.shape, 0.2, [5, 5]).variance);
    const holds = normalTail((1.6449 * shown - 0.03) / Math.sqrt(2 * run.shape.squares * 0.04));
    expect(Math.abs(fail / toConfirm - holds)).toBeLessThan(4 * Math.sqrt((holds * (1 - holds)) / (toConfirm * MIRRORED_PAIRS)));
  });
});

test("the bounds at each look are those that the gate takes from a plan of these looks", () => {
  for (const cachedBase of [null, 20]) {
    const draws = (count: number, looks: readonly number[]) => columnOf(planned(sideDraws([[1, 1]], count), looks));
    const plan = { base: draws(cachedBase ?? 10, [cachedBase ?? 10]), head: draws(10, LOOKS), direction: "either", pairs: 2 } as const;
    const { looks } = schedule({ ...plan, cachedBase: cachedBase !== null });
    const run = runOf({ cachedBase, pairs: 2 });
    for (const [index, look] of foreseenLooks(run).entries()) {
      const { levels } = looks[index] ?? {
        levels: levelsAtLook("either", 2, { widening: [], gapHead: [] }, 0),
      };
      const head = LOOKS[index] ?? 0;
      const [widening, gapHead] = [precision(run.shape, 0.13, [cachedBase ?? head, head]), precision(run.shape, 0.13, [head])];
      expect(tailOf(look?.widening.bounds.failLower, widening)).toBeCloseTo(levels.failWidening, 6);
      expect(tailOf(look?.widening.bounds.passLower, widening)).toBeCloseTo(levels.passWidening, 6);
      expect(tailOf(look?.gapHead.bounds.failLower, gapHead)).toBeCloseTo(levels.failGap, 6);
      expect(tailOf(look?.gapHead.bounds.passLower, gapHead)).toBeCloseTo(levels.passGap, 6);
    }
  }
});

test("a look at one draw of a cell decides nothing, on either side", () => {
  const seen = power(runOf({ looks: [1, 10] }), { widening: 0 });
  expect(seen.stoppedAt[0]).toBe(0);
  expect(power(runOf({ looks: [1] }), { widening: 0.5 }).inconclusive).toBe(1);
  expect(power(runOf({ cachedBase: 1 }), { widening: 0.5 }).inconclusive).toBe(1);
  expect(foreseenLooks(runOf({ looks: [1, 2] })).map((look) => look === null)).toEqual([true, false]);
});

test.each([
  [{ looks: [] }, "looks must be whole numbers that rise from 1 on, saw []"],
  [{ looks: [5, 3] }, "saw [5, 3]"],
  [{ looks: [3, 3] }, "saw [3, 3]"],
  [{ looks: [0, 3] }, "saw [0, 3]"],
  [{ looks: [2.5] }, "saw [2.5]"],
  [{ cachedBase: 0 }, "cachedBase must be a whole number from 1 on, saw 0"],
  [{ pairs: 0 }, "pairs must be a whole number from 1 on, saw 0"],
  [{ variance: 0.26 }, "variance, the mean of p(1-p), must lie from 0 to 1/4, saw 0.26"],
  [{ variance: -0.01 }, "saw -0.01"],
  [{ variance: Number.NaN }, "saw NaN"],
])("%j is refused by name", (more, message) => {
  expect(() => power(runOf(more), { widening: 0 })).toThrow(message);
});

test("the edges of v are no error", () => {
  expect(power(runOf({ variance: 0 }), { widening: 0 })).toMatchObject({ pass: 1, stoppedAt: [1, 0, 0, 0] });
  expect(power(runOf({ variance: 0.25 }), { widening: 0 }).pass).toBeGreaterThan(0.4);
});

/** The one-sided tail of a bound below an estimate of 0, by the quantile of t in its own terms. */
function tailOf(
  bound: number | undefined,
  { variance, degreesOfFreedom }: { readonly variance: number; readonly degreesOfFreedom: number },
): number {
  const t = -(bound ?? 0) / Math.sqrt(variance);
  // Numerical integral of Student's density beyond t.
  const density = (x: number): number => (1 + x ** 2 / degreesOfFreedom) ** (-(degreesOfFreedom + 1) / 2);
  const area = (from: number, to: number): number => {
    const steps = 20_000;
    const h = (to - from) / steps;
    let total = density(from) + density(to);
    for (let i = 1; i < steps; i += 1) total += (i % 2 === 0 ? 2 : 4) * density(from + i * h);
    return (total * h) / 3;
  };
  return area(t, t + 40) / (2 * area(0, 60));
}
