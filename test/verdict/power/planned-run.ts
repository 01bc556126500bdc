import { PolicySchema, type Policy } from "../../../src/schema/verdict.ts";
import { evenShape } from "../../../src/verdict/power/gap-shape.ts";
import type { PlannedRun } from "../../../src/verdict/power/plan.ts";

/** A run of 24 probes in two wordings with nothing known of the model; all else by name. */
export function plannedRun(more: Partial<PlannedRun> & { readonly judging?: Partial<Policy> } = {}): PlannedRun {
  const { judging = {}, ...run } = more;
  return {
    gyges: "0.1.0",
    pack: { name: "core", version: "1.0.0", hash: `sha256:${"0".repeat(64)}` },
    policy: PolicySchema.parse(judging),
    columns: ["support × model"],
    shape: evenShape(24, 2),
    callsPerDraw: 96,
    callsOnce: 24,
    looks: [3, 5, 7, 10],
    cachedBase: null,
    variance: { value: 0.13, source: "assumed", store: null, cells: null, servedModels: [] },
    perCall: {
      promptTokens: { value: 350, source: "estimate" },
      replyTokens: { value: 100, source: "assumed" },
      seconds: { value: 2, source: "assumed" },
      cost: null,
      concurrency: { value: 4, source: "assumed" },
    },
    judgeVotes: null,
    checks: { calls: 0, notices: 0, drawn: 96, withoutQuestion: 0 },
    ...run,
  };
}
