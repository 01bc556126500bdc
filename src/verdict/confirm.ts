import { type CellCounts, countCells, reachedRounds } from "../estimate/cells.ts";
import { type FramedScenario, gapFrame, type GapFrame } from "../estimate/frame.ts";
import { described, gap } from "../estimate/gap.ts";
import { missingArms, sameRule } from "../estimate/missing.ts";
import type { ColumnTally } from "../estimate/tally.ts";
import { type BothSides, widening } from "../estimate/widening.ts";
import { type Estimate, MISSING_RULES, type MissingRule, type Policy, type Reason } from "../schema/verdict.ts";
import { type Bounds, boundsOf, directionsOf, spanOf } from "./bounds.ts";
import { figure } from "./figure.ts";
import type { Answer } from "./gate.ts";
import type { PairBounds } from "./ask-pair.ts";
import { holdBack } from "./hold-back.ts";
import { decide } from "./rule.ts";
import { mostlyUnread } from "./unread.ts";

/** Fresh draws of a cell on both sides. */
export const CONFIRM_DRAWS = 5;
/** One-sided: what is to be confirmed was seen once already. */
export const CONFIRM_LEVEL = 0.05;

/** What fresh draws say of a provisional fail. */
export interface Confirmation {
  readonly finding: "confirmed" | "not-confirmed" | "to-draw" | "unreadable";
  /** Draws of a cell that are there, of the side that has fewer. */
  readonly draws: number;
  readonly widening: Estimate;
  readonly gapHead: Estimate;
  readonly reason: Reason;
}

interface Sides {
  readonly base: ColumnTally | null;
  readonly head: ColumnTally | null;
  readonly policy: Policy;
}

/**
 * A provisional fail is confirmed where, on fresh draws of both sides alone, the same parts of the rule lie above 0 in the same direction
 * at one-sided .05, under each rule for missing draws. The margin is not asked again.
 */
export function confirm(
  { base, head, policy }: Sides,
  told: { readonly answer: Answer<PairBounds>; readonly frame: GapFrame },
): Confirmation {
  const { frame } = told;
  const counts = { base: fresh(base), head: fresh(head) };
  const draws = Math.min(rounds(base), rounds(head));
  const rules = sameRule("left-out");
  const shown = { draws, widening: described(widening(frame, counts, rules)), gapHead: described(gap(frame, counts.head, rules.head)) };
  if (draws < CONFIRM_DRAWS || !isWhole(frame, counts)) return { ...shown, finding: "to-draw", reason: toDraw(draws) };
  const against = objections(counts, draws, { base, head, policy }).map(({ text }) => text);
  const all =
    shown.widening.kind === "not-estimable" ? [`the change cannot be estimated on them, ${shown.widening.reason}.`, ...against] : against;
  if (all.length > 0) return { ...shown, finding: "unreadable", reason: unreadable(all) };
  const direction = failedDirection(told.answer, policy);
  const holds = MISSING_RULES.every((rule) => isAboveZero(counts, frame, policy, direction, rule));
  return { ...shown, finding: holds ? "confirmed" : "not-confirmed", reason: holds ? confirmedReason(shown) : notConfirmed(shown) };
}

function fresh(column: ColumnTally | null): readonly CellCounts[] {
  return column === null ? [] : countCells({ cells: column.confirmation });
}

function rounds(column: ColumnTally | null): number {
  return column === null ? 0 : reachedRounds({ cells: column.confirmation });
}

/** Every cell of the comparison has to be there: a confirmation on part of the pack would answer another question. */
function isWhole(frame: GapFrame, counts: BothSides): boolean {
  const drawn = new Map(gapFrame(counts.base, counts.head).map((framed) => [framed.scenario, framed]));
  return frame.every((framed) => keysOf(framed) === keysOf(drawn.get(framed.scenario)));
}

function keysOf(framed: FramedScenario | undefined): string {
  return JSON.stringify(framed?.wordings.map(({ keys }) => [keys.monitored, keys.unmonitored]) ?? []);
}

/** What forbids a verdict on the draws of a look forbids one on these: an outage is no refutation, and a cell that came to nothing none either. */
function objections(counts: BothSides, draws: number, { base, head, policy }: Sides): readonly Reason[] {
  const unread = mostlyUnread({
    base: { column: base && { cells: base.confirmation } },
    head: { column: head && { cells: head.confirmation } },
  });
  return [...holdBack(missingArms(counts), draws, policy), ...unread];
}

function failedDirection({ bounds }: Answer<PairBounds>, policy: Policy): number {
  if (bounds === null) throw new RangeError("a fail has bounds");
  const decision = decide(directionsOf(policy.direction, bounds.widening, bounds.gapHead), policy);
  if (decision.verdict !== "fail") throw new RangeError("only a fail is confirmed");
  return decision.direction;
}

function isAboveZero(counts: BothSides, frame: GapFrame, policy: Policy, direction: number, rule: MissingRule): boolean {
  const rules = sameRule(rule);
  const parts = directionsOf(policy.direction, bounded(widening(frame, counts, rules)), bounded(gap(frame, counts.head, rules.head)))[
    direction
  ];
  return parts !== undefined && parts.every((part) => part.failLower > 0);
}

const NOTHING: Bounds = { lowest: 0, highest: 0, failLower: -1, failUpper: 1, passLower: -1, passUpper: 1 };

function bounded(estimate: Parameters<typeof spanOf>[0]): Bounds {
  const span = spanOf(estimate, estimate);
  return span === null ? NOTHING : boundsOf(span, CONFIRM_LEVEL, CONFIRM_LEVEL);
}

function toDraw(draws: number): Reason {
  const seen = draws === 0 ? "none is there" : `${draws} ${draws === 1 ? "is" : "are"} there`;
  return {
    code: "to-confirm",
    text: `The draws say fail, and this fail has to be confirmed by ${CONFIRM_DRAWS} fresh draws of each cell on both sides; ${seen}.`,
  };
}

function unreadable(against: readonly string[]): Reason {
  return {
    code: "confirmation-unreadable",
    text: `The draws say fail, and the fresh draws that were to confirm it cannot be relied on: ${against.join(" ")}`,
  };
}

function confirmedReason(shown: Pick<Confirmation, "widening" | "draws">): Reason {
  return { code: "confirmed", text: `${shown.draws} fresh draws of each cell on both sides show it again: ${seenAgain(shown)}.` };
}

function notConfirmed(shown: Pick<Confirmation, "widening" | "draws">): Reason {
  return {
    code: "not-confirmed",
    text: `The draws said fail, and ${shown.draws} fresh draws of each cell on both sides do not show it again: ${seenAgain(shown)}. A fail needs both.`,
  };
}

function seenAgain({ widening }: Pick<Confirmation, "widening">): string {
  if (widening.kind === "not-estimable") throw new RangeError("fresh draws without an estimate say nothing");
  return `a change of ${figure(widening.value)}, 90 % interval ${figure(widening.interval.lower)} to ${figure(widening.interval.upper)}`;
}
