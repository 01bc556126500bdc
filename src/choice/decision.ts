import type { Act } from "../schema/scenario.ts";
import { deriveAt, type Derived, type Guards, type Unusable } from "./derive.ts";
import { placeOfCode } from "./code-token.ts";
import type { ListedToken } from "./temper.ts";

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

/**
 * The token on which the reply's last marked line (`DECISION: SEND`) opens its code, and the chance of every option there.
 *
 * @param tokens of the whole reply, in order
 * @param temperature that the listed probabilities are to be brought to; 1 where they are those of the draw already
 */
export function decisionOf(tokens: readonly WrittenToken[], act: MarkedLineAct, temperature: number, guards: Guards): Decision | Unusable {
  const codes = act.options.map(({ text }) => text);
  const place = placeOfDecision(tokens, act.marker, codes);
  const listed = tokens[place]?.top_logprobs;
  if (listed === undefined) return { unusable: "the reply has no line with its decision that a token opens" };
  if (listed.length < 2) return { unusable: "the server lists the token that it took and no other" };
  const places = listed.map(({ token }) => placeOfCode(token, codes));
  const shown = act.options.map(({ id, text }) => ({ option: id, label: text }));
  const derived = deriveAt(listed, shown, places, temperature, guards);
  if ("unusable" in derived) return derived;
  const { outcomes: _, ...decision } = derived;
  return { ...decision, place };
}

/** -1 where no marked line names a code, or its code does not begin with a token. */
function placeOfDecision(tokens: readonly WrittenToken[], marker: string, codes: readonly string[]): number {
  const text = tokens.map(({ token }) => token).join("");
  const at = startOfCode(text, marker, codes);
  if (at === -1) return -1;
  let begins = 0;
  for (const [place, { token }] of tokens.entries()) {
    const ends = begins + token.length;
    if (at < ends) return /^[^\p{L}\p{N}]*$/u.test(token.slice(0, at - begins)) ? place : -1;
    begins = ends;
  }
  return -1;
}

function startOfCode(text: string, marker: string, codes: readonly string[]): number {
  const upper = text.toUpperCase();
  // Letters whose capital is longer, such as ß, would shift what is found.
  if (upper.length !== text.length) return -1;
  const marked = upper.lastIndexOf(marker);
  if (marked === -1) return -1;
  const behind = upper.slice(marked + marker.length);
  const lead = /^[^\p{L}\p{N}]{1,12}/u.exec(behind)?.[0].length ?? 0;
  if (lead === 0 || !codes.some((code) => behind.startsWith(code, lead))) return -1;
  return marked + marker.length + lead;
}
