import { resolve } from "node:path";
import { mergeFound, type Merged } from "../commands/merge.ts";
import { annotate } from "./annotate.ts";
import { comment } from "./comment/comment-step.ts";
import type { Job } from "./job.ts";
import { readMergeInputs, type MergeInputs } from "./merge-inputs.ts";
import { ofCause } from "./of-cause.ts";
import { outputsOf } from "./outputs.ts";
import { reportFolder, workingDirectory } from "./places.ts";
import { scrubberOf } from "./secrets.ts";
import { reportFiles, withoutSecrets, writeSummary } from "./tell-step.ts";

/**
 * The step that judges what the shards of a matrix have drawn. It runs nothing of the pull request, calls no model, and needs neither the checkout nor
 * a key. It tells the verdict as a whole run does, in the same order: summary, report files, outputs, comment, and last the
 * status of the job.
 */
export async function mergeStep(job: Job): Promise<void> {
  const { exitCode, reportDir, inputs, ...ended } = await merged(job);
  const verdict = withoutSecrets(ended.verdict, scrubberOf(job.env));
  await writeSummary(job, verdict);
  const paths = reportDir === null ? null : await reportFiles(verdict, reportDir, inputs?.formats, exitCode);
  for (const [name, value] of Object.entries(outputsOf(verdict, paths))) job.output(name, value);
  await comment(job, verdict, exitCode !== 0);
  annotate(job, verdict, exitCode, inputs?.annotations !== "false");
}

interface Ended extends Merged {
  /** Absolute; null where there is no place for reports. */
  readonly reportDir: string | null;
  /** Null where they could not be read. */
  readonly inputs: MergeInputs | null;
}

/** Never throws: whatever goes wrong is the verdict `error`. */
async function merged(job: Job): Promise<Ended> {
  let reportDir: string | null = null;
  let inputs: MergeInputs | null = null;
  try {
    inputs = readMergeInputs(job.env);
    const folder = workingDirectory(job.env, inputs);
    reportDir = await reportFolder(resolve(folder, inputs["report-dir"]));
    return { ...(await mergeFound(inputs.reports, inputs["fail-on"], folder)), reportDir, inputs };
  } catch (cause) {
    return { verdict: ofCause(cause), exitCode: 3, reportDir, inputs };
  }
}
