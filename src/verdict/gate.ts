import { type MissingArm, sameRule, WORST_CASE } from "../estimate/missing.ts";
import type { SideRules } from "../estimate/widening.ts";
import { type GatedVerdict, type Interval, MISSING_RULES, type MissingRule, type Policy, type Reason } from "../schema/verdict.ts";
import { lowerBound, upperBound } from "../stats/fixed-pack.ts";
import type { Span } from "./bounds.ts";
import { holdBack } from "./hold-back.ts";
import { agreed, type Decision, type Directions } from "./rule.ts";
import { missingDecides } from "./sentences.ts";
import { NOTICE_CODES } from "./understanding.ts";

/** What the bounds say under one treatment of the missing draws. */
export interface Reading<B> {
  readonly bounds: B;
  /** The estimate that the worst case is printed for. */
  readonly main: Span;
  readonly directions: Directions;
  readonly decision: Decision;
}

/** One question to the gate: how its draws read, and what may forbid an answer. */
export interface Question<B> {
  readonly policy: Policy;
  readonly arms: readonly MissingArm[];
  /** Draws in the fullest cell of the side that has fewest. */
  readonly rounds: number;
  /** Why there is no estimate; null where there is one. */
  readonly notEstimable: string | null;
  readonly heldBack: readonly Reason[];
  /** Reads lower bounds under the first treatment of missing draws, upper bounds under the second; null without an estimate. */
  readonly read: (lowest: SideRules, highest: SideRules) => Reading<B> | null;
  readonly callsToSettle: () => number | null;
  readonly tell: (reading: Reading<B>, calls: number | null, outlook: string | null) => Reason;
}

export interface Answer<B> {
  readonly verdict: GatedVerdict;
  readonly reasons: Reason[];
  /** The bounds of the treatment that gates; null without an estimate. */
  readonly bounds: B | null;
  readonly byMissingRule: Record<MissingRule, GatedVerdict>;
  readonly worstCase: Interval | null;
  readonly callsToSettle: number | null;
}

/** An answer whose words are still to be found: of several looks only the last is told. */
export interface Untold<B> extends Omit<Answer<B>, "reasons" | "callsToSettle"> {
  /** @param outlook what is before an open verdict, where that is known otherwise than by a number of calls */
  readonly tell: (outlook: string | null) => Pick<Answer<B>, "reasons" | "callsToSettle">;
}

/** The answer that the bounds give, unless something about the draws forbids one: then `inconclusive`, and why. */
export function gate<B>(question: Question<B>): Answer<B> {
  const { tell, ...untold } = weigh(question);
  return { ...untold, ...tell(null) };
}

/** {@link gate} without its words. */
export function weigh<B>(question: Question<B>): Untold<B> {
  const { policy, arms } = question;
  const { worst, byRule } = readings(question);
  const byMissingRule = perRule((rule) => byRule[rule]?.decision.verdict ?? "inconclusive");
  const reading = policy.missing === "worst-case" ? worst : byRule["left-out"];
  const against = standing(objections(question), reading);
  if (policy.missing === "rules" && against.length === 0 && agreed(MISSING_RULES.map((rule) => byMissingRule[rule])) === null) {
    against.push(missingDecides(byMissingRule, arms));
  }
  const free = against.length === 0 ? reading : null;
  const verdict = free?.decision.verdict ?? "inconclusive";
  return {
    verdict,
    bounds: reading?.bounds ?? null,
    byMissingRule,
    worstCase: worst && { lower: lowerBound(worst.main.lowest, 0.05), upper: upperBound(worst.main.highest, 0.05) },
    tell: (outlook) => {
      const drawsHelp = verdict === "inconclusive" && outlook === null && against.every(({ code }) => code === "not-enough-draws");
      const calls = drawsHelp ? question.callsToSettle() : null;
      return { reasons: free === null ? against : [question.tell(free, calls, outlook)], callsToSettle: calls };
    },
  };
}

/**
 * What is known of the notices withholds a pass and takes back no fail: who does not understand a notice cannot show a gap, so a gap that is there was no
 * misunderstanding. Else one line in head's prompt that keeps the model from answering would turn a red pull request yellow.
 */
function standing(against: readonly Reason[], reading: Reading<unknown> | null): Reason[] {
  const isFail = reading?.decision.verdict === "fail";
  return against.filter(({ code }) => !(isFail && NOTICE_CODES.has(code)));
}

/** Where no draw is missing, every treatment of the missing ones reads alike. */
function readings<B>({ read, arms }: Question<B>): { worst: Reading<B> | null; byRule: Record<MissingRule, Reading<B> | null> } {
  if (arms.every((arm) => arm.missing === 0)) {
    const only = read(sameRule("left-out"), sameRule("left-out"));
    return { worst: only, byRule: perRule(() => only) };
  }
  return { worst: read(WORST_CASE.lowest, WORST_CASE.highest), byRule: perRule((rule) => read(sameRule(rule), sameRule(rule))) };
}

type Draws = Pick<Question<never>, "notEstimable" | "arms" | "rounds" | "policy" | "heldBack">;

function objections({ notEstimable, arms, rounds, policy, heldBack }: Draws): Reason[] {
  const unknown = notEstimable === null ? [] : [{ code: "not-estimable", text: notEstimable }];
  return [...unknown, ...holdBack(arms, rounds, policy), ...heldBack];
}

function perRule<T>(read: (rule: MissingRule) => T): Record<MissingRule, T> {
  return { "left-out": read("left-out"), "all-complied": read("all-complied"), "none-complied": read("none-complied") };
}
