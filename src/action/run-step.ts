import { existsSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { exitCode } from "../commands/exit-code.ts";
import { judgeRun, writeReports } from "../commands/run.ts";
import { markdownComment } from "../report/markdown.ts";
import { describeError, GygesError } from "../schema/error.ts";
import type { Verdict } from "../schema/verdict.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";
import { annotate } from "./annotate.ts";
import { baseFlags } from "./base-flags.ts";
import { baseCommit } from "./base.ts";
import { childEnvironment } from "./child-env.ts";
import { readTrigger, whySkipped } from "./event.ts";
import { commandLine, runFlags } from "./flags.ts";
import { readInputs, type Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { logStream } from "./log.ts";
import { nodeOnPath } from "./node-path.ts";
import { outputsOf, type ReportPaths } from "./outputs.ts";
import { stepSummary } from "./summary.ts";
import { ofCause } from "./of-cause.ts";

/**
 * The whole step: judges, then tells it, in this order: summary, report files, outputs, and last the status of the job,
 * so that a red job has its report.
 */
export async function runStep(job: Job): Promise<void> {
  const { verdict, inputs, reportDir } = await judged(job);
  await writeSummary(job, verdict);
  const paths = reportDir === null ? null : await reportFiles(verdict, reportDir);
  for (const [name, value] of Object.entries(outputsOf(verdict, paths))) job.output(name, value);
  annotate(job, verdict, exitCode(verdict, inputs?.["fail-on"] ?? []));
}

interface Ended {
  readonly verdict: Verdict;
  /** Null where they could not be read. */
  readonly inputs: Inputs | null;
  /** Absolute; null where there is no place for reports. */
  readonly reportDir: string | null;
}

/** Never throws: whatever goes wrong is the verdict `error`. */
async function judged(job: Job): Promise<Ended> {
  let inputs: Inputs | null = null;
  let reportDir: string | null = null;
  try {
    inputs = readInputs(job.env);
    const folder = workingDirectory(job.env, inputs);
    reportDir = await reportFolder(resolve(folder, inputs["report-dir"]));
    return { verdict: await judge(job, inputs, folder), inputs, reportDir };
  } catch (cause) {
    return { verdict: ofCause(cause), inputs, reportDir };
  }
}

async function judge(job: Job, inputs: Inputs, folder: string): Promise<Verdict> {
  const trigger = await readTrigger(job.env);
  const skipped = whySkipped(trigger);
  if (skipped !== null) return withoutPairs("skipped", skipped);
  const from = await baseFlags(inputs, trigger.event, folder);
  const base = inputs.history === undefined ? await baseCommit(folder, trigger, inputs["base-ref"]) : null;
  const env = childEnvironment(job.env, inputs["env-pass"]);
  const { verdict } = await judgeRun(
    { ...runFlags(inputs, base), ...from },
    {
      cwd: folder,
      env,
      stdout: logStream(job.stdout),
      stderr: logStream(job.stderr),
      command: commandLine(inputs, base),
      node: await nodeOnPath(env, folder),
    },
  );
  return verdict;
}

function workingDirectory(env: NodeJS.ProcessEnv, inputs: Inputs): string {
  const folder = resolve(env["GITHUB_WORKSPACE"] ?? ".", inputs["working-directory"]);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new GygesError(
    "usage",
    "action/working-directory",
    `there is no folder ${inputs["working-directory"]} in the checkout.\n  Name the folder of the promptfoo config, and put actions/checkout before the gyges step:\n    with:\n      working-directory: .`,
  );
}

/** Made before the first call, so that no calls are paid for a report that has no place. It ignores itself: the head under judgement is the working tree. */
async function reportFolder(folder: string): Promise<string> {
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, ".gitignore"), "*\n");
  } catch (cause) {
    throw new GygesError(
      "usage",
      "action/report-dir",
      `report-dir cannot be made: ${describeError(cause)}\n  Name another folder:\n    with:\n      report-dir: gyges-report`,
      { cause },
    );
  }
  return folder;
}

async function reportFiles(verdict: Verdict, folder: string): Promise<ReportPaths> {
  return { ...(await writeReports(verdict, folder)), folder };
}

/** A summary that cannot be written takes nothing from the verdict. */
async function writeSummary(job: Job, verdict: Verdict): Promise<void> {
  try {
    await job.summary(stepSummary(markdownComment(verdict)));
  } catch (cause) {
    job.warn(`the step summary could not be written: ${describeError(cause)}`);
  }
}
