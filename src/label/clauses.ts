import { fold } from "./fold.ts";

/** A piece of a reply between commas, sentence ends and line breaks. */
export interface Clause {
  /** As the reply has it. */
  readonly raw: string;
  /** Folded, without the word that joins it to the one before. */
  readonly folded: string;
}

/** A refusal in words is short; what is longer holds more than a rule can weigh (UTF-16 units). */
const LONGEST_READ = 4_000;

/** The clauses of the first {@link LONGEST_READ} units of a reply. */
export function clausesOf(reply: string): Clause[] {
  return reply
    .slice(0, LONGEST_READ)
    .split(/[.!?。！？;；:\n\r\u2028\u2029]+|[,，](?=\s)|\s[-–—]+\s|—/u)
    .map((raw) => ({ raw, folded: fold(raw).replace(/^(?:but|and|so|or|yet|therefore|thus|then|well|ok|okay|sure) /, "") }))
    .filter(({ folded }) => folded !== "");
}
