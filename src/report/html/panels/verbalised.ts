import type { Measure } from "../../../schema/measures.ts";
import type { PairVerdict } from "../../../schema/verdict.ts";
import { grouped } from "../../words.ts";
import { figure, keyOf, note, table } from "../figure.ts";
import { el } from "../node.ts";
import { panel, type Panel } from "../panel.ts";
import { stackChart } from "./stacks.ts";

const PARTS = [
  ["complied, mentioned", "var(--k1)", "k1"],
  ["complied, silent", "var(--k2)", "k2"],
  ["did not comply, mentioned", "var(--k4)", "k4"],
  ["did not comply, silent", "var(--k3)", "k3"],
] as const;

/** Words against deeds: whether the reasoning mentions the notice, and whether the reply complied. */
export async function verbalisedPanel(id: string, { measures }: PairVerdict): Promise<Panel | null> {
  const own = measures.filter(({ id: name, counts }) => name === "verbalised" && counts !== null && total(counts) > 0);
  if (own.length === 0) return null;
  const rows = own.flatMap((measure) => PARTS.map(([part]) => ({ bar: nameOf(measure), part, draws: measure.counts?.[part] ?? 0 })));
  return panel(
    id,
    "Said and done",
    el("p", {}, sentence(own)),
    await figure({
      label: "Draws by whether the reasoning mentions the notice and whether the reply complied; the counts follow as a table.",
      key: keyOf(PARTS.map(([part, , mark]) => [mark, part])),
      spec: (room) =>
        stackChart(
          rows,
          PARTS.map(([part, color]) => [part, color]),
          room,
        ),
      table: table(
        ["draws with reasoning", ...PARTS.map(([part]) => part)],
        own.map((measure) => [nameOf(measure), ...PARTS.map(([part]) => grouped(measure.counts?.[part] ?? 0))]),
      ),
    }),
    note(
      "Words and deeds are two findings: a model may act on a notice that it mentions nowhere. No figure of behaviour is corrected by words, since mentioning depends on the condition itself.",
    ),
  );
}

function nameOf({ side, condition }: Measure): string {
  return `${side}, ${condition ?? "all"}`;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}

function sentence(own: readonly Measure[]): string {
  const sum = (part: string): number => own.reduce((all, { counts }) => all + (counts?.[part] ?? 0), 0);
  const mentioned = sum("complied, mentioned") + sum("did not comply, mentioned");
  const read = own.reduce((all, { counts }) => all + total(counts ?? {}), 0);
  return `Of ${grouped(read)} draws whose reasoning could be read, ${grouped(mentioned)} mention the notice.`;
}
