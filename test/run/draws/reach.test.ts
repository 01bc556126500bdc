import { expect, test } from "vitest";
import { firstReach, isWithin, looksOf, nextReach, reachOf, type Reach } from "../../../src/run/draws/reach.ts";
import type { LookReport, PairVerdict } from "../../../src/schema/verdict.ts";
import { drawn, confirmation, plan, planned } from "../drawn.ts";
import { matchColumns } from "../../../src/run/sides/columns.ts";
import { provider, side } from "../sides.ts";

const both = side({ providers: [provider("m"), provider("n")] });
const comparison = { matching: matchColumns(both, both), plan: plan.plan };
const [m, n] = comparison.matching.pairs.map(({ name }) => name);
const start = firstReach(comparison);
const at = (number: number): LookReport => ({ number, planned: [2, 3, 5], base: 2, head: 2, cachedBase: false });
const next = (pair: string, kind: "draws" | "confirm", draws: number): Pick<PairVerdict, "pair" | "next"> => ({
  pair,
  next: { kind, draws },
});

test("every pair starts with the first look, or with all draws where there is one look", () => {
  expect(start).toEqual([
    { pair: m, draws: 2, confirm: false },
    { pair: n, draws: 2, confirm: false },
  ]);
  const { looks: _, ...fixed } = plan.plan;
  expect(firstReach({ ...comparison, plan: fixed })[0]).toEqual({ pair: m, draws: 5, confirm: false });
  expect([looksOf(plan.plan), looksOf(fixed)]).toEqual([[2, 3, 5], [5]]);
});

test("a pair goes on as its verdict asks, and a decided one stays where it is", () => {
  expect(nextReach(start, { pairs: [next(m!, "draws", 3), { pair: n!, next: null }] })).toEqual([{ ...start[0], draws: 3 }, start[1]]);
  expect(nextReach(start, { pairs: [next(m!, "confirm", 5), next(n!, "draws", 3)] })).toEqual([
    { ...start[0], confirm: true },
    { ...start[1], draws: 3 },
  ]);
  expect(
    nextReach(start, {
      pairs: [
        { pair: m!, next: null },
        { pair: n!, next: null },
      ],
    }),
  ).toBeNull();
});

test("a verdict that asks for what is there already ends the run, so that it never goes round and round", () => {
  expect(() => nextReach(start, { pairs: [next(m!, "draws", 2)] })).toThrow(expect.objectContaining({ code: "run/look", kind: "data" }));
});

test("of a whole store the verdict itself tells how far each pair went", () => {
  const pairs = [{ pair: m!, look: at(2), confirmation: null }];
  expect(reachOf({ pairs }, comparison)).toEqual([{ pair: m, draws: 3, confirm: false }, start[1]]);
  const confirmed: PairVerdict["confirmation"] = {
    finding: "confirmed",
    draws: 5,
    widening: { kind: "not-estimable", reason: "", draws: 0 },
    gapHead: { kind: "not-estimable", reason: "", draws: 0 },
  };
  const one = [{ pair: m!, look: { ...at(1), planned: [] }, confirmation: confirmed }];
  expect(reachOf({ pairs: one }, comparison)[0]).toEqual({ pair: m, draws: 5, confirm: true });
});

test("a draw is within reach up to the look of its pair, at the last look always, and to confirm only where that was asked", () => {
  const numbers = (reach: Reach): number => drawn([...planned, ...confirmation], m).filter((draw) => isWithin([reach], draw)).length;
  expect(numbers(start[0]!)).toBe(8);
  expect(numbers({ ...start[0]!, draws: 3, confirm: true })).toBe(12 + 20);
  expect(numbers({ ...start[0]!, draws: 5 })).toBe(20);
  expect(numbers(start[1]!)).toBe(0);
  const more = drawn(planned.slice(0, 1), m).map((draw) => ({ ...draw, identity: { ...draw.identity, draw: 7 } }));
  expect(isWithin([{ ...start[0]!, draws: 5 }], more[0]!)).toBe(true);
});
