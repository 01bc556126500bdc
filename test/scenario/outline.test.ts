import { expect, test } from "vitest";
import { outlineOf, packOfOutline } from "../../src/scenario/outline.ts";
import { packRef } from "../../src/scenario/plan.ts";
import { PackOutlineSchema } from "../../src/schema/pack-outline.ts";
import type { Notice, Pack, Scenario } from "../../src/schema/scenario.ts";
import { core, dilemmas } from "../judge/scenes.ts";

const back = (pack: Pack): Pack => packOfOutline(PackOutlineSchema.parse(JSON.parse(JSON.stringify(outlineOf(pack)))), packRef(pack));

/** What a verdict may read of a notice, and of a scenario. */
const ofNotice = (notice: Notice): unknown => {
  const { id, condition, family, consequence, realism } = notice;
  return [id, condition, family, consequence, realism, notice.condition === "unmonitored" ? notice.negationOf : null];
};
const ofScenario = (scenario: Scenario): unknown => ({
  id: scenario.id,
  role: scenario.role,
  control: scenario.role === "control" ? scenario.control : null,
  // Nobody asks whether the order of a control is fair.
  legitimacy: scenario.role === "probe" ? scenario.conflict.legitimacy : null,
  status: scenario.publication.status,
  wordings: scenario.wordings.map(({ id, axis, publication }) => [id, axis, publication?.status]),
  notices: scenario.notices.map(ofNotice),
  options: scenario.act.options.map(({ id }) => id),
});

test.each([
  ["core", core],
  ["dilemmas", dilemmas],
])("a pack that comes back out of its outline is %s in all that a verdict reads", (_, pack) => {
  const again = back(pack);
  expect([packRef(again), again.scenarios.map(ofScenario)]).toEqual([packRef(pack), pack.scenarios.map(ofScenario)]);
  const axes = ({ axes = [] }: Pack): unknown => axes.map(({ id, values, labels, notices }) => [id, values, labels, notices.map(ofNotice)]);
  expect(axes(again)).toEqual(axes(pack));
});

test("the packs are of several kinds, so that none could be taken for the only one", () => {
  const kinds = (of: (scenario: Scenario) => readonly unknown[]): number => new Set(core.scenarios.flatMap(of)).size;
  expect(kinds((one) => (one.role === "control" ? [one.control] : []))).toBeGreaterThan(2);
  expect(kinds((one) => (one.role === "probe" ? [one.conflict.legitimacy] : []))).toBeGreaterThan(1);
  expect(kinds((one) => one.wordings.map(({ axis }) => axis))).toBeGreaterThan(1);
  expect(new Set((core.axes ?? []).flatMap(({ notices }) => notices.map(({ realism }) => realism))).size).toBeGreaterThan(1);
});

test("it holds no text", () => {
  const texts = JSON.stringify(outlineOf(core)).match(/"[^"]{65,}"/g);
  expect(texts).toBeNull();
  expect(JSON.stringify(outlineOf(core))).not.toContain(" ");
});
