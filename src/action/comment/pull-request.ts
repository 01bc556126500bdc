import { readFile } from "node:fs/promises";
import * as z from "zod";
import { parseStrict } from "../../schema/parse.ts";
import { RepositoryName } from "./comments.ts";
import type { Stamp } from "./stamp.ts";

/** The pull request that a comment goes to, and what this job judged of it. */
export interface PullRequest {
  /** `owner/name` of the repository that the pull request is made to. */
  readonly repository: string;
  readonly number: number;
  readonly stamp: Stamp;
  readonly fork: boolean;
}

export const Commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "wanted a commit id");
const Numbered = z.coerce.number().pipe(z.int().positive());

const Payload = z.looseObject({
  pull_request: z.looseObject({
    number: z.int().positive(),
    head: z.looseObject({ sha: Commit, repo: z.looseObject({ full_name: z.string() }).nullable() }),
  }),
});

const Environment = z.object({ repository: RepositoryName, run: Numbered, attempt: Numbered });

/**
 * @returns null where the event is about no pull request
 * @throws GygesError `comment/event` where GitHub's own files and variables are not what they should be
 */
export async function pullRequestOf(env: NodeJS.ProcessEnv): Promise<PullRequest | null> {
  if (!/^pull_request(?:_target)?$/.test(env["GITHUB_EVENT_NAME"] ?? "")) return null;
  const payload: unknown = JSON.parse(await readFile(env["GITHUB_EVENT_PATH"] ?? "", "utf8"));
  const context = { example: "GitHub writes it itself; run the job again", code: "comment/event" };
  const { pull_request: it } = parseStrict(Payload, payload, { where: "the event's payload (GITHUB_EVENT_PATH)", ...context });
  const { repository, run, attempt } = parseStrict(
    Environment,
    { repository: env["GITHUB_REPOSITORY"], run: env["GITHUB_RUN_ID"], attempt: env["GITHUB_RUN_ATTEMPT"] },
    { where: "GITHUB_REPOSITORY, GITHUB_RUN_ID or GITHUB_RUN_ATTEMPT", ...context },
  );
  return { repository, number: it.number, stamp: { head: it.head.sha, run, attempt }, fork: it.head.repo?.full_name !== repository };
}

/** Page of this job's run, where log, summary and artifacts are; null outside of GitHub. */
export function runPage(env: NodeJS.ProcessEnv): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = env;
  if (server === undefined || repository === undefined || run === undefined) return null;
  return `${server}/${repository}/actions/runs/${run}${attempt === undefined ? "" : `/attempts/${attempt}`}`;
}
