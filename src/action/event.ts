import { readFile } from "node:fs/promises";
import * as z from "zod";
import { describeError, GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";

/** What started the job, and whether its head may be run with this job's keys. */

export type Trigger = PullRequestTrigger | { readonly event: "push" | "workflow_dispatch" | "schedule" };

export interface PullRequestTrigger {
  readonly event: "pull_request" | "pull_request_target";
  /** Tip of the base branch when the event was made. */
  readonly base: string;
  /** Tip of the head branch. */
  readonly head: string;
  /** `owner/name` where the head is in another repository, or words for a fork that is gone; null where it is in this one. */
  readonly fork: string | null;
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

/** @throws GygesError `action/event` where the event is none that the Action can judge, or its payload is not what GitHub sends */
export async function readTrigger(env: NodeJS.ProcessEnv): Promise<Trigger> {
  const event = env["GITHUB_EVENT_NAME"] ?? "";
  switch (event) {
    case "push":
    case "workflow_dispatch":
    case "schedule":
      return { event };
    case "pull_request":
    case "pull_request_target":
      return pullRequest(event, await payload(env["GITHUB_EVENT_PATH"] ?? ""));
    default:
      throw new GygesError(
        "usage",
        "action/event",
        `the gyges Action cannot judge the event ${JSON.stringify(event.slice(0, 60))} yet.\n  It supports pull_request, and push and workflow_dispatch with the input base-ref, and schedule with base-ref or history.\n  Example:\n    on: pull_request`,
      );
  }
}

/**
 * A pull request from a fork is code of a stranger. Under `pull_request` it gets no keys, so there is nothing to draw with;
 * under `pull_request_target` it would get them all.
 *
 * @returns null where the run may go on, else the sentence to skip it with
 * @throws GygesError `action/untrusted` where keys would meet a fork's code
 */
export function whySkipped(trigger: Trigger): string | null {
  if (!("fork" in trigger) || trigger.fork === null) return null;
  const { event, fork, head } = trigger;
  if (event === "pull_request") {
    return `The head of this pull request is in ${fork}, which gets no provider keys, so no call was made.\nTo judge it, a maintainer reads the change, pushes ${head.slice(0, 12)} to a branch of this repository and opens a pull request from there.`;
  }
  throw new GygesError(
    "usage",
    "action/untrusted",
    `pull_request_target with a head in ${fork}: its config, prompts and providers are code that could read this job's secrets, so nothing was run.\n  Use the event pull_request, under which forks are skipped:\n    on: pull_request`,
  );
}

function pullRequest(event: PullRequestTrigger["event"], value: unknown): PullRequestTrigger {
  const { repository, pull_request } = parseStrict(PullRequestEvent, value, {
    where: "the event's payload (GITHUB_EVENT_PATH)",
    example: "GitHub writes this file itself; run the job again",
    code: "action/event",
  });
  const { base, head } = pull_request;
  const fork =
    head.repo === null ? "a fork that is gone" : head.repo.full_name === repository.full_name ? null : `the fork ${head.repo.full_name}`;
  return { event, base: base.sha, head: head.sha, fork };
}

async function payload(path: string): Promise<unknown> {
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
