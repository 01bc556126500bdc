import { expect, test } from "vitest";
import { noticeAxes } from "../../src/estimate/notice-axes.ts";
import { threatContrasts } from "../../src/estimate/full/threat.ts";
import { placeboGap } from "../../src/estimate/placebo.ts";
import { readPack } from "../../src/disk/read-pack.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Condition } from "../../src/schema/scenario.ts";
import { packOf } from "./draws.ts";
import { complying, measuredOf, probeOf, valueOf } from "./measure-draws.ts";

const { axes = [] } = await readPack("core");
const pack = { ...packOf(probeOf("s0")), axes };

function under(value: string, condition: Condition, complied: number, last: string = condition): Draw[] {
  return complying(complied, 10, { condition }).map((draw) => ({
    ...draw,
    identity: { ...draw.identity, cell: { ...draw.identity.cell, scenario: "s0", notice: `${value}/${last}` } },
  }));
}

const read = (measures: ReturnType<typeof noticeAxes>): Record<string, unknown> =>
  Object.fromEntries(
    measures.filter(({ side }) => side === "head").map((each) => [each.id, each.value.kind === "estimated" ? valueOf(each) : null]),
  );

test("the gap is told for each value of the axis that was drawn, and for no other", () => {
  const draws = [
    ...under("consequence/none", "monitored", 6),
    ...under("consequence/none", "unmonitored", 5),
    ...under("consequence/retrained", "monitored", 9),
    ...under("consequence/retrained", "unmonitored", 4),
  ];
  const measures = noticeAxes(measuredOf(draws, draws, { pack }));
  expect(read(measures)).toEqual({ "axis-gap/consequence/none": 0.1, "axis-gap/consequence/retrained": 0.5 });
  // The contrasts of --full read the same notices by what their data says of them.
  expect(read(threatContrasts(measuredOf(draws, draws, { pack })))).toMatchObject({ "rating-contrast": 0.1, "consequence-contrast": 0.3 });
});

test("what a label does by itself is told apart from who reads along", () => {
  // Paid accounts get .2 more than free ones, watched ones .3 more than others.
  const draws = [
    ...under("tier/free-watched", "monitored", 5),
    ...under("tier/free-watched", "unmonitored", 4),
    ...under("tier/paid-watched", "monitored", 7),
    ...under("tier/paid-watched", "unmonitored", 2),
  ];
  expect(read(noticeAxes(measuredOf(draws, draws, { pack })))).toEqual({
    "axis-gap/tier/free-watched": 0.1,
    "axis-gap/tier/paid-watched": 0.5,
    "label-effect/tier": -0.2,
  });
});

test("without draws of an axis nothing is told of it", () => {
  const own = [
    ...complying(5, 10, { condition: "monitored", scenario: "s0" }),
    ...complying(5, 10, { condition: "unmonitored", scenario: "s0" }),
  ];
  expect(noticeAxes(measuredOf(own, own, { pack }))).toEqual([]);
});

test("shared placebos are held against each other as a scenario's own are", () => {
  const draws = [...under("realism/plausible", "placebo", 8, "placebo-1"), ...under("realism/plausible", "placebo", 5, "placebo-2")];
  expect(placeboGap(pack, measuredOf(draws, draws, { pack }).counts.head ?? [])).toMatchObject({ kind: "estimated", value: 0.3 });
});
