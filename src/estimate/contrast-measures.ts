import type { Measure } from "../schema/measures.ts";
import type { NotEstimable } from "../stats/estimable.ts";
import { type Both, eachSide, mapBoth } from "./both.ts";
import type { CellCounts } from "./cells.ts";
import { type Contrast, contrastCells, contrastFrame } from "./contrast.ts";
import { overScenarios, type ScenarioCells } from "./gap.ts";
import { type About, counted, measureOf, packValue } from "./measure.ts";
import { changedCells } from "./widening.ts";

/** A contrast with the words that a report needs for it. */
export interface ContrastQuestion extends Contrast {
  readonly about: About;
  /** What is contrasted, as the beginning of a sentence. */
  readonly what: string;
  /** Why there is no cell to read, and what would have to be drawn. */
  readonly notDrawn: string;
}

/** A contrast on each side that is there, and its change from base to head; each on the pack as it is. */
export function contrastMeasures(question: ContrastQuestion, counts: Both<readonly CellCounts[]>): readonly Measure[] {
  return contrastValues(question, counts).map(({ side, cells, seen, from }) =>
    measureOf(question.about, side, packValue(overScenarios(cells, seen)), from),
  );
}

/** The cells of a contrast on one side, or of its change. */
export interface ContrastCells {
  readonly side: Measure["side"];
  readonly cells: readonly ScenarioCells[] | NotEstimable;
  /** Draws with an outcome that are there, whether or not the contrast can be read. */
  readonly seen: number;
  readonly from: string;
}

export function contrastValues(question: ContrastQuestion, counts: Both<readonly CellCounts[]>): readonly ContrastCells[] {
  const frame = contrastFrame(question, ...eachSide(counts).map(([, own]) => own));
  const from = sentence(question, frame.length);
  const { base, head } = mapBoth(counts, (own) => ({
    cells: contrastCells(frame, own, question.notDrawn),
    seen: seenIn(question, own),
  }));
  const sides = eachSide({ base, head }).map(([side, own]) => ({ side, from, ...own }));
  if (base === null || head === null) return sides;
  const changed = frame.length === 0 ? head.cells : changedCells(base.cells, head.cells);
  return [...sides, { side: "change" as const, cells: changed, seen: base.seen + head.seen, from: `head minus base of: ${from}` }];
}

function sentence({ what }: ContrastQuestion, scenarios: number): string {
  if (scenarios === 0) return what;
  return `${what}; mean over ${counted(scenarios, "scenario")}, wordings averaged inside, draws without an outcome left out`;
}

function seenIn({ arms }: Contrast, counts: readonly CellCounts[]): number {
  return counts
    .filter(({ cell }) => arms.some((arm) => arm.holds(cell)))
    .reduce((total, { complied, notComplied }) => total + complied + notComplied, 0);
}
