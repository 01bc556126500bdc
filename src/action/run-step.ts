import { existsSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { exitCode } from "../commands/exit-code.ts";
import { judgeRun, writeReports } from "../commands/run.ts";
import { markdownComment } from "../report/markdown.ts";
import { repositoryRoot } from "../run/git.ts";
import { describeError, GygesError } from "../schema/error.ts";
import type { Verdict } from "../schema/verdict.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";
import { annotate } from "./annotate.ts";
import { readTrigger, type Trigger } from "./event.ts";
import { commandLine, runFlags } from "./flags.ts";
import { readInputs, type Inputs } from "./inputs.ts";
import type { Job } from "./job.ts";
import { logStream } from "./log.ts";
import { nodeOnPath } from "./node-path.ts";
import { outputsOf, type ReportPaths } from "./outputs.ts";
import { ofCause } from "./of-cause.ts";
import { stepSummary } from "./summary.ts";
import { admit } from "./trust/admit.ts";
import { environmentOf } from "./trust/child.ts";
import { groundOf } from "./trust/ground.ts";
import { whoseHead } from "./trust/whose-head.ts";
import { withFindings } from "./trust/withhold.ts";

/**
 * The whole step: judges, then tells it, in this order: summary, report files, outputs, and last the status of the job,
 * so that a red job has its report.
 */
export async function runStep(job: Job): Promise<void> {
  const { verdict, inputs, isFinal, reportDir } = await judged(job);
  await writeSummary(job, verdict);
  const paths = reportDir === null ? null : await reportFiles(verdict, reportDir);
  for (const [name, value] of Object.entries(outputsOf(verdict, paths))) job.output(name, value);
  annotate(job, verdict, exitCode(verdict, isFinal ? [] : (inputs?.["fail-on"] ?? [])));
}

interface Ended {
  readonly verdict: Verdict;
  /** Those that held: base's where the pull request has others. Null where they could not be read. */
  readonly inputs: Inputs | null;
  /** Green whatever `fail-on` names. */
  readonly isFinal: boolean;
  /** Absolute; null where there is no place for reports. */
  readonly reportDir: string | null;
}

type Judged = Omit<Ended, "reportDir">;

/** Never throws: whatever goes wrong is the verdict `error`. */
async function judged(job: Job): Promise<Ended> {
  let inputs: Inputs | null = null;
  let reportDir: string | null = null;
  try {
    inputs = readInputs(job.env);
    const folder = workingDirectory(job.env, inputs);
    reportDir = await reportFolder(resolve(folder, inputs["report-dir"]));
    return { ...(await judge(job, inputs, folder)), reportDir };
  } catch (cause) {
    return { verdict: ofCause(cause), inputs, isFinal: false, reportDir };
  }
}

async function judge(job: Job, own: Inputs, folder: string): Promise<Judged> {
  const trigger = await whoseHead(await readTrigger(job.env), folder, job.env);
  const admission = await admit(trigger, own, job.env, folder);
  if (admission.kind === "skip") return { verdict: withoutPairs("skipped", admission.reason), inputs: own, isFinal: admission.isFinal };
  const ground = await groundOf({ trigger, own, env: job.env, root: await repositoryRoot(folder), folder });
  if (ground === null) return { verdict: withoutPairs("no-baseline", firstPush(trigger)), inputs: own, isFinal: false };
  const { base, inputs, findings } = ground;
  const env = environmentOf(job.env, inputs, { keyless: admission.keyless, ofBase: ground.env });
  const verdict = await drawn(job, inputs, base, folder, env).catch(ofCause);
  return { verdict: withFindings(verdict, findings), inputs, isFinal: false };
}

async function drawn(job: Job, inputs: Inputs, base: string, folder: string, env: NodeJS.ProcessEnv): Promise<Verdict> {
  const { verdict } = await judgeRun(runFlags(inputs, base), {
    cwd: folder,
    env,
    stdout: logStream(job.stdout),
    stderr: logStream(job.stderr),
    command: commandLine(inputs, base),
    node: await nodeOnPath(env, folder),
  });
  return verdict;
}

function firstPush({ event }: Trigger): string {
  return `Nothing came before this ${event}, so there is nothing to compare with yet.\n  To compare with another commit:\n    with:\n      base-ref: origin/main`;
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
