/** What gyges writes names its schema first, a line of draws as well. */
const FIRST_KEY = /^\uFEFF?\s*\{\s*"schema"\s*:\s*"(gyges\.[\w.-]{1,40})\//;
const OF_DRAWS: ReadonlySet<string> = new Set(["gyges.draw", "gyges.plain-draw"]);

/**
 * The kind of document that a file begins as, without its version; null for lines of draws, and for whatever gyges did not write.
 *
 * @example documentSchema('{"schema": "gyges.verdict/1",') // "gyges.verdict"
 */
export function documentSchema(start: string): string | null {
  const schema = FIRST_KEY.exec(start)?.[1];
  return schema === undefined || OF_DRAWS.has(schema) ? null : schema;
}
