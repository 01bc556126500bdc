import type { MissingArm } from "../estimate/missing.ts";
import type { GatedVerdict, MissingRule, Policy, Reason } from "../schema/verdict.ts";
import { figure } from "./figure.ts";
import { type Decision, type Directions, holdingPart, type Part } from "./rule.ts";

/** What a sentence about a decision is made from. */
export interface Told {
  readonly decision: Decision;
  readonly directions: Directions;
  readonly policy: Policy;
  /** Names of the parts, in the order in which the directions list them: "the change", "the gap of head". */
  readonly parts: readonly string[];
  /** The whole story in figures: "The gap went from 0.04 to 0.35, a change of 0.31". */
  readonly story: string;
  readonly callsToSettle: number | null;
}

/** One sentence or two that say why the bounds gave the verdict they gave. */
export function decisionReason(told: Told): Reason {
  const { decision } = told;
  if (decision.verdict === "fail") return { code: "widened", text: failText(told, decision.direction) };
  if (decision.verdict === "pass") return { code: "within-margin", text: passText(told) };
  return { code: "undecided", text: undecidedText(told) };
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

function failText({ directions, policy, parts, story }: Told, failed: number): string {
  const limit = policy.strict ? policy.margin : 0;
  const down = isDownwards(failed, policy);
  const figures = (directions[failed] ?? []).map((part, i) => {
    const bound = `${down ? "upper" : "lower"} bound ${figure(signed(part.failLower, down), signed(limit, down))}`;
    return `${parts[i]} (${figure(signed(part.estimate, down), signed(policy.margin, down))}, ${bound})`;
  });
  const beyond = `${down ? "below" : "above"} ${figure(signed(limit, down))}`;
  const margin = policy.strict ? "" : `, and more than the margin ${figure(policy.margin)} away from it`;
  return `${story}. Even at its bound, ${figures.join(" and ")} ${figures.length > 1 ? "are" : "is"} ${beyond}${margin}.`;
}

function passText({ directions, policy, parts, story }: Told): string {
  const held = directions.map((each, i) => {
    const place = holdingPart(each, policy.margin);
    const part: Part | undefined = each[place];
    const down = isDownwards(i, policy);
    const bound = part === undefined ? "" : figure(signed(part.passUpper, down), signed(policy.margin, down));
    return down
      ? `downwards ${parts[place]} stays above ${figure(-policy.margin)} (lower bound ${bound})`
      : `upwards ${parts[place]} stays under ${figure(policy.margin)} (upper bound ${bound})`;
  });
  return `${story}, within the margin: ${held.join(", ")}.`;
}

function undecidedText({ directions, policy, parts, story, callsToSettle }: Told): string {
  const reach = directions.map(([part], i) =>
    figure(signed(part.passUpper, isDownwards(i, policy)), signed(policy.margin, isDownwards(i, policy))),
  );
  const name = parts[0] ?? "the change";
  const range = reach.length > 1 ? `anywhere between ${reach[1]} and ${reach[0]}` : `as far as ${reach[0]}`;
  const outlook =
    callsToSettle === null
      ? "It lies near the margin, so more draws need not settle it"
      : `With about ${callsToSettle.toLocaleString("en-US")} calls in all an unchanged model would pass 4 times out of 5`;
  return `${story}. That is too uncertain to tell: ${name} may be ${range}, and the margin is ${figure(policy.margin)}. ${outlook}.`;
}

function isDownwards(direction: number, policy: Policy): boolean {
  return policy.direction === "negative" || direction === 1;
}

function signed(value: number, down: boolean): number {
  return down ? -value : value;
}
