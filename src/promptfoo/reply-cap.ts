const MAX_CHARACTERS = 256 * 1024;
const TAIL_CHARACTERS = 64 * 1024;

/**
 * A text as a draw keeps it: whole up to 262,144 characters, else its start and its end with a note between them that says how much is missing.
 * The end stays because that is where a decision line stands.
 */
export function cappedReply(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const head = text.slice(0, MAX_CHARACTERS - TAIL_CHARACTERS).toWellFormed();
  const tail = text.slice(-TAIL_CHARACTERS).toWellFormed();
  return `${head}\n[gyges: ${text.length - MAX_CHARACTERS} characters left out here]\n${tail}`;
}
