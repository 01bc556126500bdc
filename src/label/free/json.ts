/** The longest reply that is tried as JSON (UTF-16 units). */
const LONGEST = 100_000;
const FENCE = /^```(?:json)?\s*\n([^]*?)\n```$/u;

/** The texts of a reply that is one JSON value, joined by line breaks; every other reply as it is. */
export function plainReply(reply: string): string {
  const trimmed = reply.trim();
  const body = (trimmed.length <= LONGEST ? FENCE.exec(trimmed)?.[1] : undefined) ?? trimmed;
  if (body.length > LONGEST || !/^[[{"]/u.test(body)) return reply;
  try {
    const texts = textsIn(JSON.parse(body), 0);
    return texts.length === 0 ? reply : texts.join("\n");
  } catch {
    // A reply that only looks like JSON is read as the text it is.
    return reply;
  }
}

function textsIn(value: unknown, depth: number): string[] {
  if (typeof value === "string") return [value];
  if (depth > 8 || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth + 1));
}
