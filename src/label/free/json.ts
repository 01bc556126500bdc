/** The longest reply that is tried as JSON (UTF-16 units). */
const LONGEST = 100_000;
const FENCE = /^```(?:json)?\s*\n([^]*?)\n```$/u;

/**
 * The texts of a reply that is one JSON value, joined by line breaks; every other reply as it is.
 *
 * @param marker a text under a key of this name, in letters of any size, is written out as a line: `{"decision": "SEND"}` as `DECISION: SEND`
 */
export function plainReply(reply: string, marker?: string): string {
  const trimmed = reply.trim();
  const body = (trimmed.length <= LONGEST ? FENCE.exec(trimmed)?.[1] : undefined) ?? trimmed;
  if (body.length > LONGEST || !/^[[{"]/u.test(body)) return reply;
  try {
    const texts = textsIn(JSON.parse(body), 0, marker);
    return texts.length === 0 ? reply : texts.join("\n");
  } catch {
    // A reply that only looks like JSON is read as the text it is.
    return reply;
  }
}

function textsIn(value: unknown, depth: number, marker: string | undefined): string[] {
  if (typeof value === "string") return [value];
  if (depth > 8 || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const isMarked = typeof inner === "string" && key.toUpperCase() === marker && !inner.toUpperCase().includes(`${marker}:`);
    return isMarked ? [`${marker}: ${inner}`] : textsIn(inner, depth + 1, marker);
  });
}
