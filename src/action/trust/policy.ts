import { GygesError } from "../../schema/error.ts";

/**
 * What may run, by event and by whose code is checked out: the table of docs/action.md, which is made from it. Secrets are the measure: config,
 * prompts, providers and the lock file are code, and whoever can change them can read every key of the job.
 */

export const EVENTS = [
  "pull_request",
  "pull_request_target",
  "merge_group",
  "push",
  "schedule",
  "workflow_dispatch",
  "release",
  "workflow_run",
] as const;
export type Event = (typeof EVENTS)[number];

/** Whose code the head is. */
export const ORIGINS = {
  own: "a branch of this repository",
  fork: "a fork",
  gone: "a fork that is gone",
  dependabot: "Dependabot",
  other: "a commit of none of this repository's branches",
} as const;
export type Origin = keyof typeof ORIGINS;

/** What becomes of a run. */
export const TREATMENTS = {
  run: "runs",
  skip: "is skipped, green, with words for the maintainer; with `forks: run` it runs where the job holds no key",
  queue: "is skipped, green, without a call; with `merge-group: run` it runs",
  named: "runs if `head-ref` names the commit of the checkout by its 40 digits; else refused",
  allowed: "is refused; with `allow-untrusted: true`, and `head-ref` the 40 digits of the checkout and of the pull request's head, it runs",
  refuse: "is refused",
} as const;
export type Treatment = keyof typeof TREATMENTS;

/** Where the commit to compare with comes from, if the input `base-ref` names none. */
export const BASES = {
  "pull-request": "first parent of the merge commit; on the head itself, where it left the base branch",
  "merge-group": "`merge_group.base_sha`",
  before: "the commit before the push; on the first push of a branch there is none (`no-baseline`)",
  named: "must be named",
  none: "",
} as const;

export interface PolicyRow {
  readonly event: Event;
  readonly head: Origin;
  readonly treatment: Treatment;
  readonly base: keyof typeof BASES;
  /** Where margin, pack, budget and their like come from: `base` where the change under judgement may bring its own workflow file. */
  readonly thresholds: "base" | "own";
  readonly why: string;
}

const row = (
  event: Event,
  head: Origin,
  treatment: Treatment,
  base: PolicyRow["base"],
  thresholds: PolicyRow["thresholds"],
  why: string,
): PolicyRow => ({ event, head, treatment, base, thresholds, why });

const NO_SECRETS = "GitHub gives it no secrets, so there is nothing to draw with, and its author is not to blame.";
const NAMED = "Somebody fetched it by hand, maybe from a fork, and a branch can move between the look and the run; a commit cannot.";

export const POLICY: readonly PolicyRow[] = [
  row(
    "pull_request",
    "own",
    "run",
    "pull-request",
    "base",
    "Its author can push to this repository, and so could read its secrets anyway.",
  ),
  row("pull_request", "fork", "skip", "pull-request", "base", NO_SECRETS),
  row("pull_request", "gone", "skip", "pull-request", "base", NO_SECRETS),
  row(
    "pull_request",
    "dependabot",
    "skip",
    "pull-request",
    "base",
    "It gets no secrets of Actions and a token that only reads, like a fork.",
  ),
  row("pull_request_target", "own", "run", "pull-request", "own", "As under pull_request; the workflow file is that of the base branch."),
  row(
    "pull_request_target",
    "fork",
    "allowed",
    "pull-request",
    "own",
    "This event hands the job all secrets, and the head is code of a stranger.",
  ),
  row("pull_request_target", "gone", "allowed", "pull-request", "own", "The fork is gone, its code is not."),
  row("pull_request_target", "dependabot", "skip", "pull-request", "own", "It gets no secrets of Actions here either."),
  row(
    "merge_group",
    "own",
    "queue",
    "merge-group",
    "base",
    "A required check that does not report stalls the queue, and the pull request has its verdict.",
  ),
  row("push", "own", "run", "before", "base", "What is pushed here was pushed by somebody who may."),
  row("push", "dependabot", "skip", "before", "base", "It gets no secrets of Actions, like a fork."),
  row("push", "other", "named", "before", "base", NAMED),
  row("schedule", "own", "run", "named", "own", "It runs what is on the default branch."),
  row("schedule", "other", "named", "named", "own", NAMED),
  row("workflow_dispatch", "own", "run", "named", "own", "Who may start it may push."),
  row("workflow_dispatch", "other", "named", "named", "own", NAMED),
  row("release", "own", "run", "named", "own", "Who may release may push."),
  row("release", "other", "named", "named", "own", NAMED),
  row(
    "workflow_run",
    "own",
    "refuse",
    "none",
    "own",
    "It has all secrets, and its usual reason is a fork. Its second stage is the sub-action `comment`, which runs nothing.",
  ),
];

/** @throws GygesError `action/event` for a pair that the table does not have */
export function ruleOf({ event, origin }: { readonly event: Event; readonly origin: Origin }): PolicyRow {
  const rule = POLICY.find((one) => one.event === event && one.head === origin);
  if (rule !== undefined) return rule;
  throw new GygesError(
    "usage",
    "action/event",
    `the gyges Action has no rule for ${event} with ${ORIGINS[origin]}, so nothing was run.\n  Example:\n    on: pull_request`,
  );
}
