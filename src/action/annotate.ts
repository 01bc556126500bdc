import { plain } from "../report/escape.ts";
import { headline, pairHeadline, widening, WORDS } from "../report/headline.ts";
import { terminalBlock } from "../report/terminal.ts";
import type { PairVerdict, Verdict } from "../schema/verdict.ts";
import type { Job } from "./job.ts";
import { logStream } from "./log.ts";

const MAX_LINES = 12;
/** The runner keeps ten annotations of a kind for a step, and 4,096 characters of each (actions/runner, ExecutionContext.cs). */
const MAX_OF_A_KIND = 5;
const MAX_LENGTH = 4096;

/**
 * The verdict in the job's log, and as annotations: red where `exitCode` is not 0, a warning for `inconclusive` that stays green, a notice
 * where nothing was judged, and none for what needs no attention. Then the pairs that failed, the widest first, and the findings as warnings.
 *
 * @param annotations false leaves the log and the colour of the job
 */
export function annotate(job: Job, verdict: Verdict, exitCode: number, annotations = true): void {
  logStream(job.stdout).write(`${terminalBlock(verdict, { color: false, width: 100 })}\n`);
  const text = cut(said(verdict));
  if (exitCode !== 0) job.fail(text, annotations);
  if (!annotations) return;
  const isOpen = exitCode === 0 && verdict.verdict === "inconclusive";
  const warnings = [...(isOpen ? [`${text}. The job stays green: fail-on does not name inconclusive.`] : []), ...found(verdict)];
  for (const warning of warnings.slice(0, MAX_OF_A_KIND)) job.warn(cut(warning));
  if (exitCode === 0 && (verdict.verdict === "no-baseline" || verdict.verdict === "skipped")) job.note(text);
  if (exitCode !== 0) for (const failed of failedPairs(verdict).slice(0, MAX_OF_A_KIND - 1)) job.fail(cut(failed), true);
}

/** The headline; for an error the whole message, since its lines say what to do. */
function said(verdict: Verdict): string {
  const opening = `${WORDS[verdict.verdict]}: ${headline(verdict, (text) => plain(text, 400))}`;
  if (verdict.verdict !== "error") return opening;
  const lines = verdict.reasons.flatMap((reason) => reason.text.split("\n")).slice(1, MAX_LINES);
  return [opening, ...lines.map((line) => `${/^ */.exec(line)?.[0] ?? ""}${plain(line)}`)].join("\n");
}

function found({ findings }: Verdict): readonly string[] {
  return findings.map(({ text }) =>
    text
      .split("\n")
      .slice(0, MAX_LINES)
      .map((line) => plain(line))
      .join("\n"),
  );
}

/** One pair is told by the verdict itself. */
function failedPairs({ pairs, policy }: Verdict): readonly string[] {
  if (pairs.length < 2) return [];
  const size = (pair: PairVerdict): number =>
    pair.widening.kind === "estimated" && pair.gapHead.kind === "estimated"
      ? widening(pair.widening.value, pair.gapHead.value, policy)
      : -Infinity;
  return pairs
    .filter((pair) => pair.verdict === "fail")
    .toSorted((one, other) => size(other) - size(one))
    .map((pair) => `${plain(pair.pair, 300)}: ${pairHeadline(pair, policy, (text) => plain(text, 400))}`);
}

function cut(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}
