/** What is typed behind a flag, on its way to the schema that checks it. What is wrong is left as it was typed, for the schema to refuse and show. */

/** A plain decimal becomes a number; anything else stays as typed. */
export function decimal(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Words separated by commas, without the spaces around them. */
export function listOf(text: string): string[];
export function listOf(text: string | undefined): string[] | undefined;
export function listOf(text: string | undefined): string[] | undefined {
  return text?.split(",").map((one) => one.trim());
}

/** Those that were given: a schema's defaults stand for the others, and a strict one would count `undefined` as a key. */
export function given(flags: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}
