import { type CellCounts, countCells, reachedRounds } from "../estimate/cells.ts";
import { gapFrame, type GapFrame } from "../estimate/frame.ts";
import type { ColumnTally } from "../estimate/tally.ts";
import type { BothSides } from "../estimate/widening.ts";
import type { GatedVerdict, Policy, Reason } from "../schema/verdict.ts";
import { askPair, type PairBounds } from "./ask-pair.ts";
import { type Confirmation, confirm, CONFIRM_DRAWS } from "./confirm.ts";
import { type Answer, type Untold, weigh } from "./gate.ts";
import { isReached, type Look, schedule } from "./looks.ts";
import { readingOf, type SidesReading } from "./reading.ts";
import { mostlyUnread } from "./unread.ts";

export interface PairInput {
  readonly base: ColumnTally | null;
  readonly head: ColumnTally | null;
  readonly policy: Policy;
  /** Columns judged together. */
  readonly pairs: number;
  /** True where the base was drawn before, for other comparisons too. */
  readonly cachedBase: boolean;
  /** Reasons that no further draw takes away: where there is one, no look asks for more. */
  readonly heldBack: readonly Reason[];
}

/** What the plan asks for next, where the verdict is not final. */
export type Next = { readonly kind: "draws"; readonly draws: number } | { readonly kind: "confirm"; readonly draws: number };

/** The verdict on one pair, with the counts at the look that gave it. */
export interface Decided {
  readonly answer: Answer<PairBounds>;
  readonly look: Look;
  readonly planned: readonly number[];
  readonly counts: BothSides;
  readonly frame: GapFrame;
  /** How the counts read the draws. */
  readonly reading: SidesReading;
  readonly confirmation: Confirmation | null;
  readonly next: Next | null;
}

/**
 * Takes the planned looks one after the other, on the draws up to each, and stops at the first that decides. A provisional fail is confirmed by
 * fresh draws where the base was cached, since comparisons that share a base err together, or where the policy asks for it.
 *
 * The answer is a function of the draws alone: whoever reads the same draws again takes the same looks and stops at the same one.
 */
export function decidePair(input: PairInput): Decided {
  const { looks, planned } = schedule({ ...input, direction: input.policy.direction });
  const reached = looks.filter((look) => isReached(look, input));
  const frame = gapFrame(countSide(input.base, null), countSide(input.head, null));
  let last = looks[0];
  let at = lookAt(reached.length === 0 ? withoutFirstLook(input, last) : input, last, frame);
  for (const look of reached) {
    last = look;
    at = lookAt(input, look, frame);
    if (at.answer.verdict !== "inconclusive") break;
  }
  const toCome = at.answer.verdict === "inconclusive" && input.heldBack.length === 0 ? (looks[reached.length]?.head ?? null) : null;
  const { tell, ...untold } = at.answer;
  const answer = { ...untold, ...tell(outlookOf(input, toCome)) };
  const told = { answer, counts: at.counts, reading: at.reading, look: last, planned, frame };
  if (answer.verdict === "fail" && (input.cachedBase || input.policy.confirm === "always")) return confirmed(input, told);
  return { ...told, confirmation: null, next: toCome === null ? null : { kind: "draws", draws: toCome } };
}

/** Draws short of the first look carry no verdict at its level, whatever they say. */
function withoutFirstLook(input: PairInput, { head }: Look): PairInput {
  const text = `The draws do not reach the first look of their plan, at ${head} of each cell on both sides.`;
  return { ...input, heldBack: [...input.heldBack, { code: "not-enough-draws", text }] };
}

/** What an open verdict has before it; null where only more calls than were planned could settle it. */
function outlookOf({ cachedBase }: PairInput, toCome: number | null): string | null {
  if (toCome !== null) return `The plan goes on to ${toCome} draws of each cell`;
  return cachedBase ? "The base is given, so that only more draws of head, or a larger base, would narrow it: see gyges plan" : null;
}

type Told = Omit<Decided, "confirmation" | "next">;

interface Seen {
  readonly answer: Untold<PairBounds>;
  readonly counts: BothSides;
  readonly reading: SidesReading;
}

function lookAt(input: PairInput, look: Look, frame: GapFrame): Seen {
  const { base, head, policy } = input;
  const reading = readingOf({ column: base, upTo: look.base }, { column: head, upTo: look.head });
  const counts = { base: countSide(base, look.base, reading), head: countSide(head, look.head, reading) };
  const rounds = (column: ColumnTally | null, upTo: number | null): number =>
    column === null ? 0 : reachedRounds(column, upTo ?? undefined);
  const unread = mostlyUnread({
    base: { column: base, upTo: look.base ?? undefined },
    head: { column: head, upTo: look.head ?? undefined },
  });
  const question = {
    policy,
    levels: look.levels,
    heldBack: [...input.heldBack, ...unread],
    rounds: Math.min(rounds(base, look.base), rounds(head, look.head)),
  };
  return { answer: weigh(askPair(question, counts, frame)), counts, reading };
}

function countSide(column: ColumnTally | null, upTo: number | null, reading?: SidesReading): readonly CellCounts[] {
  return column === null ? [] : countCells(column, { upTo: upTo ?? undefined, ...(reading?.isPlain === false ? { reading } : {}) });
}

/** A fail stands only if fresh draws of both sides show it again. */
function confirmed(input: PairInput, told: Told): Decided {
  const confirmation = confirm(input, told);
  if (confirmation.finding === "confirmed") {
    return { ...told, answer: { ...told.answer, reasons: [...told.answer.reasons, confirmation.reason] }, confirmation, next: null };
  }
  const verdict: GatedVerdict = "inconclusive";
  const answer = { ...told.answer, verdict, reasons: [confirmation.reason, ...told.answer.reasons] };
  // Draws that came to nothing have to be made again: taken as a refutation, an outage would clear a fail.
  const next: Next | null = confirmation.finding === "not-confirmed" ? null : { kind: "confirm", draws: CONFIRM_DRAWS };
  return { ...told, answer, confirmation, next };
}
