import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { powerSpending, sequentialTails } from "../../src/stats/group-sequential.ts";
import { quadrature } from "../../src/stats/gauss-legendre.ts";
import { normalQuantile, normalTail } from "../../src/stats/quantile.ts";
import { expectNear } from "./golden.ts";

interface Case {
  readonly level: number;
  readonly rho: number;
  readonly information: readonly number[];
  readonly planned: number;
  readonly tails: readonly number[];
}

const golden: { readonly cases: readonly Case[]; readonly twoLooks: readonly Case[] } = JSON.parse(
  readFileSync(new URL("../golden/sequential.json", import.meta.url), "utf8"),
);

const zOf = (tails: readonly number[]): number[] => tails.map((tail) => Number(normalQuantile(tail).toFixed(4)));

describe("bounds of a group-sequential plan", () => {
  test.each([
    ["the recursion on another grid", golden.cases],
    ["Owen's T function for two looks", golden.twoLooks],
  ])("tails are those of %s, to 1e-9", (_, cases) => {
    for (const { level, rho, information, planned, tails } of cases) {
      const own = sequentialTails({ level, information, planned, spending: powerSpending(rho) });
      expect(own).toHaveLength(tails.length);
      own.forEach((tail, look) => expectNear(tail, tails[look] ?? Number.NaN));
    }
  });

  test("published bounds come out: Lan and DeMets's two spendings at five equal looks, one-sided .025", () => {
    const information = [1, 2, 3, 4, 5];
    const obrienFleming = (t: number): number => (2 * normalTail(normalQuantile(0.0125) / Math.sqrt(t))) / 0.025;
    const likePocock = (t: number): number => Math.log(1 + (Math.E - 1) * t);
    const at = (spending: (t: number) => number): number[] => zOf(sequentialTails({ level: 0.025, information, planned: 5, spending }));
    const near = (own: readonly number[], published: readonly number[]): void =>
      own.forEach((z, look) => expect(Math.abs(z - (published[look] ?? 0)), `look ${look + 1}`).toBeLessThan(2e-4));
    near(at(obrienFleming), [4.8769, 3.3569, 2.6803, 2.2898, 2.031]);
    near(at(likePocock), [2.438, 2.4268, 2.4101, 2.3966, 2.3859]);
  });

  test("bounds of the design's own tables come out, fresh and with a cached base of 20 or 30 draws", () => {
    const spending = powerSpending(1.5);
    const cached = (base: number): number[] => [2, 4, 7, 10].map((draws) => 1 / (1 / base + 1 / draws));
    const at = (information: readonly number[]): number[] =>
      zOf(sequentialTails({ level: 0.05, information, planned: information.at(-1) ?? 1, spending }));
    expect(at([2, 4, 7, 10])).toEqual([2.6142, 2.3349, 2.0151, 1.8074]);
    expect(at(cached(20))).toEqual([2.4511, 2.2128, 1.9654, 1.8359]);
    expect(at(cached(30))).toEqual([2.4977, 2.2462, 1.9777, 1.8278]);
  });

  test("one look has the whole level", () => {
    expectNear(sequentialTails({ level: 0.05, information: [10], planned: 10, spending: powerSpending(1.5) })[0] ?? 0, 0.05);
  });

  test("a look that spends nothing cannot be crossed, nor can one after all was spent", () => {
    const never = sequentialTails({ level: 0.05, information: [1, 5, 10], planned: 10, spending: (t) => (t < 0.2 ? 0 : t) });
    expect(never[0]).toBe(0);
    const late = sequentialTails({ level: 0.05, information: [5, 10, 20], planned: 10, spending: powerSpending(1) });
    expect(late[2]).toBe(0);
    expect(late.slice(0, 2)).toEqual(sequentialTails({ level: 0.05, information: [5, 10], planned: 10, spending: powerSpending(1) }));
  });

  test("looks to come change nothing at the looks so far", () => {
    const spending = powerSpending(1.5);
    const all = sequentialTails({ level: 0.025, information: [3, 5, 7, 10], planned: 10, spending });
    const some = sequentialTails({ level: 0.025, information: [3, 5], planned: 10, spending });
    expect(some).toEqual(all.slice(0, 2));
  });

  test("only ratios of information count, and a larger level gives larger tails at each look", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.002, max: 0.2, noNaN: true }),
        fc.double({ min: 0.7, max: 3, noNaN: true }),
        (draws, level, rho) => {
          const information = draws.toSorted((a, b) => a - b);
          const planned = information.at(-1) ?? 1;
          const spending = powerSpending(rho);
          const tails = sequentialTails({ level, information, planned, spending });
          const doubled = sequentialTails({ level, information: information.map((each) => 2 * each), planned: 2 * planned, spending });
          const larger = sequentialTails({ level: 1.5 * level, information, planned, spending });
          tails.forEach((tail, look) => {
            expectNear(doubled[look] ?? Number.NaN, tail);
            expect(tail).toBeLessThan(larger[look] ?? 0);
            expect(tail).toBeLessThanOrEqual(level * (1 + 1e-9));
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  test("what cannot be a plan is refused by name", () => {
    const spending = powerSpending(1.5);
    expect(() => sequentialTails({ level: 0, information: [1], planned: 1, spending })).toThrow("between 0 and .5, saw 0");
    expect(() => sequentialTails({ level: 0.5, information: [1], planned: 1, spending })).toThrow("between 0 and .5, saw 0.5");
    expect(() => sequentialTails({ level: 0.05, information: [1], planned: 0, spending })).toThrow(
      "planned information must be above 0, saw 0",
    );
    expect(() => sequentialTails({ level: 0.05, information: [3, 3], planned: 10, spending })).toThrow("rise from look to look, saw 3, 3");
    expect(() => sequentialTails({ level: 0.05, information: [0, 3], planned: 10, spending })).toThrow("rise from look to look, saw 0, 3");
    expect(() => powerSpending(0)).toThrow("rho must be above 0, saw 0");
  });

  test("spending starts at 0, ends at 1 and stays there", () => {
    const spending = powerSpending(1.5);
    expect([spending(-1), spending(0), spending(0.25), spending(1), spending(3)]).toEqual([0, 0, 0.125, 1, 1]);
  });
});

describe("numerical integration", () => {
  test("panels of ten points integrate polynomials up to degree 19 exactly, and a bell to 1e-12", () => {
    const integral = (from: number, to: number, panel: number, of: (x: number) => number): number => {
      const { nodes, weights } = quadrature(from, to, panel);
      return nodes.reduce((total, x, i) => total + (weights[i] ?? 0) * of(x), 0);
    };
    expect(integral(0, 1, 5, (x) => x ** 19)).toBeCloseTo(1 / 20, 14);
    expect(integral(-1, 3, 1.5, (x) => x ** 2)).toBeCloseTo(28 / 3, 12);
    expect(integral(-9, 9, 0.8, (x) => Math.exp(-x * x))).toBeCloseTo(Math.sqrt(Math.PI), 12);
  });

  test("an empty interval weighs nothing, and a panel has a width", () => {
    expect(quadrature(1, 1, 1)).toEqual({ nodes: [], weights: [] });
    expect(quadrature(2, 1, 1).nodes).toEqual([]);
    expect(quadrature(0, 2, 0.5).nodes).toHaveLength(40);
    expect(() => quadrature(0, 1, 0)).toThrow("panel must be above 0, saw 0");
  });
});
