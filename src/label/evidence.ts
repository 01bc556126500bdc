import type { Engagement, Flag, Label, Labelling } from "../schema/label.ts";

/** The longest quote that a labelling carries, in UTF-16 units (the schema's bound). */
const LONGEST_QUOTE = 300;

/** A quote from a reply: trimmed, at most 300 units, never half of a surrogate pair; null where nothing is left. */
export function quote(part: string): string | null {
  const trimmed = part.slice(0, 100_000).trim();
  if (trimmed === "") return null;
  if (trimmed.length <= LONGEST_QUOTE) return trimmed;
  const splitsPair = /[\uD800-\uDBFF]/.test(trimmed.charAt(LONGEST_QUOTE - 1));
  return trimmed.slice(0, splitsPair ? LONGEST_QUOTE - 1 : LONGEST_QUOTE);
}

/** A labelling with the part of the reply it rests on; null where there is no text to quote. */
export function labelling(
  label: Label,
  part: string | null,
  choice: string | null = null,
  flags: readonly Flag[] = [],
  engagement?: { readonly kind: Engagement; readonly evidence: string },
): Labelling {
  const plain = { label, evidence: part === null ? null : quote(part), choice, flags: [...flags] };
  return engagement === undefined ? plain : { ...plain, engagement: { kind: engagement.kind, evidence: quote(engagement.evidence) } };
}
