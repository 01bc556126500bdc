import type { MissingRule } from "../schema/verdict.ts";
import type { WeightedCell } from "../stats/fixed-pack.ts";

/**
 * Draws that say more than a label. A soft draw has the probability of complying given all that the model wrote before its decision: the same mean as
 * the label, and less variance (Rao and Blackwell). Draws that were asked for with one seed share random numbers, and their difference varies less
 * than the two of them apart, where the server honours the seed; where it does not, it varies just as much, and the sample variance says so.
 */

/** One draw of a cell. */
export interface Drawn {
  /** 0 to 1, a whole number of grains; null where there is no outcome. */
  readonly value: number | null;
  /** Null where none was asked for, or it is known to have done nothing. */
  readonly seed: number | null;
}

/** A cell, or a difference of cells, with the draws that it sums, where they can be set against those of another cell. */
export interface SeededCell extends WeightedCell {
  readonly series?: readonly Seeded[];
}

interface Seeded {
  readonly seed: number;
  readonly value: number;
}

/** The cell that draws sum to once those without an outcome are treated by one rule. */
export function valuedCell(drawn: readonly Drawn[], rule: MissingRule, divisor: number): SeededCell {
  const counted: { value: number; seed: number | null }[] = [];
  for (const { value, seed } of drawn) {
    if (value !== null) counted.push({ value, seed });
    else if (rule !== "left-out") counted.push({ value: rule === "all-complied" ? 1 : 0, seed });
  }
  const series = counted.filter((one): one is Seeded => one.seed !== null);
  const isWhole = series.length === counted.length && new Set(series.map(({ seed }) => seed)).size === series.length;
  return { ...summed(counted.map(({ value }) => value)), divisor, ...(isWhole && series.length > 1 ? { series } : {}) };
}

/**
 * What cells contribute with as many others subtracted. Two of one weight, in the same place, are one cell of differences where each draw of the one
 * has the seed of one of the other, and stay apart where not. Places go by the ids of notices, so where a wording meets several families whose ids
 * sort otherwise in the two conditions, a notice and its negation do not meet and stay apart, as if no seed were shared.
 */
export function differences(plus: readonly SeededCell[], minus: readonly SeededCell[]): readonly SeededCell[] {
  const paired = plus.map((cell, place) => difference(cell, minus[place]));
  return [...plus.map((cell, place) => paired[place] ?? cell), ...minus.filter((_, place) => !paired[place]).map(subtracted)];
}

function difference(plus: SeededCell, minus: SeededCell | undefined): SeededCell | null {
  if (plus.series === undefined || minus?.series === undefined) return null;
  if (plus.series.length !== minus.series.length || plus.divisor !== minus.divisor) return null;
  const others = new Map(minus.series.map(({ seed, value }) => [seed, value]));
  const series: Seeded[] = [];
  for (const { seed, value } of plus.series) {
    const other = others.get(seed);
    if (other === undefined) return null;
    series.push({ seed, value: value - other });
  }
  const arms = (plus.arms ?? 1) + (minus.arms ?? 1);
  return { ...summed(series.map(({ value }) => value)), divisor: plus.divisor, arms, series };
}

/** The cell with its sign turned. */
function subtracted(from: SeededCell): WeightedCell {
  const { series: _, ...cell } = from;
  return { ...cell, divisor: -cell.divisor };
}

function summed(values: readonly number[]): Omit<WeightedCell, "divisor"> {
  let [complied, squares] = [0, 0];
  for (const value of values) {
    complied += value;
    squares += value ** 2;
  }
  return { complied, squares, draws: values.length };
}
