import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { MockArtifact, MockComment, MockPull, MockRun, Person } from "./world.ts";
import { REPOSITORY } from "./world.ts";

/** Replies in GitHub's own shape: its examples, with what the mock knows put into them. */

/** GitHub's OpenAPI description, as far as tools/github-api.mjs has cut it out. */
export const DESCRIPTION = join(import.meta.dirname, "api.json");

const Json = z.record(z.string(), z.unknown());
type Json = z.infer<typeof Json>;

const Examples = z.record(z.string(), z.object({ value: z.union([Json, z.array(Json).transform(([first]) => Json.parse(first))]) }));
const { components } = z.object({ components: z.object({ examples: Examples }) }).parse(JSON.parse(readFileSync(DESCRIPTION, "utf8")));

/** One of them, where GitHub shows a list. */
function example(name: string): Json {
  return structuredClone(Json.parse(components.examples[name]?.value));
}

function person({ login, type }: Person): Json {
  return { ...Json.parse(example("issue-comment")["user"]), login, type };
}

export function commentReply({ id, issue, user, body }: MockComment): Json {
  const html_url = `https://github.com/${REPOSITORY}/pull/${issue}#issuecomment-${id}`;
  return { ...example("issue-comment"), id, html_url, body, user: user === null ? null : person(user) };
}

/** The example's team lacks a field that the description requires. */
const NO_TEAMS: Json = { requested_teams: [] };

function head(pull: MockPull, from: Json): Json {
  const old = Json.parse(from["head"]);
  const repo = pull.headRepository === null ? null : { ...Json.parse(old["repo"]), full_name: pull.headRepository };
  return { ...old, label: pull.label, ref: pull.label.split(":")[1], sha: pull.sha, repo };
}

export function pullReply(pull: MockPull): Json {
  const one = example("pull-request");
  return { ...one, ...NO_TEAMS, number: pull.number, state: pull.state, head: head(pull, one) };
}

export function listedPullReply(pull: MockPull): Json {
  const one = example("pull-request-simple-items");
  return { ...one, ...NO_TEAMS, number: pull.number, state: pull.state, head: head(pull, one) };
}

export function runReply(run: MockRun): Json {
  const one = example("workflow-run");
  const [owner = ""] = run.headRepository.split("/");
  const old = Json.parse(one["head_repository"]);
  const head_repository = { ...old, full_name: run.headRepository, owner: person({ login: owner, type: "User" }) };
  const repository = { ...Json.parse(one["repository"]), full_name: REPOSITORY };
  const { id, name, event } = run;
  const pull_requests = run.pulls.map((number) => pullOfRun(number, run));
  return {
    ...one,
    id,
    name,
    event,
    head_repository,
    repository,
    pull_requests,
    run_attempt: run.attempt,
    head_sha: run.headSha,
    head_branch: run.headBranch,
  };
}

function pullOfRun(number: number, { headSha, headBranch }: MockRun): Json {
  const repo = { id: 1, url: `https://api.github.com/repos/${REPOSITORY}`, name: "app" };
  const url = `https://api.github.com/repos/${REPOSITORY}/pulls/${number}`;
  return { id: number, number, url, head: { ref: headBranch, sha: headSha, repo }, base: { ref: "main", sha: "0".repeat(40), repo } };
}

export function artifactReply({ id, name, zip, expired = false, claimedSize }: MockArtifact): Json {
  const [one] = z.array(Json).parse(example("artifact-paginated")["artifacts"]);
  return { ...one, id, name, size_in_bytes: claimedSize ?? zip.length, expired };
}
