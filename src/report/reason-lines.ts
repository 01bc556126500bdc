import { prose } from "./escape.ts";
import { fencedAdvice } from "./fence.ts";

const MAX_REASON_LINES = 12;
/** Errors say what was seen, then what to do behind two blanks, and what to type behind four. */
const TYPED = /^ {4}/;

/** A reason in Markdown, all of it as sentences. */
export function reasonSentences(text: string): string {
  return linesOf(text)
    .map((line) => prose(line))
    .join("<br>");
}

/**
 * A reason in Markdown: its sentences, and what is to be typed as a block that can be copied as it stands.
 *
 * @param indent blanks of the list item that it stands in
 */
export function reasonLines(text: string, indent = ""): string {
  const runs = linesOf(text).reduce<{ readonly typed: boolean; readonly lines: string[] }[]>((all, line) => {
    const typed = TYPED.test(line);
    const last = all.at(-1);
    if (last?.typed === typed) last.lines.push(line);
    else all.push({ typed, lines: [line] });
    return all;
  }, []);
  return runs
    .map(({ typed, lines }) => (typed ? fencedAdvice(lines) : lines.map((line) => prose(line)).join("<br>")))
    .join("\n")
    .replaceAll("\n", `\n${indent}`);
}

function linesOf(text: string): string[] {
  return text.split("\n").slice(0, MAX_REASON_LINES);
}
