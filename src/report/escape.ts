/**
 * Words from outside (ids, pair and model names, reasons) on their way into a report.
 * They may come from a pull request of a stranger or hold what a model wrote, so each passes an allow-list first
 * and then loses whatever its place would act on. Sources: GitHub Flavored Markdown (autolinks, mentions, `#1`, tables),
 * actions/runner ActionCommand.cs (`::command::` at the start of a line, `##[command]` anywhere in it).
 */

const MAX_CODE_LENGTH = 120;
const MAX_PROSE_LENGTH = 600;

/** Scripts that render left to right and alone; a right-to-left one would turn its neighbours around. */
const UNKNOWN =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u0020-\u007E·–—’“”…−×±≤≥≈→²√χ§°]/gu;

/** A terminal's colour and cursor sequences; what is left of rarer ones loses its control character below. */
export const SEQUENCE = /\p{Cc}\[[0-?]*[ -/]*[@-~]/gu;

/** One line for a terminal or a CI log: printable characters only, no workflow command, at most `max` columns. */
export function plain(text: string, max = MAX_PROSE_LENGTH): string {
  return shortened(withoutCommands(visible(text, max)), max);
}

/** An error of several lines for a terminal or a CI log, each line as {@link plain} has it, with its indentation. */
export function plainLines(text: string): string {
  return text
    .split("\n")
    .map((line) => `${/^ */.exec(line)?.[0] ?? ""}${plain(line.trimStart())}`)
    .join("\n");
}

/** A name inside a Markdown code span, safe in table cells too: `` `claude-3-5` ``. */
export function code(text: string, max = MAX_CODE_LENGTH): string {
  const safe = shortened(withoutCommands(visible(text, max)), max)
    .replaceAll("://", ":/")
    .replace(/[^\p{L}\p{N} _.,:()+/=%~'·…→–—−×@#|<>[\]{}`-]/gu, "?")
    .replace(/[@#|<>[\]{}`]/g, (mark) => LOOKALIKE[mark] ?? "?");
  return `\`${safe === "" ? "(no name)" : safe}\``;
}

/** A sentence in Markdown: reads the same, but none of it links, mentions, formats, or opens an element. What may be a commit id stands as code. */
export function prose(text: string, max = MAX_PROSE_LENGTH): string {
  return shortened(withoutCommands(visible(text, max)), max)
    .replace(/[@#]/g, (mark) => LOOKALIKE[mark] ?? "?")
    .replace(/[&<>|]/g, (mark) => ENTITY[mark] ?? "?")
    .replace(/[\\`*_~[\]{}!]/g, (mark) => `\\${mark}`)
    .replace(/^(\d{1,9})([.)])/, "$1\\$2")
    .replace(/^[-+=]/, (mark) => `\\${mark}`)
    .replaceAll("://", ": //")
    .replace(/www(?=\.)/gi, "$& ")
    .replace(/(GH)-(?=\d)/gi, "$1 ")
    .replace(/(?<![a-z\d`])[\da-f]{7,}(?:-[\da-f]+)*(?![a-z\d`])/gi, "`$&`")
    .replace(/:(?=[a-z+-][\w+-]*:)/gi, ": ")
    .replace(/\$(?!\d)|(?<=[^\s(])\$/g, "＄");
}

/** Columns that `text` takes in a terminal: two for each Chinese, Japanese or Korean character. */
export function columns(text: string): number {
  let total = 0;
  for (const character of text.replace(SEQUENCE, "")) total += WIDE.test(character) ? 2 : 1;
  return total;
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const LOOKALIKE: Readonly<Record<string, string>> = {
  "@": "＠",
  "#": "＃",
  "|": "¦",
  "<": "‹",
  ">": "›",
  "[": "(",
  "]": ")",
  "{": "(",
  "}": ")",
  "`": "'",
};

const ENTITY: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;" };

/** Full-width forms become what they imitate, so that they meet the same rules; marks that pile up fall away. More than `max` is not looked at in vain. */
export function visible(text: string, max: number): string {
  return text
    .slice(0, 8 * max)
    .replace(/\s+/g, " ")
    .replace(SEQUENCE, "")
    .replace(/[\uFF00-\uFFEF]/g, (form) => form.normalize("NFKC"))
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(/[\p{Cf}\p{M}]/gu, "")
    .replace(UNKNOWN, "?")
    .trim();
}

/** A line in which a runner of GitHub finds no command: `::` and `##[` with a space between them. */
export function withoutCommands(line: string): string {
  return line.replace(/:(?=:)/g, ": ").replace(/#(?=#*\[)/g, "# ");
}

function shortened(text: string, max: number): string {
  if (columns(text) <= max) return text;
  let kept = "";
  let room = max - 1;
  for (const character of text) {
    room -= columns(character);
    if (room < 0) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
