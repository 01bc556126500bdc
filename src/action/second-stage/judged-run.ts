import { readFile } from "node:fs/promises";
import * as z from "zod";
import { GygesError } from "../../schema/error.ts";
import { Commit } from "../comment/pull-request.ts";
import { withQuery, type GitHubApi } from "../github/api.ts";

/** The workflow run that judged, and the pull request it was about, as GitHub knows them: nothing of this is taken from what the run wrote. */

const Run = z.object({
  id: z.int().positive(),
  run_attempt: z.int().positive().default(1),
  name: z.string().nullish(),
  event: z.string(),
  html_url: z.url({ protocol: /^https?$/ }),
  head_sha: Commit,
  head_branch: z.string().nullable(),
  head_repository: z.object({ full_name: z.string(), owner: z.object({ login: z.string() }) }).nullish(),
  pull_requests: z.array(z.object({ number: z.int().positive(), head: z.object({ sha: Commit }) })).nullable(),
});
export type JudgedRun = z.infer<typeof Run>;

const Pull = z.object({ number: z.int().positive(), head: z.object({ sha: Commit }) });

export async function judgedRun(api: GitHubApi, repository: string, id: number): Promise<JudgedRun> {
  return api.json(Run, "GET", `/repos/${repository}/actions/runs/${id}`);
}

/**
 * Open pull requests whose head is the commit that was judged. GitHub names those of branches with the run; those of forks are asked for by
 * owner and branch. A head that has moved on has none.
 */
export async function pullsOf(api: GitHubApi, repository: string, run: JudgedRun): Promise<number[]> {
  const named = (run.pull_requests ?? []).filter(({ head }) => head.sha === run.head_sha);
  if (named.length > 0) return numbers(named);
  if (run.head_branch === null || run.head_repository == null) return [];
  const head = `${run.head_repository.owner.login}:${run.head_branch}`;
  const open = await api.pages(Pull, `/repos/${repository}/pulls`, { state: "open", head });
  return numbers(open.filter((pull) => pull.head.sha === run.head_sha));
}

function numbers(pulls: readonly { readonly number: number }[]): number[] {
  return [...new Set(pulls.map(({ number }) => number))];
}

const Payload = z.looseObject({ workflow_run: z.looseObject({ id: z.int().positive() }) });

/** @throws GygesError `comment/run-id` where the event is of no run */
export async function runOfEvent(env: NodeJS.ProcessEnv): Promise<number> {
  const text = await readFile(env["GITHUB_EVENT_PATH"] ?? "", "utf8").catch(() => "null");
  const payload = env["GITHUB_EVENT_NAME"] === "workflow_run" ? Payload.safeParse(JSON.parse(text)) : null;
  if (payload?.success === true) return payload.data.workflow_run.id;
  throw new GygesError(
    "usage",
    "comment/run-id",
    "the event is of no workflow run, so it is not known which run judged.\n  Start the workflow behind the one that judges:\n    on:\n      workflow_run: {workflows: [CI], types: [completed]}\n  or name the run:\n    with:\n      run-id: ${{ inputs.run }}",
  );
}

const Artifact = z.object({ id: z.int().positive(), name: z.string(), size_in_bytes: z.int().min(0), expired: z.boolean() });
const Artifacts = z.object({ artifacts: z.array(Artifact) });
export type Artifact = z.infer<typeof Artifact>;

/** @returns the latest of that very name, which a run that was run again may have left twice; null where there is none */
export async function artifactNamed(api: GitHubApi, repository: string, run: number, name: string): Promise<Artifact | null> {
  const path = withQuery(`/repos/${repository}/actions/runs/${run}/artifacts`, { name, per_page: 100 });
  const { artifacts } = await api.json(Artifacts, "GET", path);
  const fit = artifacts.filter((one) => one.name === name && !one.expired).sort((one, other) => other.id - one.id);
  return fit[0] ?? null;
}
