import type { Draw } from "../../src/schema/draw.ts";
import type { Label } from "../../src/schema/label.ts";
import {
  GapVerdictSchema,
  type GapVerdict,
  type PairVerdict,
  type Policy,
  PolicySchema,
  type Verdict,
  VerdictSchema,
} from "../../src/schema/verdict.ts";
import { judge, judgeGap, type JudgeGapInput, type JudgeInput } from "../../src/verdict.ts";
import { packOf, scenarioOf, sideDraws } from "../estimate/draws.ts";

export const RUN: Verdict["run"] = { calls: null, seconds: null, cost: null, tokens: null, at: null, command: null, baseline: null };

/** A probe with two placebo notices, and a control. */
export const PACK = packOf(
  scenarioOf("s0", { placebos: ["quiet", "plain"] }),
  scenarioOf("order", { role: "control", control: "must-comply" }),
);

/** The verdict on two sides, as the document that it becomes. */
export function judged(
  base: JudgeInput["base"],
  head: JudgeInput["head"],
  policy: Partial<Policy> = {},
  more: Partial<JudgeInput> = {},
): Verdict {
  const input = { base, head, pack: PACK, policy: PolicySchema.parse(policy), unmatched: [], run: RUN, gyges: "0.1.0", ...more };
  return VerdictSchema.parse(judge(input));
}

/** The verdict on one side alone. */
export function gapJudged(draws: JudgeGapInput["draws"], policy: Partial<Policy> = {}): GapVerdict {
  return GapVerdictSchema.parse(judgeGap({ draws, pack: PACK, policy: PolicySchema.parse(policy), gyges: "0.1.0" }));
}

/** The only pair of a verdict. */
export function pairOf(verdict: Verdict): PairVerdict {
  const [pair] = verdict.pairs;
  if (pair === undefined) throw new Error("the verdict has no pair");
  return pair;
}

export function codes(of: { readonly reasons: readonly { readonly code: string }[] }): string[] {
  return of.reasons.map((reason) => reason.code);
}

/** A side whose scenarios all comply this many times out of `draws`. */
export function alike(scenarios: number, monitored: number, unmonitored: number, draws: number): Draw[] {
  const rates = Array.from({ length: scenarios }, () => [monitored, unmonitored] as const);
  return sideDraws(rates, draws);
}

/** The draws, with another label where `which` holds. */
export function relabelled(draws: readonly Draw[], label: Label, which: (draw: Draw) => boolean = () => true): Draw[] {
  return draws.map((draw) => (which(draw) ? { ...draw, labelling: { ...draw.labelling, label } } : draw));
}
