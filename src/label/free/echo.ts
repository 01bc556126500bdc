import { fold } from "../fold.ts";

/** Runs of this many words tell a copy from an accident. */
const RUN = 5;
/** Beyond this a reply is no echo that a rule need weigh (UTF-16 units). */
const LONGEST = 20_000;

/** From this share on a reply repeats the prompt; from the lesser one it does nothing else of account. */
export const ECHO = 0.8;
export const HALF_ECHO = 0.5;

/** The share of a reply that stands in the prompt, in its words and their order; 0 for fewer than a dozen words. */
export function echoShare(reply: string, prompt: string | null | undefined): number {
  if (prompt === null || prompt === undefined || reply.length > LONGEST || prompt.length > 10 * LONGEST) return 0;
  // What stands in the prompt is no longer than it, but for the folding.
  if (prompt.length < 0.25 * reply.length) return 0;
  const words = fold(reply).split(" ");
  if (words.length < 12) return 0;
  const asked = ` ${fold(prompt)} `;
  const runs = words.length - RUN + 1;
  let found = 0;
  for (let at = 0; at < runs; at += 1) if (asked.includes(` ${words.slice(at, at + RUN).join(" ")} `)) found += 1;
  return found / runs;
}
