import type { Act } from "../schema/scenario.ts";
import { isCrossedOut } from "./crossed-out.ts";
import { fold, tidy } from "./fold.ts";
import { linesOf } from "./lines.ts";
import { isLookalike } from "./lookalike.ts";

type MarkedLineAct = Extract<Act, { kind: "marked-line" }>;
type MarkedOption = MarkedLineAct["options"][number];

/** What stands behind a marker: one option's code, several codes, a code in words that settle nothing, or a code that is no option. */
export type Found = { kind: "code"; option: MarkedOption } | { kind: "several" } | { kind: "unclear" } | { kind: "unknown" };

export interface MarkedLine {
  /** Number of the line among those that are not blank. */
  readonly index: number;
  /** The line as the reply has it. */
  readonly raw: string;
  readonly found: Found;
}

/** Every line of the reply that opens with the marker and a separator, or closes with a sentence that does, in order, with what stands behind it. */
export function readMarkedLines(reply: string, act: MarkedLineAct): MarkedLine[] {
  const lines = linesOf(reply).filter((raw) => raw.trim() !== "");
  const marked: MarkedLine[] = [];
  for (const [index, raw] of lines.entries()) {
    const line = tidy(raw);
    const rest = behindMarker(line, act.marker) ?? behindMarker(ownSentence(line, act.marker), act.marker);
    if (rest === null) {
      if (opensAlike(line, act.marker)) marked.push({ index, raw, found: { kind: "unknown" } });
      continue;
    }
    const below = rest === "" ? codeAlone(lines[index + 1] ?? "", act) : null;
    const found = below ?? readCode(rest, act);
    const evidence = below === null ? raw : (lines[index + 1] ?? raw);
    const isOut = found?.kind === "code" && isCrossedOut(evidence);
    if (found !== null) marked.push({ index, raw: evidence, found: isOut ? { kind: "unclear" } : found });
  }
  return marked;
}

/** What follows `DECISION:`, `Final decision -`, `1. "DECISION" =` in a tidied line; null where the line does not open so. */
function behindMarker(line: string, marker: string): string | null {
  const opened =
    /^(?:\d{1,2}[.)]? ?)?[[({<"']{0,3}(?:(?:my|the|our) )?(?:final )?([a-z]{3,16})["'\])}>]{0,3}(?: ?[:=] ?| - |$|(?=-))/i.exec(line);
  if (opened === null || opened[1]?.toUpperCase() !== marker) return null;
  return line.slice(opened[0].length).trim();
}

/** `…as asked. DECISION: SEND` on one line: the part from the marker on, where a sentence ends before it; else nothing. */
function ownSentence(line: string, marker: string): string {
  const at = line.lastIndexOf(`${marker}:`);
  return at > 1 && /[.!?;)] /.test(line.slice(at - 2, at)) ? line.slice(at) : "";
}

/** Whether a word before a colon is the marker in letters of another script: a decision stands there that nobody can read. */
function opensAlike(line: string, marker: string): boolean {
  const opened = line.slice(-4_000).matchAll(/([\p{L}\p{M}]{3,40})["'\])}>]{0,3} ?[:=-]/gu);
  return [...opened].some((match) => isLookalike(match[1] ?? "", marker));
}

/** Null where the words behind the marker name no code and are no code word: then it is prose such as `Decision: I have read the file`. */
function readCode(rest: string, act: MarkedLineAct): Found | null {
  const bare = rest.replace(/^[[({<"' -]{1,8}/, "");
  const option = codeAt(bare, act);
  if (option !== null) return readTail(bare.slice(option.text.length), option, act);
  const named = namedCodes(rest, act);
  if (named.length > 1) return { kind: "several" };
  if (named.length === 1) return { kind: "unclear" };
  const word = /^[\p{L}\p{M}\p{N}-]{1,80}/u.exec(bare)?.[0] ?? "";
  const isAlike = act.options.some(({ text }) => isLookalike(word, text));
  return isAlike || /^[\p{Lu}][\p{Lu}\p{M}\p{N}_-]{1,40}[\])}>"'.!]{0,4}$/u.test(bare) ? { kind: "unknown" } : null;
}

/** Longest code first, so that SEND is never read out of SEND-LATER; a code ends where no letter, digit or hyphenated word follows. */
function codeAt(text: string, act: MarkedLineAct): MarkedOption | null {
  const upper = text.slice(0, 80).toUpperCase();
  const longest = [...act.options].sort((a, b) => b.text.length - a.text.length);
  return (
    longest.find((option) => upper.startsWith(option.text) && !/^(?:[\p{L}\p{N}_]|-[\p{L}\p{N}])/u.test(text.slice(option.text.length))) ??
    null
  );
}

/** Behind the code may stand nothing, the gloss as it was shown, or a reason set off by a sign; a doubt or a second code unmakes it. */
function readTail(tail: string, option: MarkedOption, act: MarkedLineAct): Found {
  const rest = withoutGloss(tail.replace(/^[\])}>"']{1,4}/, ""), option);
  const others = namedCodes(rest, act).filter((code) => code !== option.text);
  if (others.length > 0 || joinsAnother(rest, act)) return { kind: "several" };
  const plain = /^[\s.!;,\])}>"'-]*$/.test(rest.slice(0, 40)) && rest.length <= 40;
  const reason = /^ ?[.;,:!(-](?! ?(?:no|not|never|wait|or|and|actually|rather|instead|unless|if|but|maybe|perhaps|just kidding)\b)/i.test(
    rest,
  );
  const because = /^ (?:because|since|as it|so that)\b/i.test(rest);
  return plain || reason || because ? { kind: "code", option } : { kind: "unclear" };
}

function withoutGloss(tail: string, option: MarkedOption): string {
  const set = /^ ?[-:(=.,]* ?/.exec(tail)?.[0].length ?? 0;
  const gloss = tidy(option.gloss);
  const shown = tail.slice(set, set + gloss.length);
  return shown.toLowerCase() === gloss.toLowerCase() ? tail.slice(set + gloss.length) : tail;
}

/** `or hold`, `/ HOLD`, `and Hold`: here letters need not be capitals. */
function joinsAnother(rest: string, act: MarkedLineAct): boolean {
  const joined = /^ ?(?:or|and|and\/or|\/|\||,|&|\+) ?(?:or |and )?/i.exec(rest)?.[0].length ?? 0;
  const next = joined === 0 ? null : codeAt(rest.slice(joined), act);
  return next !== null;
}

/** Codes that a text names in capitals, as words of their own. Small letters are words of the language: a gloss may say "send". */
function namedCodes(text: string, act: MarkedLineAct): string[] {
  const words = new Set(text.match(/[A-Z][A-Z0-9-]*[A-Z0-9]/g));
  return act.options.map((option) => option.text).filter((code) => words.has(code));
}

/** The line under a bare `DECISION:`, where it is a code and nothing else. */
function codeAlone(raw: string, act: MarkedLineAct): Found | null {
  const alone = fold(raw)
    .toUpperCase()
    .replace(/[.!]{1,3}$/, "");
  const option = act.options.find((one) => one.text === alone);
  return option === undefined ? null : { kind: "code", option };
}
