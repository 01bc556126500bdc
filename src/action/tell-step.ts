import { existsSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DEFAULT_FORMATS, writeReports, type Format } from "../commands/report/write-reports.ts";
import { readStore } from "../disk/store.ts";
import { markdownComment } from "../report/markdown.ts";
import { verdictJson } from "../report/verdict-json.ts";
import { describeError } from "../schema/error.ts";
import type { Verdict } from "../schema/verdict.ts";
import { REPORT_FILE } from "./comment/key.ts";
import type { Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { ofCause } from "./of-cause.ts";
import type { ReportPaths } from "./outputs.ts";
import { LOG_FILE } from "./remedies.ts";
import { scrubLogs } from "./scrub-logs.ts";
import { scrubbedVerdict, type Scrub } from "./scrub.ts";
import { stepSummary } from "./summary.ts";

/** What a step leaves behind besides its comment: no value of a secret in any of it. */

/** A document that is none any more once its secrets are out is an error, never the one that shows them. */
export function withoutSecrets(verdict: Verdict, scrub: Scrub): Verdict {
  try {
    return scrubbedVerdict(verdict, scrub);
  } catch (cause) {
    return scrubbedVerdict(ofCause(cause), scrub);
  }
}

/** promptfoo's own log, for jobs that upload it. */
export async function cleanLogs(job: Job, inputs: Inputs, scrub: Scrub): Promise<void> {
  const config = resolve(job.env["GITHUB_WORKSPACE"] ?? ".", inputs["working-directory"], inputs.config[0]);
  try {
    await scrubLogs(join(dirname(config), ".gyges", "runs"), scrub);
  } catch (cause) {
    job.warn(`a log of promptfoo could not be freed of secrets, so it was deleted: ${describeError(cause)}`);
  }
}

/**
 * Where there is no verdict and no model has answered, as without a key, promptfoo's log goes along with the report, since its own folder goes away with the
 * runner. Once one has, the log may quote it, and no report holds what a model wrote. Only after {@link cleanLogs}. A sealed pack's run writes none.
 */
export async function keepLog(job: Job, { verdict }: Verdict, store: string | null, folder: string): Promise<void> {
  if (verdict !== "error" || store === null) return;
  const log = join(dirname(store), LOG_FILE);
  try {
    if (existsSync(log) && !(await hasAnswers(store))) await copyFile(log, join(folder, LOG_FILE));
  } catch (cause) {
    job.warn(`promptfoo's log could not be copied into the report folder: ${describeError(cause)}`);
  }
}

async function hasAnswers(store: string): Promise<boolean> {
  if (!existsSync(store)) return false;
  const { draws, checks } = await readStore(store);
  return [...draws, ...checks].some(({ reply }) => reply !== "");
}

/** The verdict lies there twice: as the CLI names it, and under the name that the second stage of a fork's comment takes out of an artifact. */
export async function reportFiles(
  verdict: Verdict,
  folder: string,
  formats: readonly Format[] = DEFAULT_FORMATS,
  exitCode = 0,
): Promise<ReportPaths> {
  const paths = await writeReports(verdict, folder, formats, exitCode);
  await writeFile(join(folder, REPORT_FILE), verdictJson(verdict));
  return { ...paths, folder };
}

/** A summary that cannot be written takes nothing from the verdict. @param shown what the model wrote, where it is asked for */
export async function writeSummary(job: Job, verdict: Verdict, shown: Promise<string | null> | null = null): Promise<void> {
  try {
    const outputs = await shown?.catch((cause: unknown) => withoutOutputs(job, cause));
    await job.summary(stepSummary(markdownComment(verdict), outputs));
  } catch (cause) {
    job.warn(`the step summary could not be written: ${describeError(cause)}`);
  }
}

function withoutOutputs(job: Job, cause: unknown): null {
  job.warn(`what the model wrote cannot be shown: ${describeError(cause)}`);
  return null;
}
