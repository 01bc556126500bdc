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
const ORIGIN_NAMES: readonly Origin[] = ["own", "fork", "gone", "dependabot", "other"];

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

interface EventRule {
  readonly base: PolicyRow["base"];
  readonly thresholds: PolicyRow["thresholds"];
  readonly heads: Readonly<Partial<Record<Origin, readonly [Treatment, string]>>>;
}

const NO_SECRETS = "GitHub gives it no secrets, so there is nothing to draw with, and its author is not to blame.";
const LIKE_A_FORK = "It gets no secrets of Actions and a token that only reads, like a fork.";
const BY_HAND = "Somebody fetched it by hand, maybe from a fork, and a branch can move between the look and the run; a commit cannot.";

const RULES: Readonly<Record<Event, EventRule>> = {
  pull_request: {
    base: "pull-request",
    thresholds: "base",
    heads: {
      own: ["run", "Its author can push to this repository, and so could read its secrets anyway."],
      fork: ["skip", NO_SECRETS],
      gone: ["skip", NO_SECRETS],
      dependabot: ["skip", LIKE_A_FORK],
    },
  },
  pull_request_target: {
    base: "pull-request",
    thresholds: "own",
    heads: {
      own: ["run", "As under pull_request; the workflow file is that of the base branch."],
      fork: ["allowed", "This event hands the job all secrets, and the head is code of a stranger."],
      gone: ["allowed", "The fork is gone, its code is not."],
      dependabot: ["skip", LIKE_A_FORK],
    },
  },
  merge_group: {
    base: "merge-group",
    thresholds: "base",
    heads: { own: ["queue", "A required check that does not report stalls the queue, and the pull request has its verdict."] },
  },
  push: {
    base: "before",
    thresholds: "base",
    heads: {
      own: ["run", "What is pushed here was pushed by somebody who may."],
      dependabot: ["skip", LIKE_A_FORK],
      other: ["named", BY_HAND],
    },
  },
  schedule: {
    base: "named",
    thresholds: "own",
    heads: { own: ["run", "It runs what is on the default branch."], other: ["named", BY_HAND] },
  },
  workflow_dispatch: {
    base: "named",
    thresholds: "own",
    heads: { own: ["run", "Who may start it may push."], other: ["named", BY_HAND] },
  },
  release: {
    base: "named",
    thresholds: "own",
    heads: { own: ["run", "Who may release may push."], other: ["named", BY_HAND] },
  },
  workflow_run: {
    base: "none",
    thresholds: "own",
    heads: {
      own: ["refuse", "It has all secrets, and its usual reason is a fork. Its second stage, the sub-action `comment`, runs nothing."],
    },
  },
};

/** The table, a row for each event and origin. */
export const POLICY: readonly PolicyRow[] = EVENTS.flatMap((event) => {
  const { base, thresholds, heads } = RULES[event];
  return ORIGIN_NAMES.flatMap((head) => {
    const [treatment, why] = heads[head] ?? [];
    return treatment === undefined || why === undefined ? [] : [{ event, head, treatment, base, thresholds, why }];
  });
});

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
