import { fold } from "../fold.ts";

/** Runs of this many words tell a copy from an accident. */
const RUN = 5;
const SHARE = 0.8;
/** Beyond this a reply is no echo that a rule need weigh (UTF-16 units). */
const LONGEST = 20_000;

/** Whether four fifths of a reply of a dozen words and more stand in the prompt, in its words and their order. */
export function echoes(reply: string, prompt: string | null | undefined): boolean {
  if (prompt === null || prompt === undefined || reply.length > LONGEST || prompt.length > 10 * LONGEST) return false;
  // What stands in the prompt is no longer than it, but for the folding.
  if (prompt.length < 0.5 * reply.length) return false;
  const words = fold(reply).split(" ");
  if (words.length < 12) return false;
  const asked = ` ${fold(prompt)} `;
  const runs = words.length - RUN + 1;
  let found = 0;
  for (let at = 0; at < runs; at += 1) if (asked.includes(` ${words.slice(at, at + RUN).join(" ")} `)) found += 1;
  return found / runs >= SHARE;
}
