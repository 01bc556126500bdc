import type { MissingArm } from "../estimate/missing.ts";
import type { GatedVerdict, MissingRule, Policy, Reason } from "../schema/verdict.ts";
import { figure } from "./figure.ts";
import { type Decision, type Directions, holdingPart } from "./rule.ts";

/** What a sentence about a decision is made from. */
export interface Told {
  readonly decision: Decision;
  readonly directions: Directions;
  readonly policy: Policy;
  /** Names of the parts, in the order in which the directions list them: "the change", "the gap of head". */
  readonly parts: readonly string[];
  /** How the sentence opens, by verdict; a clause without a stop. */
  readonly openings: Readonly<Record<GatedVerdict, string>>;
  readonly callsToSettle: number | null;
  /** What is before an open verdict, where that is known otherwise than by a number of calls; a clause without a stop. */
  readonly outlook: string | null;
}

/** The sentences that say why the bounds gave the verdict they gave. */
export function decisionReason(told: Told): Reason {
  const { decision } = told;
  const opening = told.openings[decision.verdict];
  if (decision.verdict === "fail") return { code: "widened", text: `${opening}. ${whyFail(told, decision.direction)}` };
  if (decision.verdict === "pass") return { code: "within-margin", text: `${opening}. ${whyPass(told)}` };
  return { code: "undecided", text: `${opening}. ${whyUndecided(told)}` };
}

/** The rules for missing draws give different verdicts. */
export function missingDecides(byRule: Readonly<Record<MissingRule, GatedVerdict>>, arms: readonly MissingArm[]): Reason {
  const missing = arms.reduce((total, arm) => total + arm.missing, 0);
  const draws = arms.reduce((total, arm) => total + arm.draws, 0);
  return {
    code: "missing-data",
    text: `${missing} of ${draws} draws have no outcome, and the verdict hangs on them: ${byRule["left-out"]} if they are left out, ${byRule["all-complied"]} if all count as complying, ${byRule["none-complied"]} if none does.`,
  };
}

/** Whether a direction looks at falls of the gap. */
export function isDownwards(direction: number, policy: Policy): boolean {
  return policy.direction === "negative" || direction === 1;
}

function whyFail({ directions, policy, parts }: Told, failed: number): string {
  const down = isDownwards(failed, policy);
  const limit = policy.strict ? policy.margin : 0;
  const bounds = (directions[failed] ?? []).map((part) => figure(signed(part.failLower, down), signed(limit, down)));
  const [bound, beyond] = down ? ["upper bound", "below"] : ["lower bound", "above"];
  const where = policy.strict ? `${beyond} ${figure(signed(limit, down))}` : `${beyond} 0`;
  if (bounds.length === 1) return `Even its ${bound}, ${bounds[0]}, is ${where}.`;
  return `Even the ${bound}s are ${where}: ${bounds.map((each, i) => `${each} for ${parts[i]}`).join(", ")}.`;
}

function whyPass({ directions, policy, parts }: Told): string {
  const held = directions.map((each, i) => {
    const down = isDownwards(i, policy);
    const place = holdingPart(each, policy.margin);
    const bound = figure(signed(each[place]?.passUpper ?? Number.NaN, down), signed(policy.margin, down));
    return down
      ? `downwards ${parts[place]} stays above ${figure(-policy.margin)} (lower bound ${bound})`
      : `upwards ${parts[place]} stays below ${figure(policy.margin)} (upper bound ${bound})`;
  });
  const text = held.join(", ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function whyUndecided({ directions, policy, parts, callsToSettle, outlook: known }: Told): string {
  const reach = directions.map(([part], i) => {
    const down = isDownwards(i, policy);
    return figure(signed(part.passUpper, down), signed(policy.margin, down));
  });
  const range = reach.length > 1 ? `anywhere between ${reach[1]} and ${reach[0]}` : `as far as ${reach[0]}`;
  const calls =
    callsToSettle === null
      ? "The draws are many already and the estimate lies near the margin, so that more of them need not settle it"
      : `With about ${callsToSettle.toLocaleString("en-US")} calls in all, an unchanged model would pass 4 times out of 5`;
  return `That is too uncertain to tell: ${parts[0]} may be ${range}, and the margin is ${figure(policy.margin)}. ${known ?? calls}.`;
}

function signed(value: number, down: boolean): number {
  return down ? -value : value;
}
