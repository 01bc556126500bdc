/**
 * Shorter ids tell no reply from its copy. Ollama numbers its replies `chatcmpl-0` to `chatcmpl-998` at random, so that two of fifty draws share one;
 * those of hosted APIs carry 20 random characters and more.
 */
const SHORTEST = 16;
const LONGEST = 300;

/** The id of a reply as a draw keeps it; null for none, and for one that another reply may have too. */
export function distinctId(id: string | null | undefined): string | null {
  return id === null || id === undefined || id.length < SHORTEST ? null : id.slice(0, LONGEST).toWellFormed();
}
