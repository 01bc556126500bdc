import { SEQUENCE, visible, withoutCommands } from "./escape.ts";

/** Words from outside as blocks of code: in a fence that nothing in them closes, where GitHub reads no link, mention, reference or HTML. */

const MAX_COMMAND_LENGTH = 4000;

/** Commands that a reader copies: each one line, otherwise untouched. */
export function fencedCommands(commands: readonly string[]): string {
  return fenced("sh", commands.map((command) => withoutCommands(visible(command, MAX_COMMAND_LENGTH))).join("\n"));
}

/** Lines to paste into a file of YAML, whose indentation says something. */
export function fencedYaml(lines: readonly string[]): string {
  const indents = lines.map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  const kept = lines.map(
    (line, at) => " ".repeat(Math.min(MAX_INDENT, indents[at]! - least)) + withoutCommands(visible(line, MAX_LINE_LENGTH)),
  );
  return fenced("yaml", kept.join("\n"));
}

const MAX_INDENT = 20;
const MAX_LINE_LENGTH = 300;

/**
 * What a model wrote, for a step summary only: its lines stay, without what a terminal or a log acts on, without what turns text around or
 * hides in it, and cut at `max` characters.
 */
export function fencedOutput(text: string, max: number): string {
  const lines = text
    .slice(0, 8 * max)
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .split("\n")
    .map((line) => withoutCommands(withoutHidden(line.replace(SEQUENCE, "").replaceAll("\t", "  "))));
  return fenced("text", cut(lines.join("\n").trim(), max));
}

/** Without controls, formats (those that turn text around among them), private use, lone halves of a pair, and marks that pile up. */
function withoutHidden(line: string): string {
  return line
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, "")
    .replace(/(?<=\p{M}{2})\p{M}+/gu, "");
}

function cut(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  return `${characters
    .slice(0, max - 1)
    .join("")
    .trimEnd()}…`;
}

function fenced(language: string, body: string): string {
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}`;
}
