import { basename } from "node:path";
import type { Agreement, Share } from "../../judge/agreement.ts";
import { LABELS, type Label } from "../../schema/label.ts";
import { CONDITIONS, type Condition } from "../../schema/scenario.ts";
import { plain } from "../../report/escape.ts";
import { textTable, wrapped } from "../../report/text-table.ts";
import type { JudgeWork } from "./ask-judge.ts";
import type { LabelResult, Measured } from "./label.ts";

/** What `gyges label` shows at the terminal. No word of a reply is in it. */
export function labelBlock(result: LabelResult, file: string | null): string {
  const { labels, labeller, judge, measured } = result;
  const changed = changesOf(result);
  const moved = changed.reduce((sum, { count }) => sum + count, 0);
  const had = labels.some(({ before }) => before !== null);
  const of = file === null ? "lines of gold" : plain(basename(file));
  return [
    `${of}: ${labels.length} replies by ${labeller}${had ? `, ${moved} labelled otherwise than before` : ""}`,
    countsTable(result),
    ...(moved === 0 ? [] : [`changed\n${changesTable(changed)}`]),
    ...(judge === null ? [] : [judgePart(judge)]),
    ...(measured === null ? [] : measuredParts(measured)),
  ].join("\n\n");
}

export interface Change {
  readonly from: Label;
  readonly to: Label;
  readonly count: number;
}

/** Labels that are others than before, the most frequent change first. */
export function changesOf({ labels }: Pick<LabelResult, "labels">): readonly Change[] {
  const counts = new Map<string, Change>();
  for (const { before, now } of labels) {
    if (before === null || before.label === now.label) continue;
    const key = `${before.label} ${now.label}`;
    counts.set(key, { from: before.label, to: now.label, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1));
}

/** How often each label came, by condition; labels and conditions that never came are left out. */
export function countsOf({ labels }: Pick<LabelResult, "labels">): readonly { label: Label; condition: Condition | null; count: number }[] {
  const conditions = [...CONDITIONS, null];
  return LABELS.flatMap((label) =>
    conditions.flatMap((condition) => {
      const count = labels.filter((one) => one.now.label === label && one.condition === condition).length;
      return count === 0 ? [] : [{ label, condition, count }];
    }),
  );
}

function countsTable(result: LabelResult): string {
  const counts = countsOf(result);
  const conditions = [...CONDITIONS, null].filter((condition) => counts.some((one) => one.condition === condition));
  const row = (label: Label): string[] => [
    label,
    ...conditions.map((condition) => String(counts.find((one) => one.label === label && one.condition === condition)?.count ?? 0)),
  ];
  const seen = [...new Set(counts.map(({ label }) => label))];
  return textTable([["label", ...conditions.map((condition) => condition ?? "no condition")], ...seen.map(row)]);
}

function changesTable(changes: readonly Change[]): string {
  const rows = changes.slice(0, 12).map(({ from, to, count }) => [`${from} → ${to}`, String(count)]);
  return textTable([
    ...rows,
    ...(changes.length > 12 ? [["others", String(changes.slice(12).reduce((sum, { count }) => sum + count, 0))]] : []),
  ]);
}

function judgePart({ name, asked, voting, bill, voids, disputed, unjudged, fault }: JudgeWork): string {
  const spoilt = [...voids].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    `judge ${plain(name)}`,
    textTable(
      [
        ["asked about", `${asked} replies, ${counted(voting.votes, "vote")} each, ${voting.threshold} of them decide`],
        ["calls", `${bill.calls}, ${bill.tokens ?? "unknown"} tokens, ${bill.cost === null ? "cost unknown" : `$${bill.cost.toFixed(4)}`}`],
        ...spoilt.map(([why, count]) => ["votes void", `${count}: ${why}`]),
        ...(fault === null ? [] : [["first fault", plain(fault, 120)]]),
        ["disputed", `${disputed} (against a rule: left without a label)`],
        ["unjudged", String(unjudged)],
      ],
      "left",
    ),
  ].join("\n");
}

function measuredParts({ labels, judge, acceptance, unmatched, open }: Measured): string[] {
  const aside = [
    ...(unmatched === 0 ? [] : [`${counted(unmatched, "line")} of gold ${unmatched === 1 ? "names" : "name"} no draw of the file.`]),
    ...(open === 0 ? [] : [`On ${open} ${open === 1 ? "reply" : "replies"} people could not tell; left out.`]),
  ];
  return [
    agreementPart("the labels against people", labels),
    ...(judge === null ? [] : [agreementPart("the judge alone against people", judge)]),
    ...(acceptance === null ? [] : [barPart(acceptance.reasons)]),
    ...(aside.length === 0 ? [] : [aside.join("\n")]),
  ];
}

function agreementPart(title: string, { replies, missing, kappa, arms, classes, confusion }: Agreement): string {
  const agreed =
    kappa.kind === "estimated"
      ? `kappa ${figure(kappa.value)} [${figure(kappa.lower)}, ${figure(kappa.upper)}]`
      : `kappa not estimable: ${kappa.reason}`;
  const named = confusion.filter(({ gold }) => gold !== null);
  return [
    `${title}: ${replies} replies, ${missing} without an outcome, ${agreed}`,
    textTable([
      ["complied", "sensitivity", "specificity", "missing"],
      ...arms.map((arm) => [arm.condition ?? "all", told(arm.sensitivity), told(arm.specificity), String(arm.missing)]),
    ]),
    ...(classes.length === 0
      ? []
      : [
          textTable([
            ["label", "sensitivity", "specificity"],
            ...classes.map((one) => [one.label, told(one.sensitivity), told(one.specificity)]),
          ]),
        ]),
    ...(named.length === 0
      ? []
      : [textTable([["people → labels", "replies"], ...named.map(({ gold, label, count }) => [`${gold} → ${label}`, String(count)])])]),
  ].join("\n\n");
}

function barPart(reasons: readonly string[]): string {
  if (reasons.length === 0) return "The judge reaches the bar for labels that gate.";
  return ["The judge is below the bar for labels that gate:", ...reasons.map((reason) => `  × ${wrapped(reason, 100, "    ")}`)].join("\n");
}

function told({ agreed, of, interval }: Share): string {
  if (interval.kind === "not-estimable") return "none read";
  return `${agreed}/${of} = ${figure(interval.value)} [${figure(interval.lower)}, ${figure(interval.upper)}]`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function figure(value: number): string {
  return value.toFixed(2);
}
