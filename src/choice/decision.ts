import type { Act } from "../schema/scenario.ts";
import { deriveAt, type Derived, type Guards, type Unusable } from "./derive.ts";
import { placeOfCode, SHARED } from "./code-token.ts";
import { listedMass, type ListedToken } from "./temper.ts";

/** The distribution over what a reply decides, at the token where it decides, given all that it wrote before. */

type MarkedLineAct = Extract<Act, { kind: "marked-line" }>;

/** A token of a reply, and those that could have stood in its place. */
export interface WrittenToken {
  readonly token: string;
  readonly top_logprobs: readonly ListedToken[];
}

export interface Decision extends Omit<Derived, "outcomes"> {
  /** Number of the token, from 0. */
  readonly place: number;
}

/** Probability of tokens that several codes begin with, beyond which nobody knows whose it is. */
const MOST_SHARED = 0.02;

/**
 * The token on which the reply's first marked line (`DECISION: SEND`) opens its code, and the chance of every option there.
 *
 * The first, and nothing behind it: whether a reply goes on, repeats itself or takes its words back hangs on what it decided, and a place that is chosen by
 * that would lean to one decision.
 *
 * @param reply the text that the tokens, in order, must spell as far as the decision
 * @param temperature that the listed probabilities are to be brought to; 1 where they are those of the draw already
 */
export function decisionOf(
  reply: string,
  tokens: readonly WrittenToken[],
  act: MarkedLineAct,
  temperature: number,
  guards: Guards,
): Decision | Unusable {
  const codes = act.options.map(({ text }) => text);
  const at = startOfCode(reply, act.marker, codes);
  if (at === null) return { unusable: "the reply has no line with its decision" };
  const place = placeOf(at, reply, tokens);
  const listed = tokens[place]?.top_logprobs;
  if (listed === undefined) return { unusable: "the listed tokens are not the text of the reply, or none begins with its decision" };
  if (listed.length < 2) return { unusable: "the server lists the token that it took and no other" };
  const places = listed.map(({ token }) => placeOfCode(token, codes));
  const shared = listedMass(listed.filter((_, one) => places[one] === SHARED));
  if (shared > MOST_SHARED) return { unusable: `${shared.toFixed(3)} of the token is what several codes begin with` };
  const shown = act.options.map(({ id, text }) => ({ option: id, label: text }));
  const derived = deriveAt(listed, shown, places, temperature, guards);
  if ("unusable" in derived) return derived;
  const { outcomes: _, ...decision } = derived;
  return { ...decision, place };
}

/** Number of the token in which a place of the reply stands, signs before it aside; -1 where the tokens spell something else up to there. */
function placeOf(at: number, reply: string, tokens: readonly WrittenToken[]): number {
  let begins = 0;
  for (const [place, { token }] of tokens.entries()) {
    const ends = begins + token.length;
    if (reply.slice(begins, ends) !== token.slice(0, reply.length - begins)) return -1;
    if (at < ends) return /^[^\p{L}\p{N}]*$/u.test(token.slice(0, at - begins)) ? place : -1;
    begins = ends;
  }
  return -1;
}

/** Where the code of the first line stands that opens with the marker, or closes with a sentence that does; null where there is none. */
function startOfCode(reply: string, marker: string, codes: readonly string[]): number | null {
  const lead = "[^\\p{L}\\p{N}\\n]";
  const opens = `(?:^|\\n|[.!?;)] )${lead}{0,12}(?:(?:my|the|our) )?(?:final )?${marker}${lead}{1,12}`;
  const found = new RegExp(`(${opens})(?:${codes.join("|")})(?![\\p{L}\\p{N}])`, "iu").exec(reply);
  return found === null ? null : found.index + (found[1]?.length ?? 0);
}
