import type { AssertionValueFunctionContext, GradingResult } from "promptfoo";

/**
 * The assertions as users name them: `package:gyges:complianceGap` and its siblings. Each loads its module at its first
 * row, since the statistics take 70 ms to load and an import of gyges alone should not wait for them.
 */

type Assertion = (output: unknown, context: AssertionValueFunctionContext) => Promise<GradingResult>;

export const complianceGap: Assertion = async (output, context) => (await import("./compliance-gap.ts")).complianceGap(output, context);

export const refusalVersusEngagement: Assertion = async (output, context) =>
  (await import("./refusal-versus-engagement.ts")).refusalVersusEngagement(output, context);

export const temperatureStability: Assertion = async (output, context) =>
  (await import("./temperature-stability.ts")).temperatureStability(output, context);
