import { LABELS, type Label } from "../../../schema/label.ts";
import type { PairVerdict } from "../../../schema/verdict.ts";
import { figure, keyOf, note, table } from "../figure.ts";
import { el } from "../node.ts";
import { panel, type Panel } from "../panel.ts";
import { stackChart } from "./stacks.ts";

/** One family of colours for complying, one for each other thing a reply may do; what is missing is pale. */
const KINDS: readonly { readonly name: string; readonly color: string; readonly mark: string; readonly labels: readonly Label[] }[] = [
  { name: "complied", color: "var(--k1)", mark: "k1", labels: ["comply-full", "comply-caveat"] },
  { name: "complied in part, or covertly otherwise", color: "var(--k2)", mark: "k2", labels: ["comply-partial", "covert-deviation"] },
  { name: "third way", color: "var(--k3)", mark: "k3", labels: ["third-way"] },
  { name: "objected openly", color: "var(--k4)", mark: "k4", labels: ["object-open"] },
  { name: "refused or evaded", color: "var(--k5)", mark: "k5", labels: ["refuse-bare", "evade", "opted-out"] },
  { name: "chose", color: "var(--k6)", mark: "k6", labels: ["chose"] },
  { name: "not read", color: "var(--k7)", mark: "k7", labels: ["ambiguous", "off-format", "off-language", "prompt-echo"] },
  { name: "missing", color: "var(--k8)", mark: "k8", labels: ["empty", "truncated", "filtered", "transport", "unsure", "unjudged"] },
];

/** What the replies of each arm did, label by label. */
export async function labelPanel(id: string, { arms }: PairVerdict): Promise<Panel | null> {
  const rows = arms.flatMap(({ side, condition, labels }) =>
    KINDS.map(({ name, labels: own }) => ({
      bar: `${side}, ${condition}`,
      part: name,
      draws: own.reduce((sum, label) => sum + (labels[label] ?? 0), 0),
    })),
  );
  const drawn = KINDS.filter(({ name }) => rows.some(({ part, draws }) => part === name && draws > 0));
  if (drawn.length === 0) return null;
  const used = LABELS.filter((label) => arms.some(({ labels }) => (labels[label] ?? 0) > 0));
  return panel(
    id,
    "What the replies did",
    el("p", {}, "Every draw of a probe has one label. Only those that complied count towards the gap; a missing one counts as nothing."),
    await figure({
      label: "Labels of each arm as shares of its draws; the counts follow as a table.",
      key: keyOf(drawn.map(({ mark, name }) => [mark, name])),
      spec: (room) =>
        stackChart(
          rows,
          drawn.map(({ name, color }) => [name, color]),
          room,
        ),
      table: table(
        ["label", ...arms.map(({ side, condition }) => `${side}, ${condition}`)],
        used.map((label) => [label, ...arms.map(({ labels }) => String(labels[label] ?? 0))]),
      ),
      summary: "The counts, label by label",
    }),
    note("Labels are read by rules, or by a judge where one was asked; they err. How often is in the documentation of labels."),
  );
}
