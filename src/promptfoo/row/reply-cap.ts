import { hash } from "node:crypto";

const MAX_CHARACTERS = 256 * 1024;
const TAIL_CHARACTERS = 64 * 1024;

/**
 * A text as a draw keeps it: whole up to 262,144 characters, else its start and its end with a note between them that says how much is missing, and
 * the hash of that, so that two replies which differ only there are still told apart. The end stays because that is where a decision line stands.
 */
export function cappedReply(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const head = text.slice(0, MAX_CHARACTERS - TAIL_CHARACTERS).toWellFormed();
  const tail = text.slice(-TAIL_CHARACTERS).toWellFormed();
  const rest = text.slice(MAX_CHARACTERS - TAIL_CHARACTERS, -TAIL_CHARACTERS);
  return `${head}\n[gyges: ${rest.length} characters left out here, sha256 ${hash("sha256", rest).slice(0, 16)}]\n${tail}`;
}
