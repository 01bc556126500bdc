import { GygesError } from "../../schema/error.ts";
import { whySkipped, type PullRequestTrigger } from "../event.ts";

/** A row of the trust policy as docs/action.md shows it. */
export interface PolicyRow {
  readonly event: string;
  readonly head: string;
  readonly does: string;
}

/** What the step does by event and by where the head comes from: asked of the code that decides it. */
export function policyRows(): readonly PolicyRow[] {
  const ofPullRequest = (["pull_request", "pull_request_target"] as const).flatMap((event) => [
    { event, head: "this repository", does: doneWith({ event, ...COMMITS, fork: null }) },
    { event, head: "a fork, or one that is gone", does: doneWith({ event, ...COMMITS, fork: "the fork OWNER/NAME" }) },
  ]);
  const others = ["push", "workflow_dispatch"].map((event) => ({
    event,
    head: "this repository",
    does: "judged; the input `base-ref` names the base",
  }));
  return [...ofPullRequest, ...others, { event: "any other", head: "any", does: "refused, with the list of events" }];
}

const COMMITS = { base: "0".repeat(40), head: "0".repeat(40) };

function doneWith(trigger: PullRequestTrigger): string {
  try {
    return whySkipped(trigger) === null ? "judged" : "skipped, green, without a call";
  } catch (cause) {
    if (!(cause instanceof GygesError)) throw cause;
    return "refused, red, before anything of the head is run";
  }
}
