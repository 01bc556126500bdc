import { countCells } from "../../estimate/cells.ts";
import { isGapCondition } from "../../estimate/frame.ts";
import { Tally } from "../../estimate/tally.ts";
import type { Draw } from "../../schema/draw.ts";
import { cellVariance } from "../../stats/fixed-pack.ts";

/** What the draws of an earlier run say of the model; null where they do not say. */
export interface Learned {
  /** v: the unbiased mean of p(1-p) over the cells of the gap, those of both sides and all columns. */
  readonly variance: number;
  /** Cells it was learned from. */
  readonly cells: number;
  readonly draws: number;
  /** Draws in the fullest probe cell. */
  readonly rounds: number;
  /** Means over the calls that got a reply and say so. */
  readonly promptTokens: number | null;
  readonly replyTokens: number | null;
  readonly seconds: number | null;
  /** In US dollars; null where any call does not say, since a bill that leaves calls out is no bill. */
  readonly cost: number | null;
  /** Sorted. */
  readonly servedModels: readonly string[];
}

/** Learns from draws one by one, and holds none. Calls without a reply teach nothing. */
export class Learner {
  /** A side of a comparison, or a column of no side, is a model by itself. */
  readonly #tallies = new Map<Draw["side"], Tally>();
  readonly #promptTokens = new Mean();
  readonly #replyTokens = new Mean();
  readonly #cost = new Mean();
  readonly #milliseconds = new Mean();
  readonly #models = new Set<string>();
  #draws = 0;

  add(draw: Draw): void {
    if (draw.labelling.label === "transport") return;
    const tally = this.#tallies.get(draw.side) ?? new Tally();
    this.#tallies.set(draw.side, tally);
    if (!tally.add(draw)) return;
    this.#draws += 1;
    this.#promptTokens.add(draw.tokens?.prompt ?? null);
    this.#replyTokens.add(draw.tokens?.completion ?? null);
    this.#cost.add(draw.cost);
    this.#milliseconds.add(draw.latencyMs);
    if (draw.servedModel !== null) this.#models.add(draw.servedModel);
  }

  /** Null where no cell of the gap has two draws with an outcome. */
  get learned(): Learned | null {
    const counts = [...this.#tallies.values()].flatMap((tally) => tally.columns.flatMap((column) => countCells(column)));
    const cells = counts.filter(({ cell }) => cell.role === "probe" && isGapCondition(cell.condition));
    const variances = cells
      .map(({ complied, notComplied }) => ({ complied, draws: complied + notComplied }))
      .filter(({ draws }) => draws >= 2)
      .map(cellVariance);
    if (variances.length === 0) return null;
    const milliseconds = this.#milliseconds.value;
    return {
      // A mean of unbiased values may come out above the largest possible one.
      variance: Math.min(0.25, variances.reduce((total, each) => total + each, 0) / variances.length),
      cells: variances.length,
      draws: this.#draws,
      rounds: Math.max(...cells.map(({ complied, notComplied, missing }) => complied + notComplied + missing)),
      promptTokens: this.#promptTokens.value,
      replyTokens: this.#replyTokens.value,
      seconds: milliseconds === null ? null : milliseconds / 1000,
      cost: this.#cost.known === this.#draws ? this.#cost.value : null,
      servedModels: [...this.#models].toSorted(),
    };
  }
}

/** The mean of the values that are known. */
class Mean {
  #sum = 0;
  #known = 0;

  add(value: number | null): void {
    if (value === null) return;
    this.#sum += value;
    this.#known += 1;
  }

  get known(): number {
    return this.#known;
  }

  get value(): number | null {
    return this.#known === 0 ? null : this.#sum / this.#known;
  }
}
