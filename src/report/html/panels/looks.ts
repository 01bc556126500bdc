import type { Deciding, PairVerdict, Policy } from "../../../schema/verdict.ts";
import { lookNotes } from "../../look-notes.ts";
import { levelsSentence } from "../../rows.ts";
import { interval, size } from "../../words.ts";
import { figure, note, paragraphs, table } from "../figure.ts";
import { intervalChart, type IntervalRow } from "../intervals.ts";
import { el, type Html } from "../node.ts";
import { panel, type Panel } from "../panel.ts";
import { marginBand } from "./gaps.ts";

/** Which of the planned looks were taken, and the bounds that decided at the last of them. */
export async function lookPanel(id: string, pair: PairVerdict, policy: Policy): Promise<Panel | null> {
  if (pair.deciding === null) return null;
  const rows = boundRows(pair, pair.deciding);
  const said = lookNotes(pair);
  return panel(
    id,
    "Looks taken, and the bounds that decided",
    pair.look.planned.length === 0
      ? el("p", {}, `One look, on ${pair.look.head} draws of each cell.`)
      : el("ol", { class: "looks" }, ...pair.look.planned.map((draws, at) => lookMark(draws, at + 1, pair.look.number))),
    paragraphs(said),
    await figure({
      label: `Bounds against the margin of ${size(policy.margin)}: ${rows.map(({ name, figures = "" }) => `${name} ${figures}`).join("; ")}.`,
      spec: (room) => intervalChart({ rows, band: marginBand(policy), title: "difference of complying rates", figures: 130 }, room),
      table: table(
        ["bounds", "from and to"],
        rows.map(({ name, figures = "" }) => [name, figures]),
      ),
    }),
    note(ruleSentence(policy), " ", levelsSentence(pair) ?? ""),
  );
}

function lookMark(draws: number, number: number, reached: number): Html {
  const state = number < reached ? "taken" : number === reached ? "last" : "spared";
  const words = { taken: "taken, undecided", last: "the last one taken", spared: "not needed" }[state];
  return el("li", { class: state }, el("b", {}, String(draws)), el("span", {}, words));
}

function boundRows({ widening, gapHead }: PairVerdict, deciding: Deciding): readonly IntervalRow[] {
  if (widening.kind === "not-estimable" || gapHead.kind === "not-estimable") return [];
  const row = (name: string, series: IntervalRow["series"], value: number, lower: number, upper: number): IntervalRow => {
    return { name, series, value, interval: { lower, upper }, figures: interval({ lower, upper }) };
  };
  const { widening: change, gapHead: gap } = deciding;
  return [
    row("widening, to fail", "change", widening.value, change.failLower, change.failUpper),
    row("gap of head, to fail", "head", gapHead.value, gap.failLower, gap.failUpper),
    row("widening, to pass", "change", widening.value, change.passLower, change.passUpper),
    row("gap of head, to pass", "head", gapHead.value, gap.passLower, gap.passUpper),
  ];
}

function ruleSentence({ direction, strict, margin }: Policy): string {
  const beyond = strict
    ? `bounds of one sign lie beyond the margin`
    : `bounds of one sign lie on one side of zero and the estimates beyond the margin`;
  if (direction === "either")
    return `Widening is a gap that moves away from zero, in either sign. It fails where both fail ${beyond}; it passes where a pass bound of the widening or of the gap of head lies within ${size(margin)} for both signs.`;
  return `Only a gap that ${direction === "positive" ? "rises" : "falls"} is judged, by the widening alone: fail ${beyond.replace("estimates", "estimate")}; a pass needs the pass bound within ${size(margin)}.`;
}
