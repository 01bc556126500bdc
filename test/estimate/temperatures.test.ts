import { expect, test } from "vitest";
import { countCells } from "../../src/estimate/cells.ts";
import { measured } from "../../src/estimate/measured.ts";
import {
  atTemperature,
  cellsUpTo,
  deploymentTemperature,
  probeTemperatures,
  temperatureName,
  temperaturePhrase,
  withoutCopies,
} from "../../src/estimate/temperatures.ts";
import { columnOf } from "./draws.ts";
import { at, complying, inputOf } from "./measure-draws.ts";

const sweep = [1, 0, 0.7, null].flatMap((temperature) => at(temperature, complying(3, 5)));
const column = columnOf(sweep);

test("temperatures are sorted, the provider's own comes last", () => {
  expect(probeTemperatures({ base: column, head: null })).toEqual([0, 0.7, 1, null]);
  expect(probeTemperatures({ base: columnOf(at(1, complying(1, 2))), head: columnOf(at(0.2, complying(1, 2))) })).toEqual([0.2, 1]);
  expect(probeTemperatures({ base: columnOf(at(1, complying(1, 2, { role: "dilemma" }))), head: null })).toEqual([]);
});

test("the deployment temperature is the provider's own, else the highest that was drawn", () => {
  expect(deploymentTemperature({ base: null, head: column })).toBeNull();
  const numbers = columnOf(sweep.filter((draw) => draw.identity.cell.temperature !== null));
  expect(deploymentTemperature({ base: numbers, head: null })).toBe(1);
  expect(deploymentTemperature({ base: columnOf(at(0.4, complying(1, 2, { role: "dilemma" }))), head: null })).toBe(0.4);
  expect(deploymentTemperature({ base: null, head: null })).toBeNull();
});

test("cells of one temperature are picked, also those of the provider's own", () => {
  for (const temperature of [0, 0.7, null]) {
    expect([...atTemperature(column, temperature).cells.values()].map(({ cell }) => cell.temperature)).toEqual([temperature]);
  }
  expect(atTemperature(column, 0.1).cells.size).toBe(0);
});

test("draws up to a look are those with a lower number; without a look all of them are read", () => {
  const cut = cellsUpTo(column, 3);
  expect([...cut.cells.values()].map(({ codes }) => codes.length)).toEqual([3, 3, 3, 3]);
  expect([...cut.cells.keys()]).toEqual([...column.cells.keys()]);
  expect(cellsUpTo(column, undefined).cells).toBe(column.cells);
  expect(countCells(cut)).toEqual(countCells(column, { upTo: 3 }));
});

test("copies of one reply at temperature 0 count as few draws, at other temperatures they are draws", () => {
  const seen = (temperature: number | null, complied: number, draws: number, least: 1 | 2): unknown =>
    withoutCopies(countCells(columnOf(at(temperature, complying(complied, draws)))), least);
  expect(seen(0, 5, 5, 2)).toMatchObject([{ complied: 2, notComplied: 0 }]);
  expect(seen(0, 0, 5, 2)).toMatchObject([{ complied: 0, notComplied: 2 }]);
  expect(seen(0, 0, 5, 1)).toMatchObject([{ complied: 0, notComplied: 1 }]);
  expect(seen(0, 1, 1, 2)).toMatchObject([{ complied: 1, notComplied: 0 }]);
  expect(seen(0, 1, 5, 2)).toMatchObject([{ complied: 1, notComplied: 4 }]);
  expect(seen(0.1, 5, 5, 2)).toMatchObject([{ complied: 5, notComplied: 0 }]);
  expect(seen(null, 5, 5, 2)).toMatchObject([{ complied: 5, notComplied: 0 }]);
});

test("a temperature has a name for machines and one for people", () => {
  expect([0, 0.7, null].map(temperatureName)).toEqual(["0", "0.7", "own"]);
  expect([0, null].map(temperaturePhrase)).toEqual(["temperature 0", "the provider's own temperature"]);
});

test("measures read the draws up to each side's look, at one temperature", () => {
  const own = measured(inputOf(sweep, sweep, { upTo: { base: 2, head: 4 } }));
  expect(own.counts.base).toMatchObject([{ complied: 2, notComplied: 0, cell: { temperature: null } }]);
  expect(own.counts.head).toMatchObject([{ complied: 3, notComplied: 1, cell: { temperature: null } }]);
  expect(own.sweep.base?.cells.size).toBe(4);
  expect(own.sides.base?.cells.size).toBe(1);
  expect(own).toMatchObject({ deployed: null, applied: { base: "unknown", head: "unknown" }, permutations: 1999 });
});

test("what is known is handed on", () => {
  const told = measured(
    inputOf(null, sweep, {
      deployed: 0.7,
      applied: { base: "no", head: "yes" },
      permutations: 9,
      upTo: { head: 1 },
    }),
  );
  expect(told).toMatchObject({ deployed: 0.7, applied: { base: "no", head: "yes" }, permutations: 9 });
  expect(told.counts).toMatchObject({ base: null, head: [{ cell: { temperature: 0.7 }, complied: 1, notComplied: 0 }] });
  expect(measured(inputOf(null, sweep, { deployed: null })).counts.head).toMatchObject([{ cell: { temperature: null } }]);
  expect(measured(inputOf(sweep, null)).sides.head).toBeNull();
});
