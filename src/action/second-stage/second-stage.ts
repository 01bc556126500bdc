import { describeError, GygesError } from "../../schema/error.ts";
import { plain, plainLines } from "../../report/escape.ts";
import { RepositoryName } from "../comment/comments.ts";
import { artifactName, defaultKey } from "../comment/key.ts";
import type { PullRequest } from "../comment/pull-request.ts";
import { tellIn, type Told } from "../comment/tell.ts";
import { answered } from "../github/api-fault.ts";
import { GitHubApi } from "../github/api.ts";
import { throughProxy } from "../github/proxy.ts";
import type { Job } from "../job.ts";
import { logStream } from "../log.ts";
import { download } from "./download.ts";
import { artifactNamed, judgedRun, pullsOf, runOfEvent, type JudgedRun } from "./judged-run.ts";
import { readStageInputs, type StageInputs } from "./stage-inputs.ts";
import { UntrustedFault } from "./untrusted-fault.ts";
import { untrustedReport } from "./untrusted-report.ts";
import { unzipReport } from "./unzip-report.ts";

/** The outputs of the sub-action `comment`. */
export const STAGE_OUTPUTS = ["comment-url", "comment-id"] as const;

/** The jobs of a run that judged forks. It takes numbers from them and nothing else, and turns no status: its job is red for wrong inputs only. */
export async function secondStage(job: Job): Promise<void> {
  const told = await attempt(job);
  job.output("comment-url", told?.comment?.url ?? "");
  job.output("comment-id", told?.comment?.id.toString() ?? "");
  if (told === null) return;
  if (told.warns) job.warn(plainLines(told.line));
  else logStream(job.stdout).write(`${plainLines(told.line)}\n`);
}

/** @returns null where the job has failed */
async function attempt(job: Job): Promise<Told | null> {
  try {
    const inputs = readStageInputs(job.env);
    if (inputs.comment === "never") return nothing("comment: never");
    return await tellRun(job.env, inputs, inputs["run-id"] ?? (await runOfEvent(job.env)));
  } catch (cause) {
    if (cause instanceof UntrustedFault) return warning(`the artifact was not read: ${cause.message}`);
    if (answered(cause, 403)) return warning(`${cause.message}\n${PERMISSIONS}`);
    if (!(cause instanceof GygesError)) return warning(describeError(cause));
    job.fail(plainLines(cause.message));
    return null;
  }
}

async function tellRun(env: NodeJS.ProcessEnv, inputs: StageInputs, id: number): Promise<Told> {
  const repository = RepositoryName.parse(env["GITHUB_REPOSITORY"]);
  throughProxy(env);
  const api = new GitHubApi({ url: env["GITHUB_API_URL"] ?? "https://api.github.com", token: inputs["github-token"] ?? "" });
  const run = await judgedRun(api, repository, id);
  if (run.event !== "pull_request") return nothing(`run ${id} judged no pull request, its event was ${plain(run.event, 40)}`);
  const [number, ...others] = await pullsOf(api, repository, run);
  const head = run.head_sha.slice(0, 12);
  if (number === undefined) return nothing(`no open pull request has the head ${head} by now`);
  if (others.length > 0) return nothing(`several pull requests have the head ${head}, and it is not known which one run ${id} judged`);
  const key = inputs["comment-key"] ?? defaultKey(run.name ?? undefined, "gyges");
  const artifact = await artifactNamed(api, repository, id, inputs["artifact-name"] ?? artifactName(key));
  if (artifact === null) return nothing(`run ${id} has no artifact ${plain(inputs["artifact-name"] ?? artifactName(key), 120)}`);
  const fork = isFork(run, repository);
  const verdict = untrustedReport(await unzipReport(await download(api, repository, artifact)), fork);
  // The token is this repository's own, whoever the head belongs to.
  const to: PullRequest = { repository, number, stamp: { head: run.head_sha, run: id, attempt: run.run_attempt }, fork: false };
  return tellIn(to, {
    env,
    token: inputs["github-token"],
    verdict,
    key,
    mode: inputs.comment,
    link: run.html_url,
    untrusted: fork,
    permissions: NEEDED,
  });
}

/** A fork that is gone is one. */
function isFork(run: JudgedRun, repository: string): boolean {
  return run.head_repository?.full_name !== repository;
}

const NEEDED = ["actions: read", "pull-requests: write"];

const PERMISSIONS = `  Give the job these permissions:\n    permissions:\n${NEEDED.map((line) => `      ${line}`).join("\n")}`;

function nothing(why: string): Told {
  return { comment: null, line: `no comment: ${why}`, warns: false };
}

function warning(why: string): Told {
  return { comment: null, line: `no comment: ${why}`, warns: true };
}
