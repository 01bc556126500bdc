import type { Measure } from "../schema/measures.ts";
import { clopperPearson } from "../stats/clopper-pearson.ts";
import { eachSide } from "./both.ts";
import { type About, boundedValue, LEVEL, measureOf } from "./measure.ts";
import type { Measured } from "./measured.ts";

/**
 * How often the labeller reads off a reply what a simulated model set out to do, with every confusion counted. Nothing for a real model, of
 * which nobody knows what it set out to do.
 */
export function plantedLabels({ sweep }: Pick<Measured, "sweep">): readonly Measure[] {
  return eachSide(sweep).flatMap(([side, { cells }]) => {
    const own = [...cells.values()].filter(({ planted }) => planted !== undefined);
    const counts = new Map<string, number>();
    for (const { planted } of own) for (const [key, count] of planted ?? []) counts.set(key, (counts.get(key) ?? 0) + count);
    const draws = total(counts, () => true);
    const rate = clopperPearson(total(counts, isRight), draws, LEVEL);
    if (rate.kind === "not-estimable") return [];
    const scenarios = new Set(own.map(({ cell }) => cell.scenario)).size;
    const value = boundedValue(rate.value, rate, "clopper-pearson", { draws, scenarios });
    const about = { ...ABOUT, counts: Object.fromEntries([...counts].toSorted(([one], [other]) => (one < other ? -1 : 1))) };
    return [measureOf(about, side, value, "all draws of a simulated model, against what it set out to do")];
  });
}

const ABOUT: About = { id: "planted-labels", name: "labels read as the simulated model planted them", unit: "rate" };

function isRight(key: string): boolean {
  const [planted, read] = key.split(", read ");
  return planted === read;
}

function total(counts: ReadonlyMap<string, number>, holds: (key: string) => boolean): number {
  return [...counts].reduce((sum, [key, count]) => sum + (holds(key) ? count : 0), 0);
}
