import * as fc from "fast-check";
import { expect, test } from "vitest";
import { partOf, splitPlan } from "../../../src/run/shard/split.ts";
import { planChecks } from "../../../src/scenario/plan-checks.ts";
import { planDraws, type PlannedDraw } from "../../../src/scenario/plan.ts";
import { ORDER_SEED, shuffled } from "../../../src/scenario/shuffle.ts";
import { drawKey } from "../../../src/schema/identity.ts";
import { core } from "../../judge/scenes.ts";

const planned = planDraws(core, { draws: 10, dilemmaDraws: 10, conditions: ["monitored", "unmonitored"], temperature: null });
const checks = planChecks(core, planned, 2);
const noQuestions = { checks: [] };

const pieceOf = ({ identity: { cell } }: PlannedDraw): string => `${cell.scenario}|${cell.wording}`;
const pieces = Map.groupBy(planned, pieceOf);
const callsOf = (parts: ReturnType<typeof splitPlan>): number[] =>
  parts.map((part) => part.planned.length + (part.asks ? checks.checks.length : 0));
const largest = Math.max(...[...pieces.values()].map((draws) => draws.length));
const anyCount = fc.integer({ min: 1, max: pieces.size });

test("the pack is large enough to be split: 24 probes in two wordings, the controls, and questions", () => {
  expect([pieces.size > 50, checks.checks.length]).toEqual([true, 100]);
});

test("parts share no draw, and together they are the plan", () => {
  fc.assert(
    fc.property(anyCount, (of) => {
      const parts = splitPlan(planned, checks, of);
      expect(parts).toHaveLength(of);
      expect(parts.every((part) => part.planned.length > 0)).toBe(true);
      const keys = parts.flatMap((part) => part.planned.map(({ identity }) => drawKey(identity)));
      expect(keys.toSorted()).toEqual(planned.map(({ identity }) => drawKey(identity)).toSorted());
      expect(parts.filter(({ asks }) => asks)).toHaveLength(1);
    }),
    { numRuns: 30 },
  );
});

test("a wording of a scenario is drawn in one part under all of its notices", () => {
  fc.assert(
    fc.property(anyCount, (of) => {
      const places = splitPlan(planned, checks, of).flatMap((part, place) => part.planned.map((one) => `${pieceOf(one)} in ${place}`));
      expect(new Set(places).size).toBe(pieces.size);
    }),
    { numRuns: 30 },
  );
});

test("parts differ in calls by no more than a wording of a scenario, questions counted", () => {
  for (const of of [1, 2, 3, 4, 8]) {
    const calls = callsOf(splitPlan(planned, checks, of));
    expect(Math.max(...calls) - Math.min(...calls), `${of} parts: ${calls.join(", ")}`).toBeLessThanOrEqual(largest);
  }
});

test("where the questions are more than a part, whoever asks draws the least there is", () => {
  const parts = splitPlan(planned, checks, 12);
  const [asking, ...others] = callsOf(parts);
  expect(parts[0]!.planned).toHaveLength(Math.min(...[...pieces.values()].map((draws) => draws.length)));
  expect(asking).toBe(checks.checks.length + parts[0]!.planned.length);
  expect(Math.max(...others) - Math.min(...others)).toBeLessThanOrEqual(largest);
});

test("the order of the draws decides nothing, and each part keeps it", () => {
  const order = shuffled(planned, ORDER_SEED);
  const parts = splitPlan(order, checks, 8);
  for (const [place, part] of splitPlan(planned, checks, 8).entries()) {
    const keys = (draws: readonly PlannedDraw[]): string[] => draws.map(({ identity }) => drawKey(identity)).toSorted();
    expect(keys(parts[place]!.planned)).toEqual(keys(part.planned));
    const own = new Set(parts[place]!.planned);
    expect(parts[place]!.planned).toEqual(order.filter((one) => own.has(one)));
  }
});

test("more parts than wordings are refused, with the number that can be had", () => {
  const [one] = pieces.values();
  expect(() => splitPlan(one!, noQuestions, 2)).toThrow(/cannot be split into 2 parts[^]*at most 1: --shard 1\/1/);
  expect(partOf(one!, noQuestions, { number: 1, of: 1 })).toEqual({ planned: one, asks: false });
});

test("the part that asks draws too, however many questions there are", () => {
  const few = [...pieces.values()].slice(0, 3).flat();
  const many = { checks: Array.from({ length: 50 }, () => checks.checks[0]!).flatMap((each) => [each, each, each, each]) };
  expect(splitPlan(few, many, 3).map((part) => part.planned.length > 0)).toEqual([true, true, true]);
});
