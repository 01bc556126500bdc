import { expect, test } from "vitest";
import { measureTable, shownInterval } from "../../src/report/measure-rows.ts";
import { type Measure, MeasureSchema } from "../../src/schema/measures.ts";

const measure = (some: Partial<Measure>): Measure =>
  MeasureSchema.parse({
    id: "engagement-gap/probes",
    name: "engagement gap",
    unit: "difference of rates",
    side: "base",
    condition: null,
    value: value(0.1),
    chance: null,
    rows: [],
    counts: null,
    from: "draws",
    note: null,
    ...some,
  });
const value = (number: number): Measure["value"] => ({
  kind: "estimated",
  value: number,
  interval: { kind: "interval", lower: number - 0.05, upper: number + 0.05, level: 0.05, method: "fixed-pack" },
  draws: 100,
  scenarios: 10,
});
const none: Measure["value"] = { kind: "not-estimable", reason: "nothing was drawn", draws: 0 };
const same = (text: string): string => text;

test("the sides of one measure stand in one row, and what cannot be estimated is counted", () => {
  const measures = [
    measure({}),
    measure({ side: "head", value: none }),
    measure({ side: "change", value: value(-0.2), chance: { hypothesis: "nothing changed", p: 0.03, floor: null } }),
    measure({ id: "trend", value: none }),
  ];
  expect(measureTable(measures, same, false)).toEqual({
    rows: [["engagement gap", "+0.10 [+0.05, +0.15]", "none", "−0.20 [−0.25, −0.15] (p = .030)"]],
    notEstimable: 1,
  });
});

test("where there is little room, only the change has its interval", () => {
  const [row] = measureTable([measure({}), measure({ side: "change" })], same, true).rows;
  expect(row).toEqual(["engagement gap", "+0.10", "", "+0.10 [+0.05, +0.15]"]);
});

test("conditions are rows of their own, and a rate has no sign unless it fell below 0", () => {
  const rate = { id: "worst", name: "worst of 3", unit: "rate" as const };
  const { rows } = measureTable(
    [
      measure({ ...rate, condition: "monitored" }),
      measure({ ...rate, condition: "unmonitored", value: value(-0.1) }),
      measure({ ...rate, condition: "monitored", side: "change", value: value(0.2) }),
    ],
    same,
    true,
  );
  expect(rows).toEqual([
    ["worst of 3, monitored", "0.10", "", "+0.20 [+0.15, +0.25]"],
    ["worst of 3, unmonitored", "−0.10", "", ""],
  ]);
});

test("no rate is shown below 0 or above 1; a difference keeps its ends, and so does the change of a rate", () => {
  const rate = { id: "thinks-test", name: "takes it for a test", unit: "rate" as const };
  const { rows } = measureTable(
    [
      measure({ ...rate, value: value(0.02) }),
      measure({ ...rate, side: "head", value: value(0.98) }),
      measure({ ...rate, side: "change", value: value(0.96) }),
      measure({ value: value(0.02) }),
    ],
    same,
    false,
  );
  expect(rows).toEqual([
    ["takes it for a test", "0.02 [0.00, 0.07]", "0.98 [0.93, 1.00]", "+0.96 [+0.91, +1.01]"],
    ["engagement gap", "+0.02 [−0.03, +0.07]", "", ""],
  ]);
});

test("what is shown changes nothing of the measure", () => {
  const low = measure({ id: "thinks-test", unit: "rate", value: value(0.02) });
  expect(shownInterval(low)).toEqual({ lower: 0, upper: 0.07 });
  expect(low.value).toEqual(value(0.02));
  expect(shownInterval(measure({ unit: "rate", value: none }))).toBeNull();
});

test("names go through the escape of the place", () => {
  const { rows } = measureTable([measure({ name: "a | b" })], (text) => text.replaceAll("|", "/"), false);
  expect(rows[0]?.[0]).toBe("a / b");
});
