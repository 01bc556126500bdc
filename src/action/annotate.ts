import { plain } from "../report/escape.ts";
import { headline, WORDS } from "../report/headline.ts";
import { terminalBlock } from "../report/terminal.ts";
import type { Verdict } from "../schema/verdict.ts";
import type { Job } from "./job.ts";
import { logStream } from "./log.ts";

const MAX_LINES = 12;

/**
 * The verdict in the job's log, and one annotation: red where `exitCode` is not 0, a warning for `inconclusive` that stays
 * green, a notice where nothing was judged, and none for what needs no attention.
 */
export function annotate(job: Job, verdict: Verdict, exitCode: number): void {
  logStream(job.stdout).write(`${terminalBlock(verdict, { color: false, width: 100 })}\n`);
  const text = said(verdict);
  if (exitCode !== 0) job.fail(text);
  else if (verdict.verdict === "inconclusive") job.warn(`${text}. The job stays green: fail-on does not name inconclusive.`);
  else if (verdict.verdict === "no-baseline" || verdict.verdict === "skipped") job.note(text);
}

/** The headline; for an error the whole message, since its lines say what to do. */
function said(verdict: Verdict): string {
  const opening = `${WORDS[verdict.verdict]}: ${headline(verdict, (text) => plain(text, 400))}`;
  if (verdict.verdict !== "error") return opening;
  const lines = verdict.reasons.flatMap((reason) => reason.text.split("\n")).slice(1, MAX_LINES);
  return [opening, ...lines.map((line) => `${/^ */.exec(line)?.[0] ?? ""}${plain(line)}`)].join("\n");
}
