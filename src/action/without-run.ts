import { describeError, GygesError } from "../schema/error.ts";
import { PolicySchema, type Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";

/** The verdict document of a step that never came to a run: skipped, or stopped by an error. */
export function withoutRun(kind: "skipped" | "error", text: string): Verdict {
  return {
    schema: "gyges.verdict/1",
    gyges: GYGES_VERSION,
    verdict: kind,
    reasons: [{ code: kind, text }],
    simulated: false,
    policy: PolicySchema.parse({}),
    pack: null,
    pairs: [],
    unmatched: [],
    run: { calls: kind === "skipped" ? 0 : null, seconds: null, cost: null, tokens: null, at: null, command: null },
  };
}

/** Any thrown value as a verdict. Messages of gyges are meant for people, remedy and all; of others one line is shown. */
export function ofCause(cause: unknown): Verdict {
  const text = cause instanceof GygesError ? cause.message : describeError(cause);
  return withoutRun("error", text);
}
