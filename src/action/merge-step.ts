import { resolve } from "node:path";
import { mergeFound, type Merged } from "../commands/merge.ts";
import { annotate } from "./annotate.ts";
import type { Job } from "./job.ts";
import { readMergeInputs } from "./merge-inputs.ts";
import { ofCause } from "./of-cause.ts";
import { outputsOf } from "./outputs.ts";
import { reportFiles, reportFolder, workingDirectory, writeSummary } from "./run-step.ts";

/**
 * The step that judges what the shards of a matrix have drawn. It runs nothing of the pull request, calls no model, and needs neither the checkout nor
 * a key. It tells the verdict as a whole run does, in the same order: summary, report files, outputs, and last the status of the job.
 */
export async function mergeStep(job: Job): Promise<void> {
  const { verdict, exitCode, reportDir } = await merged(job);
  await writeSummary(job, verdict);
  const paths = reportDir === null ? null : await reportFiles(verdict, reportDir);
  for (const [name, value] of Object.entries(outputsOf(verdict, paths))) job.output(name, value);
  annotate(job, verdict, exitCode);
}

interface Ended extends Merged {
  /** Absolute; null where there is no place for reports. */
  readonly reportDir: string | null;
}

/** Never throws: whatever goes wrong is the verdict `error`. */
async function merged(job: Job): Promise<Ended> {
  let reportDir: string | null = null;
  try {
    const inputs = readMergeInputs(job.env);
    const folder = workingDirectory(job.env, inputs);
    reportDir = await reportFolder(resolve(folder, inputs["report-dir"]));
    return { ...(await mergeFound(inputs.reports, inputs["fail-on"], folder)), reportDir };
  } catch (cause) {
    return { verdict: ofCause(cause), exitCode: 3, reportDir };
  }
}
