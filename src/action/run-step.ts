import { resolve } from "node:path";
import { exitCode } from "../commands/exit-code.ts";
import { failOnOf, writeShard } from "../commands/files/shard-file.ts";
import { annotate } from "./annotate.ts";
import { unlessCancelled } from "./cancelled.ts";
import { comment } from "./comment/comment-step.ts";
import { readInputs, type Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { judgeChange, partOf, type Judged } from "./judge-change.ts";
import { ofCause } from "./of-cause.ts";
import { outputsOf } from "./outputs.ts";
import { reportFolder, workingDirectory } from "./places.ts";
import { scrubbedPart } from "./scrubbed-part.ts";
import { scrubberOf } from "./secrets.ts";
import { shownOutputs } from "./show-outputs.ts";
import { cleanLogs, keepLog, reportFiles, withoutSecrets, writeSummary } from "./tell-step.ts";

/**
 * The whole step: judges, then tells it, in this order: summary, report files, outputs, comment, and last the status of the
 * job, so that a red job has its report.
 *
 * @param cancelled aborted where the runner asks the step to stop: it then tells what it has
 */
export async function runStep(job: Job, cancelled: AbortSignal = new AbortController().signal): Promise<void> {
  const scrub = scrubberOf(job.env);
  const { inputs, isFinal, reportDir, store, part, ...ended } = await judged(job, cancelled);
  const verdict = withoutSecrets(ended.verdict, scrub);
  const code = exitCode(verdict, isFinal ? [] : failOnOf(part, inputs?.["fail-on"] ?? []));
  if (inputs !== null) await cleanLogs(job, inputs, scrub);
  await writeSummary(job, verdict, inputs === null ? null : shownOutputs(inputs, verdict, store, scrub));
  if (reportDir !== null) await keepLog(job, verdict, store, reportDir);
  const paths = reportDir === null ? null : await reportFiles(verdict, reportDir, inputs?.formats, code);
  if (reportDir !== null && part !== null) await writeShard(reportDir, scrubbedPart(part, scrub), verdict);
  for (const [name, value] of Object.entries(outputsOf(verdict, paths))) job.output(name, value);
  // Of shards the merge alone comments, or each would tell its own part.
  if (part === null) await comment(job, verdict, code !== 0);
  annotate(job, verdict, code, inputs?.annotations !== "false");
}

interface Ended extends Omit<Judged, "inputs"> {
  /** Null where they could not be read. */
  readonly inputs: Inputs | null;
  /** Absolute; null where there is no place for reports. */
  readonly reportDir: string | null;
}

/** Never throws: whatever goes wrong is the verdict `error`. */
async function judged(job: Job, cancelled: AbortSignal): Promise<Ended> {
  let inputs: Inputs | null = null;
  let reportDir: string | null = null;
  let ended = { isFinal: false, store: null, part: null as Judged["part"] };
  try {
    inputs = readInputs(job.env);
    ended = { ...ended, part: partOf(inputs) };
    const folder = workingDirectory(job.env, inputs);
    reportDir = await reportFolder(resolve(folder, inputs["report-dir"]));
    return { ...ended, inputs, reportDir, ...(await unlessCancelled(judgeChange(job, inputs, folder, cancelled), cancelled)) };
  } catch (cause) {
    return { ...ended, verdict: ofCause(cause), inputs, reportDir };
  }
}
