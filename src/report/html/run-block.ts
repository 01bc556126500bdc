import type { Verdict } from "../../schema/verdict.ts";
import { baselineNote } from "../baseline-note.ts";
import { plain } from "../escape.ts";
import { reproduceLines } from "../reproduce.ts";
import { spent } from "../run-line.ts";
import { plural } from "../words.ts";
import { el, type Html } from "./node.ts";
import { landmark } from "./panel.ts";

/** The one place with times and money: all else is the same for the same draws, byte for byte. */
export function runBlock(verdict: Verdict): Html {
  const { run } = verdict;
  const lines = reproduceLines(verdict);
  const facts: readonly (readonly [string, string])[] = [
    ["cost", spent(verdict)],
    ["tokens", run.tokens === null ? "" : plural(run.tokens, "token")],
    ["at", run.at ?? ""],
    ["commit of head", run.commit ?? ""],
    ["base", run.baseline === null ? "" : baselineNote(run.baseline, (text) => plain(text, 20))],
  ];
  return landmark(
    "run",
    "The run",
    el(
      "dl",
      { class: "facts" },
      ...facts.filter(([, text]) => text !== "").map(([name, text]) => el("div", {}, el("dt", {}, name), el("dd", {}, text))),
    ),
    lines.length === 0 ? null : el("h3", {}, "To do it again"),
    lines.length === 0 ? null : el("pre", {}, lines.map((line) => plain(line, 2000)).join("\n")),
  );
}
