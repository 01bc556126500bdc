import { plainLines } from "../../report/escape.ts";
import type { Verdict } from "../../schema/verdict.ts";
import { readCommentInputs } from "../inputs.ts";
import type { Job } from "../job.ts";
import { logStream } from "../log.ts";
import { commentOutputs } from "../outputs.ts";
import { defaultKey } from "./key.ts";
import { runPage } from "./pull-request.ts";
import { tellPullRequest, type Told } from "./tell.ts";

/** Tells the verdict on the pull request of this job: a comment, its outputs, a line in the log. @param red whether it turns the job red */
export async function comment(job: Job, verdict: Verdict, red: boolean): Promise<void> {
  const { env } = job;
  const inputs = readCommentInputs(env);
  const key = inputs?.["comment-key"] ?? defaultKey(env["GITHUB_WORKFLOW"], env["GITHUB_JOB"]);
  const told: Told =
    inputs === null
      ? { comment: null, line: "no comment: its inputs could not be read", warns: false }
      : await tellPullRequest({ env, token: inputs["github-token"], verdict, key, mode: inputs.comment, link: runPage(env), red });
  sayTold(job, told, key);
}

/** Outputs, and a line of the log or a warning; never the job's status. */
export function sayTold(job: Job, told: Told, key: string): void {
  for (const [name, value] of Object.entries(commentOutputs(told, key))) job.output(name, value);
  if (told.warns) job.warn(plainLines(told.line));
  else logStream(job.stdout).write(`${plainLines(told.line)}\n`);
}
