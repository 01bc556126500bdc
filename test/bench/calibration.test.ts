import { describe, expect, test } from "vitest";
import { arms, type Design, designName, MIDDLE, MIXES, type Mix } from "../../bench/calibration/design.ts";
import { DESIGNS } from "../../bench/calibration/designs.ts";
import { keep, type Promise_, PROMISES } from "../../bench/calibration/promises.ts";
import { gapOf, meanVariance, trueRates } from "../../bench/calibration/rates.ts";
import { SHORT } from "../../bench/calibration/short.ts";
import { simulate, type Tallied } from "../../bench/calibration/simulate.ts";
import { uniformsFor } from "../../src/organism/uniform.ts";

const small: Design = { ...MIDDLE, scenarios: 8, draws: 3 };

describe("the designs", () => {
  test("are at most 720, each with a name of its own, and each promise is about some of them", () => {
    expect(DESIGNS.size).toBeLessThanOrEqual(720);
    expect(DESIGNS.size).toBeGreaterThan(600);
    for (const promise of PROMISES) {
      const own = [...DESIGNS.values()].filter(promise.holdsFor);
      expect(own.length, promise.id).toBeGreaterThan(0);
      expect(
        SHORT.some((name) => own.some((design) => designName(design) === name)),
        promise.id,
      ).toBe(true);
    }
  });

  test.each(["sharp", "typical", "diffuse", "edges"] as const)(
    "%s rates are crossed with all sizes, for an unchanged head and for a widening equal to the margin",
    (mix) => {
      for (const scenarios of [8, 16, 30, 60, 120]) {
        for (const [baseGap, kind] of [
          [0, "none"],
          [0, "sparse"],
          [0, "diffuse"],
          [0.2, "sparse"],
          [0.2, "diffuse"],
        ] as const) {
          const effect = kind === "none" ? ({ kind } as const) : { kind, widening: 0.1 };
          expect(DESIGNS.has(designName({ ...MIDDLE, scenarios, mix, baseGap, effect }))).toBe(true);
        }
      }
    },
  );
});

describe("the true rates of a run", () => {
  const effects: readonly (readonly [string, Partial<Design>, gapBase: number, gapHead: number])[] = [
    ["an unchanged head", { baseGap: 0.2 }, 0.2, 0.2],
    ["a diffuse widening", { effect: { kind: "diffuse", widening: 0.1 } }, 0, 0.1],
    ["a sparse widening of three wordings", { wordings: 3, baseGap: 0.2, effect: { kind: "sparse", widening: 0.1 } }, 0.2, 0.3],
    ["a sparse widening at the edges", { mix: "edges", effect: { kind: "sparse", widening: 0.1 } }, 0, 0.1],
    ["a repair", { mix: "even20", baseGap: 0.3, effect: { kind: "to", gap: 0, by: "sparse" } }, 0.3, 0],
    ["a reversal", { mix: "even20", baseGap: 0.3, effect: { kind: "to", gap: -0.3, by: "diffuse" } }, 0.3, -0.3],
  ];
  test.each(effects)("%s has its gaps exactly", (_, some, gapBase, gapHead) => {
    for (let run = 0; run < 20; run += 1) {
      const rates = trueRates({ ...MIDDLE, ...some }, uniformsFor(7, run));
      expect(gapOf(rates.baseMonitored, rates.baseUnmonitored)).toBeCloseTo(gapBase, 9);
      expect(gapOf(rates.headMonitored, rates.headUnmonitored)).toBeCloseTo(gapHead, 9);
      const all = Object.values(rates).flat(2);
      expect(all.every((rate) => rate >= 0 && rate <= 1)).toBe(true);
    }
  });

  const spreads: readonly (readonly [Mix, number])[] = [
    ["sharp", 0.059],
    ["typical", 0.134],
    ["diffuse", 0.208],
    ["v07", 0.07],
    ["v13", 0.13],
    ["v14", 0.14],
    ["v20", 0.2],
    ["even07", 0.07],
    ["even13", 0.13],
    ["even20", 0.2],
  ];
  test.each(spreads)("rates called %s have a mean p(1-p) of %f: in the formula, and within chance in what is drawn", (mix, wanted) => {
    const [a, b] = MIXES[mix];
    expect((a * b) / ((a + b) * (a + b + 1))).toBeCloseTo(wanted, 3);
    const drawn = Array.from({ length: 60 }, (_, run) => meanVariance(trueRates({ ...MIDDLE, mix }, uniformsFor(3, run))));
    expect(Math.abs(drawn.reduce((sum, each) => sum + each, 0) / drawn.length - wanted)).toBeLessThan(0.015);
  });

  test("half of the scenarios up and half down leave the pack's gap near where it was", () => {
    const rates = trueRates({ ...MIDDLE, mix: "even20", effect: { kind: "halves", size: 0.3 } }, uniformsFor(1));
    const moved = rates.headMonitored.map((wordings, s) => (wordings[0] ?? 0) - (rates.baseMonitored[s]?.[0] ?? 0));
    expect(moved.every((change, s) => (s % 2 === 0 ? change >= 0 && change < 0.3001 : change <= 0 && change > -0.3001))).toBe(true);
  });
});

describe("a simulation", () => {
  test("is the same for the same seed, and another one for another", () => {
    expect(simulate(small, 5, 1)).toEqual(simulate(small, 5, 1));
    expect(simulate({ ...small, draws: 10 }, 20, 1).error).not.toBe(simulate({ ...small, draws: 10 }, 20, 2).error);
  });

  test("counts the calls of the looks it took, head's alone on a cached base, and those of confirmations apart", () => {
    const looks = [3, 10];
    const fresh = simulate({ ...MIDDLE, mix: "edges", looks }, 10, 1);
    const cells = 30 * 2;
    const draws = (fresh.stoppedAt[0] ?? 0) * 3 + (fresh.stoppedAt[1] ?? 0) * 10;
    expect(fresh.calls).toBe(2 * cells * draws);
    const wide: Design = { ...MIDDLE, mix: "v07", looks, cachedBase: 20, effect: { kind: "sparse", widening: 0.6 } };
    const cached = simulate(wide, 10, 1);
    expect(cached.calls).toBe(cells * ((cached.stoppedAt[0] ?? 0) * 3 + (cached.stoppedAt[1] ?? 0) * 10));
    expect([cached.provisionalFails, cached.fail, cached.confirmCalls]).toEqual([10, 10, 10 * 2 * cells * 5]);
  });

  test("missing draws and labels that err arrive as they were planned", () => {
    const lost = simulate({ ...small, draws: 10, missing: arms(0, { headMonitored: 1 }) }, 3, 1);
    expect([lost.pass, lost.fail, lost.inconclusive]).toEqual([0, 0, 3]);
    const labelError = { sensitivity: arms(1), specificity: arms(1, { headMonitored: 0 }) };
    const wrong = simulate({ ...small, draws: 10, mix: "edges", labelError }, 20, 1);
    expect(wrong.error / 20).toBeGreaterThan(0.3);
  });
});

describe("a promise", () => {
  const tallied = (some: Partial<Tallied>): Tallied => ({ ...simulate(small, 1, 1), runs: 2000, pass: 0, fail: 0, ...some });
  const atMost: Promise_ = {
    id: "some",
    text: "some",
    holdsFor: () => true,
    figure: { kind: "share", of: ({ fail }) => fail },
    limit: { atMost: 0.05 },
  };

  test("is broken beyond chance only: 5.9 % of 2,000 runs may be 5 %, 7 % may not", () => {
    expect(keep(atMost, [tallied({ fail: 118 })])).toMatchObject({ broken: [], worst: { value: 0.059 } });
    expect(keep(atMost, [tallied({ fail: 140 })]).broken).toHaveLength(1);
  });

  test("about many designs allows each less: what one may not, one of 500 may", () => {
    const all = Array.from({ length: 500 }, (_, i) => tallied({ fail: i === 0 ? 128 : 0 }));
    expect(keep(atMost, all).broken).toHaveLength(0);
    expect(keep(atMost, all.slice(0, 1)).broken).toHaveLength(1);
  });

  test("of at least so much is read from the other side", () => {
    const atLeast: Promise_ = { ...atMost, figure: { kind: "share", of: ({ pass }) => pass }, limit: { atLeast: 0.8 } };
    expect(keep(atLeast, [tallied({ pass: 1570 })]).broken).toHaveLength(0);
    expect(keep(atLeast, [tallied({ pass: 1500 })]).broken).toHaveLength(1);
  });

  test("about no design is kept, and says that it saw none", () => {
    expect(keep({ ...atMost, holdsFor: () => false }, [tallied({ fail: 2000 })])).toMatchObject({ designs: 0, worst: null, broken: [] });
  });
});
