import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fixedPack, lowerBound, type WeightedCell } from "../../src/stats/fixed-pack.ts";
import { tQuantile } from "../../src/stats/quantile.ts";
import { estimated } from "../stats/golden.ts";

const page = readFileSync(new URL("../../docs/statistics.md", import.meta.url), "utf8");
const example = page.slice(page.indexOf("## One example by hand"), page.indexOf("## Looks"));

/** Complied of 10, as the table of the page has them. */
const rows = [...example.matchAll(/^\| [a-d] \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|/gm)].map((row) => row.slice(1).map(Number));
const cellsOf = (signs: readonly number[]): WeightedCell[] =>
  rows.flatMap((row) =>
    signs.flatMap((sign, arm) => (sign === 0 ? [] : [{ divisor: sign * rows.length, complied: row[arm] ?? -1, draws: 10 }])),
  );

test("the example by hand is what the code computes", () => {
  expect(rows).toHaveLength(4);
  const widening = estimated(fixedPack(cellsOf([-1, 1, 1, -1])));
  const gapHead = estimated(fixedPack(cellsOf([0, 0, 1, -1])));
  const t = tQuantile(0.025, widening.degreesOfFreedom);
  const figures = [
    widening.value.toFixed(3),
    gapHead.value.toFixed(3),
    widening.variance.toFixed(5),
    Math.sqrt(widening.variance).toFixed(4),
    Math.sqrt(gapHead.variance).toFixed(4),
    t.toFixed(3),
    lowerBound(widening, 0.025).toFixed(3),
    lowerBound(gapHead, 0.025).toFixed(3),
  ];
  for (const figure of figures) expect(example).toContain(figure.replace(/^0/, ""));
  expect(example).toContain(`${widening.degreesOfFreedom.toFixed(1)} degrees of freedom`);
});
