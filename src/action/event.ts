import { readFile } from "node:fs/promises";
import * as z from "zod";
import { describeError, GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { EVENTS, type Event, type Origin } from "./trust/policy.ts";

/** What started the job, as GitHub's payload tells it. */
export interface Trigger {
  readonly event: Event;
  /** As far as the payload knows; `trust/whose-head.ts` looks at the checkout too. */
  readonly origin: Origin;
  /** For people: where the head lies, if it lies elsewhere. */
  readonly from: string | null;
  /** The base that the event names: the tip of the base branch when it was made, or the commit before a push. Null where it names none. */
  readonly base: string | null;
  /** Tip of the head branch; null where the event names none. */
  readonly head: string | null;
}

const Commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "wanted a commit id");
const Repository = z.looseObject({ full_name: z.string().min(1).max(200) });

const PullRequestEvent = z.looseObject({
  repository: Repository,
  pull_request: z.looseObject({
    base: z.looseObject({ sha: Commit }),
    head: z.looseObject({ sha: Commit, repo: Repository.nullable() }),
  }),
});
const MergeGroupEvent = z.looseObject({ merge_group: z.looseObject({ base_sha: Commit, head_sha: Commit }) });
const PushEvent = z.looseObject({ before: Commit });

/** @throws GygesError `action/event` where the event is none that the Action knows, or its payload is not what GitHub sends */
export async function readTrigger(env: NodeJS.ProcessEnv): Promise<Trigger> {
  const name = env["GITHUB_EVENT_NAME"] ?? "";
  const event = EVENTS.find((known) => known === name);
  if (event === undefined) throw unknownEvent(name);
  const origin: Origin = env["GITHUB_ACTOR"] === "dependabot[bot]" ? "dependabot" : "own";
  if (event === "pull_request" || event === "pull_request_target")
    return { event, ...pullRequest(await payload(env, PullRequestEvent), origin) };
  if (event === "merge_group") {
    const { merge_group } = await payload(env, MergeGroupEvent);
    return { event, origin: "own", from: null, base: merge_group.base_sha, head: merge_group.head_sha };
  }
  if (event === "push") {
    const { before } = await payload(env, PushEvent);
    return { event, origin, from: ofDependabot(origin), base: isNoCommit(before) ? null : before, head: null };
  }
  return { event, origin: "own", from: null, base: null, head: null };
}

/** How git and GitHub write that there is no commit, as before the first push of a branch. */
export function isNoCommit(id: string): boolean {
  return /^0+$/.test(id);
}

function pullRequest({ repository, pull_request }: z.infer<typeof PullRequestEvent>, actor: Origin): Omit<Trigger, "event"> {
  const { base, head } = pull_request;
  const commits = { base: base.sha, head: head.sha };
  if (head.repo === null) return { origin: "gone", from: "a fork that is gone", ...commits };
  if (head.repo.full_name !== repository.full_name) return { origin: "fork", from: `the fork ${head.repo.full_name}`, ...commits };
  return { origin: actor, from: ofDependabot(actor), ...commits };
}

function ofDependabot(origin: Origin): string | null {
  return origin === "dependabot" ? "a branch of Dependabot's" : null;
}

async function payload<S extends z.ZodType>(env: NodeJS.ProcessEnv, schema: S): Promise<z.output<S>> {
  const value = await readPayload(env["GITHUB_EVENT_PATH"] ?? "");
  return parseStrict(schema, value, {
    where: "the event's payload (GITHUB_EVENT_PATH)",
    example: "GitHub writes this file itself; run the job again",
    code: "action/event",
  });
}

async function readPayload(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch (cause) {
    throw new GygesError(
      "usage",
      "action/event",
      `cannot read the event's payload at GITHUB_EVENT_PATH: ${describeError(cause)}\n  GitHub writes this file itself; run the job again.`,
      { cause },
    );
  }
}

function unknownEvent(name: string): GygesError {
  return new GygesError(
    "usage",
    "action/event",
    `the gyges Action cannot judge the event ${JSON.stringify(name.slice(0, 60))}.\n  It judges ${EVENTS.filter((event) => event !== "workflow_run").join(", ")}.\n  Example:\n    on: pull_request`,
  );
}
