import type { Verdict, VerdictKind } from "../schema/verdict.ts";
import { baselineNote } from "./baseline-note.ts";
import { code, prose } from "./escape.ts";
import type { Escape } from "./headline.ts";
import { fencedCommands, fencedYaml } from "./fence.ts";
import { FULL, STEPS, type Detail } from "./detail.ts";
import { headline, otherReasons, unnamedUnmatched, WORDS } from "./headline.ts";
import { pairSections } from "./markdown-pair.ts";
import { severalPairs } from "./markdown-pairs.ts";
import { folded } from "./markdown-table.ts";
import { LIMITS, meaning, plainly, seen, settling, SIMULATED } from "./meaning.ts";
import { reproduceLines } from "./reproduce.ts";
import { hashes, provenance, spent } from "./run-line.ts";
import { grouped } from "./words.ts";

/** What GitHub takes is 65,536 characters; the rest is left to whoever adds to it. */
export const MAX_COMMENT_LENGTH = 60_000;

const MAX_REASON_LINES = 8;

const MARKS: Readonly<Record<VerdictKind, string>> = {
  pass: "✓",
  fail: "✗",
  inconclusive: "?",
  unchanged: "=",
  "no-baseline": "–",
  skipped: "–",
  error: "!",
};

/** What whoever posts a verdict knows beside it. */
export interface CommentOptions {
  /** Address of the run or its report. Another than plain http(s) is left out. */
  readonly link?: string | undefined;
  /** True where the figures were handed in by code of a fork, which may have made them up: the comment says so and shows no command to copy. */
  readonly untrusted?: boolean | undefined;
}

/**
 * The verdict as a comment on a pull request, at most 60,000 characters: for that it drops the scenarios that moved,
 * then controls, then what stands beside the gate, then pairs. Never holds what a model wrote.
 */
export function markdownComment(verdict: Verdict, options: CommentOptions = {}): string {
  let detail = FULL;
  let comment = "";
  for (const step of STEPS) {
    detail = { ...detail, ...step };
    comment = rendered(verdict, options, detail);
    if (comment.length <= MAX_COMMENT_LENGTH) break;
  }
  return comment;
}

function rendered(verdict: Verdict, options: CommentOptions, detail: Detail): string {
  const [only, ...others] = verdict.pairs;
  const body =
    only !== undefined && others.length === 0
      ? [code(only.pair), ...pairSections(only, verdict.policy, detail)]
      : severalPairs(verdict, detail, reasonLines);
  const isSettled = verdict.verdict === "pass" || verdict.verdict === "fail";
  const limits = LIMITS[verdict.verdict];
  const parts = [
    opening(verdict),
    verdict.simulated ? `> **${SIMULATED}**` : null,
    options.untrusted === true ? `> **${UNTRUSTED}**` : null,
    summed(verdict, detail, options.untrusted === true ? reasonLines : reasonBlock),
    findings(verdict, detail),
    isSettled ? null : reasons(verdict, detail),
    storedBase(verdict),
    ...body,
    isSettled ? reasons(verdict, detail) : null,
    settling(verdict),
    limits === null ? null : `*${limits}*`,
    options.untrusted === true ? null : reproduce(verdict),
    closing(verdict, options),
  ];
  return `${parts.filter((part) => part !== null && part !== "").join("\n\n")}\n`;
}

const UNTRUSTED = "these figures were reported by code of a fork, which can make them up; nothing may be gated on them";

/** The verdict in words that need no knowledge of gyges. */
function opening(verdict: Verdict): string {
  return `### ${MARKS[verdict.verdict]} gyges · ${WORDS[verdict.verdict]}: ${plainly(verdict)}`;
}

/** The figure that decided, then what the model did; or why there is none. */
function summed(verdict: Verdict, detail: Detail, told: Escape): string {
  if (verdict.pairs.length === 0)
    return [...verdict.reasons.slice(0, detail.reasons).map(({ text }) => told(text)), meaning(verdict)].join("\n\n");
  const figure = headline(verdict, firstLine);
  const sentence = `**${figure.charAt(0).toUpperCase()}${figure.slice(1).replace(/\.$/, "")}.**`;
  return [figure === plainly(verdict) ? null : sentence, seen(verdict)].filter((part) => part !== null).join(" ");
}

function findings({ findings: found }: Verdict, detail: Detail): string | null {
  if (found.length === 0) return null;
  const lines = found.slice(0, detail.reasons).map(({ code: name, text }) => `- ${reasonLines(text)} (${code(name, 60)})`);
  const left = found.length - lines.length;
  return `#### To know before merging\n\n${lines.join("\n")}${left > 0 ? `\n- … and ${grouped(left)} more in the JSON report` : ""}`;
}

function storedBase({ run }: Verdict): string | null {
  return run.baseline === null ? null : `**Base**: ${baselineNote(run.baseline, (text) => code(text, 20))}`;
}

function reasons(verdict: Verdict, detail: Detail): string | null {
  const told = verdict.pairs.length === 0 ? [] : otherReasons(verdict, headline(verdict, firstLine), prose);
  const unmatched = unnamedUnmatched(verdict);
  const lines = [
    ...told.slice(0, detail.reasons).map(reasonLines),
    ...unmatched.slice(0, detail.reasons).map((name) => `no base for ${code(name)}`),
  ];
  const left = told.length + unmatched.length - lines.length;
  if (lines.length === 0) return null;
  return `#### Reasons\n\n${lines.map((line) => `- ${line}`).join("\n")}${left > 0 ? `\n- … and ${grouped(left)} more in the JSON report` : ""}`;
}

/** The advice of an error stands in lines of its own. */
function reasonLines(text: string): string {
  return text
    .split("\n")
    .slice(0, MAX_REASON_LINES)
    .map((line) => prose(line))
    .join("<br>");
}

/** The same, with what is to be pasted as a block of its own; of a stranger's report nothing is. */
function reasonBlock(text: string): string {
  const parts: { pasted: boolean; lines: string[] }[] = [];
  for (const line of text.split("\n").slice(0, MAX_REASON_LINES)) {
    const pasted = line.startsWith(PASTED);
    const last = parts.at(-1);
    if (last?.pasted === pasted) last.lines.push(line);
    else parts.push({ pasted, lines: [line] });
  }
  return parts.map(({ pasted, lines }) => (pasted ? fencedYaml(lines) : reasonLines(lines.join("\n")))).join("\n\n");
}

/** Lines of advice start with two blanks, lines of a workflow with four. */
const PASTED = "    ";

function reproduce(verdict: Verdict): string | null {
  if (verdict.run.command === null) return null;
  const lines = reproduceLines(verdict);
  return folded("Reproduce it locally", [lines.length === 0 ? "The command is in the JSON report." : fencedCommands(lines)]);
}

/** What it cost, by what it was judged, and where all of it is. In plain size: GitHub gives `<sub>` no line height, so that its lines lie over each other. */
function closing(verdict: Verdict, { link }: CommentOptions): string {
  const lines = [
    spent(verdict),
    provenance(verdict, (text) => code(text, 60)),
    hashes(verdict, (text) => code(text, 40)),
    link !== undefined && /^https?:\/\/[\w.-]+(?::\d+)?\/[\w./-]*$/.test(link) ? `[run and report files](${link})` : "",
  ];
  return lines.filter((line) => line !== "").join("<br>");
}

function firstLine(text: string): string {
  return prose(text, 200);
}
