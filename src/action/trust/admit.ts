import { GygesError } from "../../schema/error.ts";
import type { Reason } from "../../schema/verdict.ts";
import { QUEUE_SKIP } from "../../verdict/without-pairs.ts";
import type { Trigger } from "../event.ts";
import type { Inputs } from "../inputs.ts";
import { keysIn } from "./keys.ts";
import { checkNamedHead } from "./named-head.ts";
import { ORIGINS, ruleOf, type Treatment } from "./policy.ts";

/** Whether a run may start: a row of the policy table applied to this job. */
export type Admission =
  /** `keyless`: a stranger's code runs, so the child gets no variable that may be a key. */
  | { readonly kind: "run"; readonly keyless: boolean }
  /** `isFinal`: green even where `fail-on` names skipped. */
  | { readonly kind: "skip"; readonly reason: Reason; readonly isFinal: boolean };

export type TrustInputs = Pick<Inputs, "forks" | "merge-group" | "allow-untrusted" | "head-ref" | "env-pass">;

/**
 * @param folder any folder of the checkout; where nothing runs it need not be one
 * @throws GygesError `action/untrusted` where keys would meet code that nobody vouched for, `action/head-ref` where what was vouched for is not what is checked out
 */
export async function admit(trigger: Trigger, inputs: TrustInputs, env: NodeJS.ProcessEnv, folder: string): Promise<Admission> {
  const { treatment } = ruleOf(trigger);
  const admission = treatments[treatment]({ trigger, inputs, env });
  if (admission.kind === "run") await checkNamedHead(folder, inputs["head-ref"], treatment === "allowed" || treatment === "named");
  return admission;
}

const RUN: Admission = { kind: "run", keyless: false };

interface Case {
  readonly trigger: Trigger;
  readonly inputs: TrustInputs;
  readonly env: NodeJS.ProcessEnv;
}

const treatments: Readonly<Record<Treatment, (one: Case) => Admission>> = {
  run: () => RUN,
  skip: ({ trigger, inputs, env }) => ofStranger(trigger, inputs, keysIn(env, inputs["env-pass"])),
  queue: ({ inputs }) => (inputs["merge-group"] === "run" ? RUN : inQueue()),
  allowed: ({ trigger, inputs }) =>
    refuseUnless(inputs["allow-untrusted"] && inputs["head-ref"] === trigger.head, () => untrusted(trigger)),
  named: ({ trigger, inputs }) => refuseUnless(inputs["head-ref"] !== undefined, () => unnamed(trigger)),
  refuse: () => {
    throw noEvaluation();
  },
};

function refuseUnless(holds: boolean, error: () => GygesError): Admission {
  if (!holds) throw error();
  return RUN;
}

function ofStranger(trigger: Trigger, { forks }: TrustInputs, keys: readonly string[]): Admission {
  if (forks === "run" && keys.length === 0) return { kind: "run", keyless: true };
  const text = [
    `The head is in ${trigger.from ?? ORIGINS[trigger.origin]}, which gets no provider keys, so no call was made.`,
    forks === "run"
      ? `The input forks: run holds for a job without keys, and this one has ${keys.slice(0, 3).join(", ")}.`
      : "With a model that needs no key, the input forks: run lets it run.",
    trigger.head === null
      ? "To judge it, a maintainer runs the workflow on this branch."
      : `To judge it, a maintainer reads the change, pushes ${trigger.head.slice(0, 12)} to a branch of this repository and opens a pull request from there.`,
  ].join("\n");
  return { kind: "skip", reason: { code: "skipped", text }, isFinal: false };
}

function inQueue(): Admission {
  const text =
    "In the merge queue no call is made: each pull request in it has its verdict already, and this check only has to report.\nTo judge the merged group too, set the input merge-group: run.";
  return { kind: "skip", reason: { code: QUEUE_SKIP, text }, isFinal: true };
}

function noEvaluation(): GygesError {
  return new GygesError(
    "usage",
    "action/untrusted",
    "workflow_run has all secrets of the repository and often follows a fork's pull request, so gyges evaluates nothing under it.\n  Evaluate under pull_request, and comment here:\n    - uses: OWNER/gyges/comment@COMMIT # the commit you have read",
  );
}

function untrusted({ event, from, head }: Trigger): GygesError {
  return new GygesError(
    "usage",
    "action/untrusted",
    `${event} with a head in ${from}: its config, prompts and providers are code that could read this job's secrets, so nothing was run.\n  Use the event pull_request, under which forks are skipped:\n    on: pull_request\n  Or let a person read each commit first: a job with an environment that has required reviewers, a checkout of that commit, and\n    with:\n      allow-untrusted: "true"\n      head-ref: ${head}`,
  );
}

function unnamed({ event, from }: Trigger): GygesError {
  return new GygesError(
    "usage",
    "action/untrusted",
    `under ${event} the checkout is at ${from}: it may be a fork's, whose code could read this job's secrets, so nothing was run.\n  Read the commit, then name it by its 40 digits, never by a branch, which can move:\n    with:\n      head-ref: \${{ inputs.commit }}`,
  );
}
