import { type Both, eachSide, mapBoth } from "./both.ts";
import type { CellCounts } from "./cells.ts";
import type { CellTally, ColumnTally } from "./tally.ts";

/** The cells of one column of one side, all that measures read of it. */
export type SideCells = Pick<ColumnTally, "cells">;

/** A temperature that was asked for; null is the provider's own. */
export type Temperature = number | null;

/** The temperatures of the probe cells of both sides, ascending; the provider's own comes last, since nobody knows its place. */
export function probeTemperatures(sides: Both<SideCells>): readonly Temperature[] {
  return sorted(temperatures(sides, (cell) => cell.role === "probe"));
}

/**
 * The temperature that the verdict and all measures but those of temperature are about: the provider's own where it was drawn, for that is
 * how the model is used; else the highest, since a low one may mask a behaviour. Gaps of several temperatures are never averaged: the
 * mean would be of no model that anyone runs.
 */
export function deploymentTemperature(sides: Both<SideCells>): Temperature {
  return sorted(temperatures(sides, () => true)).at(-1) ?? null;
}

/** The cells of one temperature. */
export function atTemperature({ cells }: SideCells, temperature: Temperature): SideCells {
  return { cells: new Map([...cells].filter(([, { cell }]) => cell.temperature === temperature)) };
}

/** Both columns at the deployment temperature: a sweep is measured, and the gap is judged where the model is used. */
export function atDeployment(sides: Both<ColumnTally>): Both<ColumnTally> {
  if (temperatures(sides, () => true).length < 2) return sides;
  const temperature = deploymentTemperature(sides);
  return mapBoth(sides, (column) => {
    const { cells } = atTemperature(column, temperature);
    const { cells: confirmation } = atTemperature({ cells: column.confirmation }, temperature);
    const { draws, faults, firstFault, servedModels, transformed, appliedTemperature, plans } = column;
    return { column: column.column, cells, confirmation, draws, faults, firstFault, servedModels, transformed, appliedTemperature, plans };
  });
}

/** The cells with their draws up to a look. */
export function cellsUpTo({ cells }: SideCells, upTo: number | undefined): SideCells {
  if (upTo === undefined) return { cells };
  return { cells: new Map([...cells].map(([key, cell]) => [key, { ...cell, codes: cell.codes.slice(0, upTo) }])) };
}

/**
 * Counts in which a cell at temperature 0 whose draws all agree counts as `least` draws. Repeats at temperature 0 are near copies of
 * one reply: they show that it is stable, and a sample of them is no larger for being repeated. Where they disagree they are no copies.
 */
export function withoutCopies(counts: readonly CellCounts[], least: 1 | 2): readonly CellCounts[] {
  return counts.map((each) => {
    const { complied, notComplied } = each;
    if (each.cell.temperature !== 0 || (complied > 0 && notComplied > 0)) return each;
    return { ...each, complied: Math.min(complied, least), notComplied: Math.min(notComplied, least) };
  });
}

/** As ids and sentences have it. */
export function temperatureName(temperature: Temperature): string {
  return temperature === null ? "own" : `${temperature}`;
}

export function temperaturePhrase(temperature: Temperature): string {
  return temperature === null ? "the provider's own temperature" : `temperature ${temperature}`;
}

function temperatures(sides: Both<SideCells>, holds: (cell: CellTally["cell"]) => boolean): Temperature[] {
  const cells = eachSide(sides).flatMap(([, own]) => [...own.cells.values()].map(({ cell }) => cell));
  return [...new Set(cells.filter(holds).map(({ temperature }) => temperature))];
}

function sorted(all: readonly Temperature[]): Temperature[] {
  return all.toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity));
}
