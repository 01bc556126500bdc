/** Values that Python writes into JSON and JSON does not know. */
const CONSTANT = /-?\bInfinity\b|\bNaN\b/g;

/**
 * Parses JSON as Python writes it, where a score may be `NaN`: such a number becomes null, which is what it means. Linear in the text.
 *
 * @throws SyntaxError for anything else that is no JSON
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!text.includes("NaN") && !text.includes("Infinity")) throw cause;
    return JSON.parse(withoutConstants(text));
  }
}

/** Outside of strings only: what a model wrote stays as it is. */
function withoutConstants(text: string): string {
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    const open = text.indexOf('"', from);
    const end = open === -1 ? text.length : open;
    parts.push(text.slice(from, end).replaceAll(CONSTANT, "null"));
    if (open === -1) break;
    const close = endOfString(text, open);
    parts.push(text.slice(open, close));
    from = close;
  }
  return parts.join("");
}

function endOfString(text: string, open: number): number {
  for (let at = open + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return text.length;
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}
