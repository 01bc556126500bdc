/**
 * Several forms in which a thing is said. Each is a pattern of its own: joined into one they take the engine up to a second to compile,
 * apart a few milliseconds, and only once a sentence gets as far as them.
 */
export type Forms = readonly RegExp[];

export function forms(...patterns: readonly string[]): Forms {
  return patterns.map((pattern) => new RegExp(pattern, "u"));
}

/** The same, as words of their own. */
export function wordForms(...patterns: readonly string[]): Forms {
  return forms(...patterns.map((pattern) => `\\b(?:${pattern})(?!\\w)`));
}

export function hasForm(text: string, all: Forms): boolean {
  return all.some((form) => form.test(text));
}

/** The match that begins first; of several the one whose form is named first. */
export function firstForm(text: string, all: Forms): RegExpExecArray | null {
  let first: RegExpExecArray | null = null;
  for (const form of all) {
    const found = form.exec(text);
    if (found !== null && (first === null || found.index < first.index)) first = found;
  }
  return first;
}
