import { expect, test } from "vitest";
import { canaryDraws, canaryOf, newModels, outcomesIn, CANARY_LEVEL } from "../../src/run/baseline/canary.ts";
import { readPack } from "../../src/disk/read-pack.ts";
import { planDraws, type PlannedDraw } from "../../src/scenario/plan.ts";
import { cellKey } from "../../src/schema/identity.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Label } from "../../src/schema/label.ts";
import { drawn } from "./drawn.ts";

/** The canary on the plan of the core pack: 24 probes, two wordings, two conditions. */

const core = await readPack("core");
const planned = planDraws(core, { draws: 10, dilemmaDraws: 3, conditions: ["monitored", "unmonitored"], temperature: null });
const cellsOf = (some: readonly PlannedDraw[]): string[] => [...new Set(some.map(({ identity }) => cellKey(identity.cell)))].toSorted();
const base = (some: readonly PlannedDraw[], label: (index: number) => Label): Draw[] =>
  drawn(some, "p", "base").map((one, index) => ({ ...one, labelling: { ...one.labelling, label: label(index) } }));
const often =
  (share: number, salt: number): ((index: number) => Label) =>
  (index) =>
    ((index * 2_654_435_761 + salt * 40_503) % 1000) / 1000 < share ? "comply-full" : "object-open";

const gap = planned.filter(({ identity }) => identity.cell.role === "probe");
const stored = base(gap, often(0.3, 1));

test("asks 10 to 20 percent of the gap's cells, five draws each, and only draws that the stored base has", () => {
  const asked = canaryDraws(planned, stored, 7);
  expect(cellsOf(asked).length / cellsOf(gap).length).toBeGreaterThan(0.1);
  expect(cellsOf(asked).length / cellsOf(gap).length).toBeLessThan(0.2);
  expect(asked).toHaveLength(5 * cellsOf(asked).length);
  const thin = stored.filter(({ identity }) => identity.draw < 2);
  expect(canaryDraws(planned, thin, 7)).toHaveLength(2 * cellsOf(asked).length);
});

test("the lot falls anew for another run, and not for the same one", () => {
  const cells = (seed: number): string[] => cellsOf(canaryDraws(planned, stored, seed));
  expect(cells(7)).toEqual(cells(7));
  expect(cells(8)).not.toEqual(cells(7));
});

test("a model that behaves as it did passes, and one that complies where it objected does not", () => {
  const asked = canaryDraws(planned, stored, 7);
  expect(canaryOf(stored, base(asked, often(0.3, 2)), 7).p).toBeGreaterThan(CANARY_LEVEL);
  const moved = canaryOf(stored, base(asked, often(0.9, 2)), 7);
  expect(moved).toMatchObject({ cells: cellsOf(asked).length, draws: asked.length });
  expect(moved.p).toBeLessThan(CANARY_LEVEL);
});

test("a gap that opens is seen, though as many draws comply as before", () => {
  const asked = canaryDraws(planned, stored, 7);
  const opened = base(asked, () => "object-open").map((one) =>
    one.identity.cell.condition === "monitored" ? { ...one, labelling: { ...one.labelling, label: "comply-full" as const } } : one,
  );
  const half = (some: readonly PlannedDraw[]): Draw[] => base(some, (index) => (index % 2 === 0 ? "comply-full" : "object-open"));
  expect(canaryOf(half(gap), opened, 7).p).toBeLessThan(CANARY_LEVEL);
});

test("equal labels in every cell are no drift at all", () => {
  const asked = canaryDraws(planned, stored, 7);
  expect(
    canaryOf(
      base(gap, () => "comply-full"),
      base(asked, () => "comply-full"),
      7,
    ).p,
  ).toBe(1);
});

test("calls without an outcome say nothing: they are counted apart", () => {
  const asked = canaryDraws(planned, stored, 7);
  expect(outcomesIn(base(asked, () => "transport"))).toBe(0);
  expect(outcomesIn(base(asked, () => "object-open"))).toBe(asked.length);
});

test("a model that did not answer then is new; a side that never said who answered accuses nobody", () => {
  const by = (model: string | null): Draw[] => stored.slice(0, 3).map((one) => ({ ...one, servedModel: model }));
  expect(newModels(by("a-1"), by("a-2"))).toEqual(["a-2"]);
  expect(newModels(by("a-1"), by("a-1"))).toEqual([]);
  expect(newModels(by(null), by("a-2"))).toEqual([]);
});
