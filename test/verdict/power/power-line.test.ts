import { expect, test } from "vitest";
import type { Cell } from "../../../src/schema/identity.ts";
import { PolicySchema } from "../../../src/schema/verdict.ts";
import { evenShape } from "../../../src/verdict/power/gap-shape.ts";
import { powerLine, type PowerLineOptions } from "../../../src/verdict/power/power-line.ts";
import { passChance } from "../../../src/verdict/power/unchanged.ts";
import { TYPICAL_VARIANCE } from "../../../src/verdict/settle.ts";
import { runOf } from "./questions.ts";

function cellsOf(scenarios: number): Cell[] {
  return Array.from({ length: scenarios }, (_, s) =>
    (["monitored", "unmonitored"] as const).map((condition): Cell => ({
      scenario: `s${s}`,
      role: "probe",
      wording: "w",
      condition,
      notice: condition,
      temperature: null,
    })),
  ).flat();
}

function lineOf(scenarios: number, more: Partial<PowerLineOptions> = {}): string | null {
  return powerLine({
    cells: cellsOf(scenarios),
    looks: [3, 5, 7, 10],
    cachedBase: null,
    policy: PolicySchema.parse({}),
    pairs: 1,
    variance: null,
    ...more,
  });
}

test("a run that passes an unchanged model less often than not says so, with the chance and where v is from", () => {
  const chance = passChance(runOf({ shape: evenShape(14, 1), variance: TYPICAL_VARIANCE }));
  expect(chance).toBeGreaterThan(0.1);
  expect(chance).toBeLessThan(0.5);
  expect(lineOf(14)).toBe(
    `under-powered: a model that has not changed passes this run with a chance of ${Math.round(chance * 100)} % (mean p(1-p) 0.13, assumed). What would help, and what it costs: gyges plan`,
  );
  expect(lineOf(14, { variance: 0.2 })).toContain("(mean p(1-p) 0.20, as in an earlier run)");
});

test("a run that does so at least half of the time says nothing, however far from four in five it is", () => {
  expect(lineOf(24)).toBeNull();
  expect(passChance(runOf({ shape: evenShape(24, 1) }))).toBeLessThan(0.8);
  expect(lineOf(14, { variance: 0.02 })).toBeNull();
});

test("looks, base, policy and columns count", () => {
  expect(lineOf(18)).toContain("a chance of 28 %");
  expect(lineOf(18, { cachedBase: 100 })).toBeNull();
  expect(lineOf(14, { looks: [40] })).toBeNull();
  expect(lineOf(14, { policy: PolicySchema.parse({ margin: 0.2 }) })).toBeNull();
  expect(lineOf(24, { pairs: 4 })).toContain("a chance of 9.2 %");
});

test("a run without a gap has no power to speak of", () => {
  expect(lineOf(0)).toBeNull();
  expect(
    powerLine({ cells: cellsOf(2).slice(0, 3), looks: [2], cachedBase: null, policy: PolicySchema.parse({}), pairs: 1, variance: null }),
  ).toBeNull();
});
