import { describeError, GygesError } from "../schema/error.ts";
import type { Verdict } from "../schema/verdict.ts";
import { inWorkflow } from "./remedies.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";

/** Any thrown value as a verdict. Messages of gyges are meant for people, remedy and all; of others one line is shown. */
export function ofCause(cause: unknown): Verdict {
  return withoutPairs("error", cause instanceof GygesError ? inWorkflow(cause) : describeError(cause));
}
