import { SIDES } from "../../../schema/identity.ts";
import type { PairVerdict } from "../../../schema/verdict.ts";
import { plain } from "../../escape.ts";
import { MEASURE_HEADER, measureTable } from "../../measure-rows.ts";
import { percent } from "../../words.ts";
import type { ShownDraw } from "../draw-data.ts";
import { figure, keyOf, note, table } from "../figure.ts";
import { el, type Html } from "../node.ts";
import { panel, type Panel } from "../panel.ts";
import { stackChart, type Part } from "./stacks.ts";

/** Marks of the places in the list, those that can be told apart best first. */
const MARKS = ["k1", "k3", "k4", "k5", "k6", "k2", "k7", "k8"] as const;

/** Whether the content of an option decides a dilemma or its place in the list. */
export async function choicePanel(id: string, pair: PairVerdict, draws: readonly ShownDraw[]): Promise<Panel | null> {
  const own = pair.measures.filter(({ id: name }) => /^choice-(?:order|distance)\//.test(name));
  const { rows: cells } = measureTable(own, (text) => plain(text, 120), false);
  const picks = placesPicked(draws.filter((draw) => draw.pair === pair.pair));
  if (cells.length === 0 && picks.length === 0) return null;
  return panel(
    id,
    "Choices, and the order of the options",
    el(
      "p",
      {},
      "A dilemma's options turn from draw to draw. Where their content decides, each place in the list is chosen about equally often.",
    ),
    picks.length === 0 ? null : await placeFigure(picks),
    cells.length === 0 ? null : table(MEASURE_HEADER, cells),
    note("Draws that chose no option are left out. With few draws of a dilemma, places differ by chance."),
  );
}

/** How often the option at each place was the one chosen, side by side. Where there are more places than marks, the last mark stands for all that are left. */
function placesPicked(draws: readonly ShownDraw[]): readonly Part[] {
  const picked = draws.flatMap(({ side, identity, labelling }) => {
    const place = labelling.choice === null ? -1 : identity.order.indexOf(labelling.choice);
    return side === null || identity.cell.role !== "dilemma" || place === -1 ? [] : [{ side, place }];
  });
  const most = 1 + Math.max(-1, ...picked.map(({ place }) => place));
  const last = Math.min(most, MARKS.length) - 1;
  return SIDES.filter((side) => picked.some((one) => one.side === side)).flatMap((side) =>
    Array.from({ length: last + 1 }, (_, at) => ({
      bar: side,
      part: `place ${at + 1}${at === last && most > MARKS.length ? " or later" : ""}`,
      draws: picked.filter((one) => one.side === side && Math.min(one.place, last) === at).length,
    })),
  );
}

async function placeFigure(picks: readonly Part[]): Promise<Html> {
  const places = [...new Set(picks.map(({ part }) => part))];
  const bars = [...new Set(picks.map(({ bar }) => bar))];
  const of = (bar: string, place: string): number => picks.find((one) => one.bar === bar && one.part === place)?.draws ?? 0;
  const all = (bar: string): number => places.reduce((sum, place) => sum + of(bar, place), 0);
  return figure({
    label: `Choices by the place of the option: ${bars.map((bar) => `${bar}: ${places.map((place) => `${place} ${of(bar, place)}`).join(", ")}`).join("; ")}.`,
    key: keyOf(places.map((place, at) => [markAt(at), place])),
    spec: (room) =>
      stackChart(
        picks,
        places.map((place, at) => [place, `var(--${markAt(at)})`]),
        room,
      ),
    table: table(
      ["chosen", ...places],
      bars.map((bar) => [bar, ...places.map((place) => `${of(bar, place)} (${percent(of(bar, place) / all(bar))})`)]),
    ),
  });
}

function markAt(place: number): string {
  return MARKS[place] ?? MARKS[MARKS.length - 1]!;
}
