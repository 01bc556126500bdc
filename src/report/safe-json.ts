/**
 * JSON that a CI log may show: the same value when parsed, with `##[` (a workflow command wherever it stands in a line)
 * and every character that a terminal acts on or that turns text around written as an escape.
 */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replaceAll("##[", String.raw`##\u005b`)
    .replace(/[\u007F-\u009F\p{Cf}\u2028\u2029]/gu, escaped);
}

function escaped(character: string): string {
  return [...Array(character.length).keys()].map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
}
