/** Of keys that promptfoo looked for before its first call. Their names come from its output, so nothing but a name passes. */

// Its own words, at the start of a line; what a model wrote may stand further on.
const MISSING = /^\W{0,6}Missing ([A-Z][A-Z0-9_]{0,60}_(?:KEY|TOKEN))\b/gm;

/** @returns what to say where promptfoo found no key for a provider; null where it says nothing of the kind */
export function sayMissingKeys(output: string): string | null {
  const names = [...new Set([...output.matchAll(MISSING)].map((match) => match[1]!))].slice(0, 8);
  if (names.length === 0) return null;
  const exports = names.map((name) => `export ${name}=…`).join("; ");
  return `${names.join(", ")} ${names.length === 1 ? "is" : "are"} not set, and promptfoo makes no call without.\n  ${exports}; then run the same command again.`;
}

const SAID = /^((?:[A-Z][A-Z0-9_]{0,60}_(?:KEY|TOKEN)(?:, )?){1,8}) (?:is|are) not set, and promptfoo makes no call without\.$/;

/** @returns the names in a sentence of {@link sayMissingKeys} */
export function missingKeysIn(sentence: string): readonly string[] {
  return SAID.exec(sentence.split("\n")[0]!)?.[1]!.split(", ") ?? [];
}
