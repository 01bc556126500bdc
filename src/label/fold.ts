/** Brings texts that a reader would call the same to the same string, so that every rule compares like with like. */

import { withoutHtml } from "./html.ts";

/** What shows nothing: controls, zero-width and bidi marks, soft hyphens, variation selectors, joiners, lone surrogates, the keycap frame, blank fillers. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\uFE00-\uFE0F\u{E0100}-\u{E01EF}\u20E3\u115F\u1160\u3164\uFFA0]|\u034F|\u17B4|\u17B5|[\u180B-\u180F]/gu;
/** Spaces, and the braille cell without dots, which looks like one. */
const SPACES = /[\s\u2800]+/gu;
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;
/** Any of the signs below that have a plain form. */
const CURVED = /[‘’‚‛′‵´ʼ‹›“”„‟″«»「」『』《》\p{Pd}−꞉∶ː˸׃։`]/u;
const SINGLE_QUOTE = /[‘’‚‛′‵´ʼ‹›]/gu;
const DOUBLE_QUOTE = /[“”„‟″«»「」『』《》]/gu;
/** Signs that stand for a colon without being one. */
const COLON = /[꞉∶ː˸׃։]/gu;
/** A backtick that stands for an apostrophe, as in can`t; the others are markdown. */
const TYPED_APOSTROPHE = /(?<=\p{L})`(?=\p{L})/gu;
const DASH = /[\p{Pd}−]/gu;
const EMPHASIS = /[*`]|~~/gu;
/** Underscores at the edge of a word are emphasis, inside a word they are text. */
const EDGE_UNDERSCORE = /(?<![\p{L}\p{M}\p{N}])_+|_+(?![\p{L}\p{M}\p{N}])/gu;
const ASCII = /^[\t\n\r -~]*$/;
/** Quotes, heading and quotation marks and bullets before a text. Anchored, one class a step: linear. */
const OPENING = /^(?:[\s"'#>•·‣▪◦●○]|[-+](?=\s))+/u;

/**
 * The text without its dress, letters as they were: NFKC, straight quotes, plain dashes, nothing invisible, no pictures, no
 * markdown emphasis, no HTML dress, no quotes or bullets around it, one space between words (line breaks too).
 *
 * Letters that only look alike across scripts (a Cyrillic а) stay different: they make a reply unrecognised, never another choice.
 */
export function tidy(text: string): string {
  return trimQuotes(withoutHtml(ASCII.test(text) ? withoutMarks(text) : undressed(text)).replace(/\s{2,}|[^\S ]/g, " "));
}

/** {@link tidy} in lower case: the form in which texts are compared. */
export function fold(text: string): string {
  return tidy(text).toLowerCase();
}

/** {@link fold} of a part of a tidied text. */
export function foldPart(tidied: string): string {
  return trimQuotes(tidied).toLowerCase();
}

/** Removes closing punctuation from a folded text: `turn left.` and `turn left` are one answer. */
export function withoutClosing(folded: string): string {
  let end = folded.length;
  while (end > 0 && " .,;:!\"'".includes(folded.charAt(end - 1))) end -= 1;
  return folded.slice(0, end);
}

function undressed(text: string): string {
  const plain = strip(strip(straighten(text)).normalize("NFKC"));
  return straighten(plain.normalize("NFKC")).replace(EDGE_UNDERSCORE, "").normalize("NFKC");
}

/** What {@link undressed} does to a text in which only markdown can be amiss: most texts are, and it is ten times as fast. */
function withoutMarks(text: string): string {
  if (!/[`*~_]/.test(text)) return text;
  return text.replace(TYPED_APOSTROPHE, "'").replace(EMPHASIS, "").replace(EMPHASIS, "").replace(EDGE_UNDERSCORE, "");
}

function straighten(text: string): string {
  if (!CURVED.test(text)) return text;
  return text.replace(TYPED_APOSTROPHE, "'").replace(SINGLE_QUOTE, "'").replace(DOUBLE_QUOTE, '"').replace(DASH, "-").replace(COLON, ":");
}

function strip(text: string): string {
  return text.replace(SPACES, " ").replace(INVISIBLE, "").replace(PICTURE, "").replace(EMPHASIS, "");
}

/** By hand at the end: an unanchored `+$` pattern would be quadratic on a long run of quotes. */
function trimQuotes(text: string): string {
  const start = OPENING.exec(text)?.[0].length ?? 0;
  let end = text.length;
  while (end > start && " \"'".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
