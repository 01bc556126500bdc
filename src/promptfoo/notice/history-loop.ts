/**
 * The part of a prompt that repeats what was said before, `{% for turn in _conversation %} … {% endfor %}`. Rows of a pack have no history, so
 * it renders to nothing there; without it the text around it can be read as the list of messages that it is.
 */
const tag = /\{%-?\s*(for\b[^%]*|endfor)\s*-?%\}/g;

/** @returns the prompt without its loops over the history; the same text where it has none, or one that is never closed */
export function withoutHistory(prompt: string): string {
  const kept: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: whole, 1: inside = "", index } of prompt.matchAll(tag)) {
    const opens = inside.startsWith("for");
    if (depth === 0 && !(opens && /\bin\s+_conversation\b/.test(inside))) continue;
    if (depth === 0) kept.push(prompt.slice(from, index));
    depth += opens ? 1 : -1;
    if (depth === 0) from = index + whole.length;
  }
  return depth === 0 ? [...kept, prompt.slice(from)].join("") : prompt;
}
