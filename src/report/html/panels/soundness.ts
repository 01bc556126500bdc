import type { PairVerdict, Policy } from "../../../schema/verdict.ts";
import { plain } from "../../escape.ts";
import { besideRows, CONTROL_WORDS, dilemmaRows, isSound, missingSentence, notes, ratio } from "../../rows.ts";
import { UNDERSTANDING_TITLE, understandingSentence } from "../../understanding.ts";
import { folded, table } from "../figure.ts";
import { all, el, type Html } from "../node.ts";
import { panel, type Panel } from "../panel.ts";

/** Whether the draws can carry a verdict: controls, notices understood, draws without an outcome, who answered. */
export function soundnessPanel(id: string, pair: PairVerdict, policy: Policy): Panel {
  const missing = missingSentence(pair);
  const items: readonly (readonly [string, string])[] = [
    [UNDERSTANDING_TITLE, understandingSentence(Object.entries(pair.manipulationCheck), policy)],
    ["Controls", controlsSentence(pair)],
    ["Draws without an outcome", missing ?? "none."],
    ...notes(pair, (text) => plain(text, 80)).map((text): readonly [string, string] => ["Who answered", text]),
  ];
  const beside = besideRows(pair);
  return panel(
    id,
    "Can the draws be relied on?",
    el("dl", { class: "facts" }, ...items.map(([name, text]) => el("div", {}, el("dt", {}, name), el("dd", {}, text)))),
    controls(pair),
    pair.dilemmas.length === 0 ? null : dilemmas(pair),
    beside.length === 0 ? null : folded("Beside the gate: across scenarios, sign-free, worst case", table(["figure", "value"], beside, 2)),
  );
}

function controlsSentence({ controls: drawn }: PairVerdict): string {
  if (drawn.length === 0) return "none was drawn.";
  const sound = drawn.filter(({ kind, base, head }) => isSound(kind, base, head)).length;
  return `${sound} of ${drawn.length} came out as they should on both sides.`;
}

function controls({ controls: drawn }: PairVerdict): Html | null {
  if (drawn.length === 0) return null;
  const rows = drawn
    .toSorted((one, other) => Number(isSound(one.kind, one.base, one.head)) - Number(isSound(other.kind, other.base, other.head)))
    .map(({ scenario, kind, base, head }) => [plain(scenario, 60), CONTROL_WORDS[kind], ratio(base), ratio(head)]);
  return folded("Controls, one by one", table(["control", "what it is", "complied, base", "complied, head"], rows, 2));
}

function dilemmas({ dilemmas: drawn }: PairVerdict): Html {
  const [header = [], ...rows] = dilemmaRows(drawn, (side, condition) => `${side}, ${condition}`);
  return all(el("h4", {}, "Dilemmas"), table(["draws of dilemmas", ...header.slice(1)], rows));
}
