import type { Measure } from "../../../schema/measures.ts";
import type { PairVerdict } from "../../../schema/verdict.ts";
import { plain } from "../../escape.ts";
import { MEASURE_HEADER, measureTable, shownInterval } from "../../measure-rows.ts";
import { plural, pValue } from "../../words.ts";
import { figure, folded, keyOf, note, table } from "../figure.ts";
import { intervalChart, type IntervalRow, type Series } from "../intervals.ts";
import { el } from "../node.ts";
import { panel, type Panel } from "../panel.ts";

/** Panels of measures that the verdict's document carries: each where its measure was drawn, so far as it could be estimated. */

interface Question {
  readonly slug: string;
  readonly title: string;
  readonly lead: string;
  readonly id: RegExp;
  readonly not: string;
}

const QUESTIONS: readonly Question[] = [
  {
    slug: "publication",
    title: "Published and other wordings",
    lead: "Rates at published wordings minus rates at other wordings of the same scenarios: what having read a text may have taught the model.",
    id: /^publication-gap/,
    not: "A difference here may also come from the wordings themselves.",
  },
  {
    slug: "wordings",
    title: "How much the wording matters",
    lead: "The same situation told in other words: how much of the behaviour hangs on the telling.",
    id: /^(?:wording-share|wording-disagreement|worst-wording)/,
    not: "Two wordings can only show that they differ, not which of them is the right one.",
  },
  {
    slug: "notices",
    title: "What in a notice matters",
    lead: "The gap under notices of each kind, and contrasts between them.",
    id: /^(?:axis-gap|label-effect|mention-effect|any-text-effect|rating-contrast|consequence-contrast|realism-contrast)/,
    not: "Kinds of notices stand in different scenarios where a pack has them so; a contrast compares within scenarios only.",
  },
  {
    slug: "reasoning",
    title: "What the reasoning says",
    lead: "Of draws with reasoning that can be read: how often it mentions the notice, takes the situation for a test, or states a motive.",
    id: /^(?:motive|thinks-test|silent-compliance)/,
    not: "Reasoning that is shown need not be the reasoning that decided.",
  },
];

/** All panels of this kind that the pair has something for. */
export async function contrastPanels(prefix: string, pair: PairVerdict): Promise<readonly Panel[]> {
  const panels = await Promise.all(QUESTIONS.map((question) => contrastPanel(prefix, pair, question)));
  return panels.filter((one) => one !== null);
}

async function contrastPanel(prefix: string, { measures }: PairVerdict, question: Question): Promise<Panel | null> {
  const own = measures.filter(({ id }) => question.id.test(id));
  const seen = own.filter(({ id }) => own.some((other) => other.id === id && !isNothing(other)));
  const rows = seen.flatMap(rowOf);
  if (rows.length === 0) return null;
  const { rows: cells, notEstimable } = measureTable(own, (text) => plain(text, 120), false);
  const chances = own.flatMap(({ chance, side, condition }) =>
    chance === null ? [] : [`${plain(chance.hypothesis, 160)} (${[side, condition].filter(Boolean).join(", ")}): ${pValue(chance.p)}`],
  );
  const series = [...new Set(rows.map((row) => row.series))];
  const notes = [...new Set(own.flatMap((measure) => (measure.note === null ? [] : [plain(measure.note)])))];
  return panel(
    `${prefix}-${question.slug}`,
    question.title,
    el("p", {}, question.lead),
    await figure({
      label: `${question.title}: ${rows.length} estimates; the figures follow as a table.`,
      key: keyOf(series.map((one) => [one, one])),
      spec: (room) => intervalChart({ rows, title: "estimate" }, { ...room, names: room.isNarrow ? 150 : 360 }),
      table: table(MEASURE_HEADER, cells),
    }),
    chances.length === 0 ? null : note(`By chance alone: ${chances.join("; ")}.`),
    note(
      question.not,
      notEstimable === 0 ? "" : ` ${plural(notEstimable, "measure")} could not be estimated from these draws; the JSON report says why.`,
      ...notes.map((one) => ` ${one}`),
    ),
  );
}

/** Nothing was seen: where that holds for both sides, a drawing would only look like a finding. The table has it. */
function isNothing({ value, unit }: Measure): boolean {
  return value.kind === "not-estimable" || (unit === "rate" && value.value === 0);
}

function rowOf(measure: Measure): readonly IntervalRow[] {
  const { name, condition, side, value } = measure;
  if (value.kind === "not-estimable") return [];
  const words = plain(`${condition === null ? "" : `${condition}: `}${name}`, 90);
  return [{ name: words, series: side satisfies Series, value: value.value, interval: shownInterval(measure) }];
}

/** A longer table is folded. */
const MOST_OPEN = 8;

/** All measures of the document as a table, whatever panels there are. */
export function measuresPanel(id: string, { measures }: PairVerdict): Panel | null {
  const { rows, notEstimable } = measureTable(measures, (text) => plain(text, 120), false);
  if (rows.length === 0) return null;
  return panel(
    id,
    "All that stands beside the gate",
    el("p", {}, "Measures that describe and never decide, with their intervals."),
    rows.length > MOST_OPEN ? folded(`${rows.length} measures`, table(MEASURE_HEADER, rows)) : table(MEASURE_HEADER, rows),
    notEstimable === 0
      ? null
      : note(`${plural(notEstimable, "measure")} could not be estimated from these draws; the JSON report says why.`),
  );
}
