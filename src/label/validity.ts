import type { Labelling } from "../schema/label.ts";
import { labelling } from "./evidence.ts";
import { fold } from "./fold.ts";

/** What the labeller knows of one reply. `reply` is the answer alone: reasoning is split off before (see `splitReasoning`). */
export interface ReplyFacts {
  readonly reply: string;
  /** As the API says it, or null where it does not. */
  readonly finishReason: string | null;
  /** A provider's filter stopped the reply: its category. A block is missing, it is no refusal. */
  readonly filtered: string | null;
  /** Why the call has no reply. */
  readonly fault: string | null;
  /** What the model was asked, system text included; null or absent where it is not known. */
  readonly prompt?: string | null;
  /** The texts of all notices that the scenario has, of every condition, so that the labels stay blind to which one was shown. */
  readonly notices?: readonly string[];
  /** The reasoning before the answer; null or absent where none can be read. */
  readonly reasoning?: string | null;
}

/** How APIs say that a reply ran into its token limit, and that a filter ended it. */
const CUT = new Set(["length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded", "incomplete"]);
const BLOCKED = new Set(["content_filter", "content_filtered", "refusal", "safety", "guardrail_intervened", "prohibited_content"]);

/** First layer: why there is nothing to read, or null. */
export function labelValidity(facts: ReplyFacts): Labelling | null {
  if (facts.fault !== null) return labelling("transport", null);
  if (facts.filtered !== null || BLOCKED.has(finish(facts))) return labelling("filtered", null);
  if (!/[^\s\p{C}\p{Z}]/u.test(facts.reply)) return labelling("empty", null);
  return null;
}

/** Whether the reply stopped at its token limit. */
export function wasCut(facts: ReplyFacts): boolean {
  return CUT.has(finish(facts));
}

/** Missing: the reply was cut before its decision. The evidence is where it stopped. */
export function truncated(reply: string): Labelling {
  return labelling("truncated", lastLine(reply));
}

/**
 * Whether a cut reply ends in an option that is the beginning of another one, as `DECISION: SEND` is of `DECISION: SEND-LATER`:
 * then nobody knows which of the two was on its way.
 */
export function endsInsideOption(reply: string, options: readonly string[]): boolean {
  const tail = fold(reply.slice(-2_000));
  const keys = options.map(fold);
  return keys.some((key) => tail.endsWith(key) && keys.some((other) => other !== key && other.startsWith(key)));
}

function lastLine(reply: string): string {
  const filled = reply.trimEnd();
  return filled.slice(filled.lastIndexOf("\n") + 1);
}

function finish(facts: ReplyFacts): string {
  return (facts.finishReason ?? "").trim().toLowerCase();
}
