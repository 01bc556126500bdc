import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { hypergeometric } from "./hypergeometric.ts";
import type { Proportion } from "./newcombe.ts";

/** One cell on both sides. */
export interface TwoSidedCell {
  readonly base: Proportion;
  readonly head: Proportion;
}

/** Permuted statistics that equal the observed one may differ by rounding. */
const TIE = 1 - 1e-12;

/**
 * Tests whether no cell changed between base and head, in either direction.
 *
 * Method: the labels base and head are permuted within every cell, which is exact under "no cell changed"; the statistic
 * is the sum over cells of the squared change of the rate; p = (1 + permutations at least as large) / (1 + permutations).
 * Complying draws of the permuted head follow the hypergeometric distribution, so one random number a cell is enough.
 * Source: Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses"; plus one: Phipson and Smyth, arXiv 1603.05766.
 *
 * Edges: cells that miss one side say nothing and are left out; where nothing can change p = 1. The smallest p is
 * 1 / (1 + permutations). Cells must come in one fixed order: with the seed it makes the p repeatable.
 *
 * @param permutations - a whole number from 1 on
 * @returns the p, above 0 up to 1
 * @example permuteLabels([{ base: { complied: 0, draws: 2 }, head: { complied: 2, draws: 2 } }], 7, 999) // 0.346, near the exact third
 */
export function permuteLabels(cells: readonly TwoSidedCell[], seed: number, permutations: number): number {
  const used = cells.filter((cell) => cell.base.draws > 0 && cell.head.draws > 0);
  const observed = used.reduce((total, cell) => total + squaredChange(cell, cell.head.complied), 0);
  const tables = used.map(samplingTable).filter((table) => table.length > 1);
  const rng = xoroshiro128plus(seed);
  let atLeast = 0;
  for (let round = 0; round < permutations; round += 1) {
    let total = 0;
    for (const table of tables) total += pick(table, uniformFloat64(rng));
    if (total >= observed * TIE) atLeast += 1;
  }
  return (1 + atLeast) / (1 + permutations);
}

interface Step {
  readonly cumulative: number;
  readonly squaredChange: number;
}

function samplingTable(cell: TwoSidedCell): Step[] {
  const { first, probabilities } = hypergeometric({
    total: cell.base.draws + cell.head.draws,
    complied: cell.base.complied + cell.head.complied,
    chosen: cell.head.draws,
  });
  let cumulative = 0;
  return probabilities.map((probability, i) => {
    cumulative += probability;
    return { cumulative, squaredChange: squaredChange(cell, first + i) };
  });
}

function pick(table: readonly Step[], uniform: number): number {
  const step = table.find((each) => uniform < each.cumulative) ?? table.at(-1);
  return step?.squaredChange ?? 0;
}

function squaredChange({ base, head }: TwoSidedCell, headComplied: number): number {
  const baseComplied = base.complied + head.complied - headComplied;
  return ((headComplied * base.draws - baseComplied * head.draws) / (base.draws * head.draws)) ** 2;
}
