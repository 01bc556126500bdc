/** Of a judge's answer only this much of its end is read, and only so many places are tried. */
const READ_FROM_END = 20_000;
const MOST_TRIED = 100;

/** Every JSON object that stands in a text, in prose, fenced or alone; those within another one are not listed. */
export function jsonObjects(text: string): unknown[] {
  const read = text.slice(-READ_FROM_END);
  const found: unknown[] = [];
  let tried = 0;
  for (let at = read.indexOf("{"); at !== -1 && tried < MOST_TRIED; tried += 1) {
    const end = endOfObject(read, at);
    const value = end === -1 ? undefined : parsed(read.slice(at, end));
    if (value !== undefined) found.push(value);
    at = read.indexOf("{", value === undefined ? at + 1 : end);
  }
  return found;
}

/** Behind the bracket that closes the one at `start`; -1 where none does. Brackets within strings do not count. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted && character === "\\") at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === "{") depth += 1;
    else if (!quoted && character === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
