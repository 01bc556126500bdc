import type { Verdict, VerdictKind } from "../schema/verdict.ts";
import { code, fencedCommand, prose } from "./escape.ts";
import { FULL, STEPS, type Detail } from "./detail.ts";
import { headline, otherReasons, pairHeadline, unnamedUnmatched, WORDS } from "./headline.ts";
import { pairDetails, pairSections } from "./markdown-pair.ts";
import { folded, markdownTable } from "./markdown-table.ts";
import { LIMITS, meaning, settling, SIMULATED } from "./meaning.ts";
import { provenance, spent } from "./run-line.ts";
import { withInterval } from "./rows.ts";
import { grouped } from "./words.ts";

/** What GitHub takes is 65,536 characters; the rest is left to whoever adds a link. */
export const MAX_COMMENT_LENGTH = 60_000;

/** Opens every comment, so that the next run finds it. */
export const MARKER = "<!-- gyges:v1 -->";

const MAX_COMMAND_LENGTH = 2000;
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

/**
 * The verdict as a comment on a pull request, at most 60,000 characters: for that it drops the scenarios that moved,
 * then controls, then what stands beside the gate, then pairs. Never holds what a model wrote.
 */
export function markdownComment(verdict: Verdict): string {
  let detail = FULL;
  let comment = "";
  for (const step of STEPS) {
    detail = { ...detail, ...step };
    comment = rendered(verdict, detail);
    if (comment.length <= MAX_COMMENT_LENGTH) break;
  }
  return comment;
}

function rendered(verdict: Verdict, detail: Detail): string {
  const [only, ...others] = verdict.pairs;
  const body = only !== undefined && others.length === 0 ? pairSections(only, verdict.policy, detail) : severalPairs(verdict, detail);
  const limits = LIMITS[verdict.verdict];
  const parts = [
    `${MARKER}\n### ${MARKS[verdict.verdict]} gyges · ${WORDS[verdict.verdict]}: ${headline(verdict, firstLine)}`,
    verdict.simulated ? `> **${SIMULATED}**` : null,
    meaning(verdict),
    ...body,
    reasons(verdict, detail),
    settling(verdict),
    limits === null ? null : `*${limits}*`,
    closing(verdict),
  ];
  return `${parts.filter((part) => part !== null && part !== "").join("\n\n")}\n`;
}

function severalPairs(verdict: Verdict, detail: Detail): readonly string[] {
  if (verdict.pairs.length === 0) return [];
  const rows = verdict.pairs.slice(0, detail.named).map((pair, index) => {
    return [`${index + 1}. ${code(pair.pair)}`, WORDS[pair.verdict], withInterval(pair.widening), withInterval(pair.gapHead)];
  });
  const left = verdict.pairs.length - rows.length;
  const table = markdownTable(["pair", "verdict", "widening", "gap of head"], rows, 2);
  const sections = verdict.pairs.slice(0, detail.pairs).map((pair, index) => {
    const said = `**${WORDS[pair.verdict]}**: ${pairHeadline(pair, verdict.policy, firstLine)}`;
    const why = pair.reasons.slice(0, detail.reasons).map((reason) => `- ${reasonLines(reason.text)}`);
    const title = `Pair ${index + 1}: ${WORDS[pair.verdict]}`;
    return folded(
      title,
      [`${code(pair.pair)} ${said}`, why.join("\n"), ...pairDetails(pair, verdict.policy, detail)],
      pair.verdict !== "pass",
    );
  });
  return [table + (left > 0 ? `\n\n… and ${grouped(left)} more pairs in the JSON report.` : ""), ...sections];
}

function reasons(verdict: Verdict, detail: Detail): string | null {
  const told = otherReasons(verdict, headline(verdict, firstLine), prose);
  const unmatched = unnamedUnmatched(verdict);
  const lines = [
    ...told.slice(0, detail.reasons).map(reasonLines),
    ...unmatched.slice(0, detail.reasons).map((name) => `no base for ${code(name)}`),
  ];
  const left = told.length + unmatched.length - lines.length;
  if (lines.length === 0) return null;
  return `**Reasons**\n\n${lines.map((line) => `- ${line}`).join("\n")}${left > 0 ? `\n- … and ${grouped(left)} more in the JSON report` : ""}`;
}

/** The advice of an error stands in lines of its own. */
function reasonLines(text: string): string {
  return text
    .split("\n")
    .slice(0, MAX_REASON_LINES)
    .map((line) => prose(line))
    .join("<br>");
}

function closing(verdict: Verdict): string {
  const { command } = verdict.run;
  const lines = [spent(verdict), provenance(verdict, (text) => code(text, 60))].filter((line) => line !== "");
  const line = `<sub>${lines.join("<br>")}</sub>`;
  if (command === null) return line;
  const again = command.length > MAX_COMMAND_LENGTH ? "The command is in the JSON report." : fencedCommand(command);
  return `${folded("Reproduce", [again])}\n\n${line}`;
}

function firstLine(text: string): string {
  return prose(text, 200);
}
