import { expect, test } from "vitest";
import { distanceMeasures, type DistanceQuestion } from "../../src/estimate/distances.ts";
import { exactFraction } from "../../src/estimate/exact-fraction.ts";
import { copiesAsTwo, labelTable, seenOnly } from "../../src/estimate/label-table.ts";
import { boundedValue, counted, measureOf, noValue, packValue, pointValue } from "../../src/estimate/measure.ts";
import { meanOfMeans, pooled } from "../../src/estimate/proportions.ts";
import { LABELS } from "../../src/schema/label.ts";
import { type Measure, MeasureSchema } from "../../src/schema/measures.ts";
import { meanTotalVariation } from "../../src/stats/total-variation.ts";
import { estimated, expectNear } from "../stats/golden.ts";
import { cellDraws, columnOf, countsOf } from "./draws.ts";
import { complying, find, valueOf } from "./measure-draws.ts";

const about = { id: "a-measure", name: "a measure", unit: "rate" } as const;
const size = { draws: 4, scenarios: 2 };

test("a measure that says no more than its name has nothing else", () => {
  expect(measureOf(about, "change", noValue("nothing", 3), "from draws")).toEqual({
    id: "a-measure",
    name: "a measure",
    unit: "rate",
    side: "change",
    condition: null,
    value: { kind: "not-estimable", reason: "nothing", draws: 3 },
    chance: null,
    rows: [],
    counts: null,
    from: "from draws",
    note: null,
  });
  const more = { condition: "none", chance: { hypothesis: "h", p: 1, floor: 0 }, counts: { a: 1 }, note: "n" } as const;
  const rows = [{ name: "r", value: noValue("x", 0), p: 0, finding: "f" }];
  expect(measureOf({ ...about, ...more, rows }, "base", noValue("nothing", 3), "f")).toMatchObject({ ...more, rows });
});

test("a value has an interval or the reason why not", () => {
  expect(boundedValue(0.5, { lower: 0.4, upper: 0.7 }, "paired-t", size)).toEqual({
    kind: "estimated",
    value: 0.5,
    interval: { kind: "interval", lower: 0.4, upper: 0.7, level: 0.05, method: "paired-t" },
    ...size,
  });
  expect(pointValue(0.5, "none", size)).toEqual({ kind: "estimated", value: 0.5, interval: { kind: "none", reason: "none" }, ...size });
  expect(packValue({ kind: "not-estimable", reason: "why", draws: 5 })).toEqual({ kind: "not-estimable", reason: "why", draws: 5 });
  const pack = packValue({ kind: "estimated", value: 0.3, variance: 0.01, degreesOfFreedom: 9, ...size });
  expect(pack).toMatchObject({ value: 0.3, interval: { method: "fixed-pack", level: 0.05 }, ...size });
  // scipy: .3 -+ t.ppf(.95, 9) * .1
  expectNear(pack.kind === "estimated" && pack.interval.kind === "interval" ? pack.interval.lower : Number.NaN, 0.3 - 0.1833112932656237);
  expect([counted(0, "cell"), counted(1, "cell"), counted(2, "cell")]).toEqual(["0 cells", "1 cell", "2 cells"]);
});

test("the schema refuses what would look like certainty", () => {
  const measure = (value: Measure["value"]): Measure => measureOf(about, "head", value, "from draws");
  const good = boundedValue(0.5, { lower: 0.4, upper: 0.7 }, "fixed-pack", size);
  expect(MeasureSchema.safeParse(measure(good)).success).toBe(true);
  for (const bad of [
    boundedValue(0.5, { lower: 0.5, upper: 0.5 }, "fixed-pack", size),
    boundedValue(0.5, { lower: 0.7, upper: 0.5 }, "fixed-pack", size),
    boundedValue(Number.NaN, { lower: 0.4, upper: 0.5 }, "fixed-pack", size),
    pointValue(0.5, "", size),
    pointValue(0.5, "none", { draws: 0, scenarios: 1 }),
    pointValue(0.5, "none", { draws: 1, scenarios: 0 }),
    noValue("", 0),
  ])
    expect(MeasureSchema.safeParse(measure(bad)).success).toBe(false);
  expect(MeasureSchema.safeParse({ ...measure(good), id: "A measure" }).success).toBe(false);
  const flat = boundedValue(0.5, { lower: 0.5, upper: 0.5 }, "fixed-pack", size);
  expect(MeasureSchema.safeParse(measure(flat)).error?.message).toContain("wanted the lower bound under the upper one");
});

test("cells are pooled without the draws that have no outcome", () => {
  const cells = countsOf([...complying(3, 5), ...cellDraws({ wording: "w1", labels: { "comply-full": 1, evade: 1, empty: 3 } })]);
  expect(pooled(cells)).toEqual({ complied: 4, draws: 7 });
  expect(pooled([])).toEqual({ complied: 0, draws: 0 });
});

test("groups weigh the same in a mean of means", () => {
  const items = [
    { group: "a", value: 1 },
    { group: "b", value: 0 },
    { group: "b", value: 0.5 },
  ];
  expect(meanOfMeans(items)).toBe(0.625);
});

test("a weighted sum is one fraction, and opposite sums are opposite fractions", () => {
  const cells = [
    { divisor: 2, complied: 3, draws: 5 },
    { divisor: -2, complied: 1, draws: 4 },
  ];
  expect(exactFraction(cells)).toEqual({ numerator: 7, denominator: 40 });
  expect(exactFraction(cells.map((cell) => ({ ...cell, divisor: -cell.divisor })))).toEqual({ numerator: -7, denominator: 40 });
  expect(exactFraction([{ divisor: 6, complied: 2, draws: 4 }, ...cells])).toEqual({ numerator: 31, denominator: 120 });
  expect(exactFraction([])).toEqual({ numerator: 0, denominator: 1 });
});

test("draws too uneven for one denominator are put on a grid", () => {
  const cells = [101, 103, 107, 109, 113, 127, 131].map((draws, i) => ({ divisor: i % 2 === 0 ? 1 : -1, complied: 50, draws }));
  const { numerator, denominator } = exactFraction(cells);
  expect(denominator).toBe(2 ** 40);
  expectNear(
    numerator / denominator,
    cells.reduce((sum, { divisor, complied, draws }) => sum + complied / draws / divisor, 0),
  );
  expect(Number.isSafeInteger(numerator)).toBe(true);
  expect(exactFraction(cells.slice(0, 5)).denominator).toBe(101 * 103 * 107 * 109 * 113);
  // 2^40 itself is still exact, its double is not.
  expect(exactFraction([{ divisor: 2 ** 20, complied: 1, draws: 2 ** 20 }])).toEqual({ numerator: 1, denominator: 2 ** 40 });
});

test("labels are counted in the order of their list, draws without an outcome left out", () => {
  const [cell] = columnOf(cellDraws({ labels: { "comply-full": 2, evade: 1, empty: 4, unjudged: 1 } })).cells.values();
  const table = labelTable([...(cell?.codes ?? []), 0]);
  expect(table.length).toBe(LABELS.length);
  expect(Object.fromEntries(table.flatMap((count, i) => (count > 0 ? [[LABELS[i] ?? "", count]] : [])))).toEqual({
    "comply-full": 2,
    evade: 1,
  });
});

test("labels that no stratum saw are left out of all of them alike", () => {
  const strata = [
    [
      [1, 0, 0],
      [2, 0, 0],
    ],
    [
      [0, 0, 3],
      [1, 0, 0],
    ],
  ] as const;
  expect(seenOnly(strata)).toEqual([
    [
      [1, 0],
      [2, 0],
    ],
    [
      [0, 3],
      [1, 0],
    ],
  ]);
  expect(seenOnly([])).toEqual([]);
  expect(
    seenOnly([
      [
        [0, 0],
        [0, 1],
      ],
    ]),
  ).toEqual([[[0], [1]]]);
});

test("copies of one reply are two draws, different replies are what they are", () => {
  expect(copiesAsTwo([0, 5, 0])).toEqual([0, 2, 0]);
  expect(copiesAsTwo([0, 1, 0])).toEqual([0, 1, 0]);
  expect(copiesAsTwo([1, 5, 0])).toEqual([1, 5, 0]);
});

const question: DistanceQuestion = {
  id: "some-distance",
  suffix: "/end",
  name: "distance",
  condition: "monitored",
  side: "head",
  strata: [
    [
      [4, 0],
      [0, 4],
    ],
    [
      [2, 2],
      [2, 2],
    ],
  ],
  scenarios: 2,
  hypothesis: "nothing differs",
  from: "from replies",
  notDrawn: "nothing was drawn",
  permutations: 99,
};

test("a distance is told three ways, and one of them is tested", () => {
  const measures = distanceMeasures(question);
  expect(measures.map(({ id, name, unit }) => [id, name, unit])).toEqual([
    ["some-distance/squared/end", "distance, squared distance", "squared distance"],
    ["some-distance/variation/end", "distance, total variation", "total variation"],
    ["some-distance/divergence/end", "distance, bits", "bits"],
  ]);
  const [squared, variation, bits] = measures;
  // (1 + 1 + 2·0 - 0) and (1/3 + 1/3 - 1), over two strata.
  expectNear(valueOf(squared ?? { value: noValue("", 0) }), (2 - 1 / 3) / 2);
  expect(squared).toMatchObject({
    chance: null,
    note: null,
    value: { draws: 16, scenarios: 2, interval: { reason: "its p is that of the total variation" } },
  });
  const wanted = estimated(meanTotalVariation(question.strata, 20_261_124, 99));
  expect(variation).toMatchObject({
    value: { value: 0.5, interval: { reason: "it is read against its noise floor" } },
    chance: { hypothesis: "nothing differs", p: wanted.p, floor: wanted.floor },
    note: null,
  });
  expect(bits).toMatchObject({
    value: { value: 0.5, interval: { reason: "it is a description" } },
    chance: null,
    note: "Biased upward: a description to read beside the squared distance, which is not.",
  });
  for (const each of measures)
    expect(each).toMatchObject({ side: "head", condition: "monitored", from: "from replies", rows: [], counts: null });
});

test("a distance without strata, or with an empty arm, says why it has no value", () => {
  for (const { value, chance } of distanceMeasures({ ...question, strata: [], scenarios: 0 })) {
    expect([value, chance]).toEqual([{ kind: "not-estimable", reason: "nothing was drawn", draws: 0 }, null]);
  }
  const holes = distanceMeasures({
    ...question,
    strata: [
      [
        [4, 0],
        [0, 0],
      ],
    ],
  });
  expect(holes.map(({ value }) => value)).toEqual([
    { kind: "not-estimable", reason: "an arm has fewer than 2 draws with an outcome", draws: 4 },
    { kind: "not-estimable", reason: "one arm has no draw with an outcome", draws: 4 },
    { kind: "not-estimable", reason: "one arm has no draw with an outcome", draws: 4 },
  ]);
  expect(find(holes, "some-distance/variation/end", "head", "monitored").chance).toBeNull();
});
