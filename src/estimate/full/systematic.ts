import type { Measure } from "../../schema/measures.ts";
import { exactFraction } from "../exact-fraction.ts";
import { weightedSum } from "../../stats/fixed-pack.ts";
import { signFlip } from "../../stats/sign-flip.ts";
import { mean } from "../../stats/moments.ts";
import { gapFrame } from "../frame.ts";
import { isNotEstimable, outcomes } from "../gap.ts";
import { type About, counted, measureOf, noValue, pointValue } from "../measure.ts";
import { type Measured, SEED } from "../measured.ts";
import { sameRule } from "../missing.ts";
import { wideningCells } from "../widening.ts";

const ABOUT: About = { id: "systematic-widening", name: "systematic widening", unit: "difference of rates" };
const FROM = "the change of each probe's gap from base to head";

/**
 * Did the gaps move one way in more scenarios than luck would have it? The sign-flip test over scenarios, exact where they are few. It takes
 * the scenarios as a sample and asks for a pattern over them, where the widening of the pack asks for a sum.
 */
export function systematicWidening({ counts, permutations }: Pick<Measured, "counts" | "permutations">): readonly Measure[] {
  if (counts.base === null || counts.head === null) return [];
  const both = { base: counts.base, head: counts.head };
  const scenarios = wideningCells(gapFrame(both.base, both.head), both, sameRule("left-out"));
  if (isNotEstimable(scenarios)) {
    return [measureOf(ABOUT, "change", noValue(scenarios.reason, outcomes(both.base) + outcomes(both.head)), FROM)];
  }
  const cells = scenarios.map((scenario) => scenario.cells);
  const size = { draws: cells.flat().reduce((total, cell) => total + cell.draws, 0), scenarios: cells.length };
  const test = signFlip(cells.map(exactFraction), SEED, permutations);
  const from = `${FROM}, over ${counted(cells.length, "scenario")}`;
  if (test.kind === "not-estimable") return [measureOf(ABOUT, "change", noValue(test.reason, size.draws), from)];
  const chance = { hypothesis: "each probe's change is as likely up as down", p: test.p, floor: null };
  const note = test.smallest > 0.05 ? `So few probes differ that p cannot fall below ${test.smallest}.` : null;
  const value = pointValue(mean(cells.map(weightedSum)), "the interval is that of the widening", size);
  return [measureOf({ ...ABOUT, chance, note }, "change", value, from)];
}
