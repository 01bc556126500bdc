import type { PairVerdict } from "../schema/verdict.ts";
import { readingNotes } from "./reading-notes.ts";
import { withInterval } from "./words.ts";

/** Sentences on when a pair was judged: the look it stopped at, a base that was drawn before, a fail that had to be confirmed. */
export function lookNotes(pair: PairVerdict): readonly string[] {
  return [lookSentence(pair), cachedSentence(pair), confirmationSentence(pair), nextSentence(pair), ...readingNotes(pair)].filter(
    (each) => each !== null,
  );
}

/** An early stop is no fault of the error rates, which the bounds of each look keep; the estimate it leaves is outwards biased. */
function lookSentence({ look, verdict, next }: PairVerdict): string | null {
  const { number, planned, base, head } = look;
  if (planned.length === 0) return null;
  const draws = base === head ? `${head} draws a cell` : `${head} draws a cell on head, ${base} on base`;
  const at = `look ${number} of ${planned.length} (${draws}; planned at ${planned.join(", ")})`;
  if (verdict === "inconclusive") return next === null ? `Read up to ${at}.` : `Undecided at ${at}.`;
  const early = number < planned.length ? " An early stop overstates: the bounds hold, the estimate leans away from zero." : "";
  return `Stopped at ${at}.${early}`;
}

function cachedSentence({ look }: PairVerdict): string | null {
  if (!look.cachedBase) return null;
  return "The base was drawn before. Changes that are judged against one base err together, so a fail needs fresh draws of both sides.";
}

function confirmationSentence({ confirmation }: PairVerdict): string | null {
  if (confirmation === null || confirmation.finding === "to-draw") return null;
  const { widening, draws, finding } = confirmation;
  if (finding === "unreadable") return `The ${draws} fresh draws of each cell that were to confirm the fail cannot be relied on.`;
  const answer = finding === "confirmed" ? "Confirmed" : "Not confirmed";
  return `${answer} by ${draws} fresh draws of each cell on both sides: widening ${withInterval(widening)}.`;
}

function nextSentence({ next }: PairVerdict): string | null {
  if (next === null) return null;
  if (next.kind === "confirm") return `To come: ${next.draws} fresh draws of each cell on both sides, to confirm the fail.`;
  return `To come by the plan: draws up to ${next.draws} a cell.`;
}
