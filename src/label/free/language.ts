import { bothEnds } from "../both-ends.ts";

/** Whether a reply is English words at all: the rules read nothing else. */

/** Of a long text this much of its beginning and of its end tells its language (UTF-16 units). */
const READ_AT_EACH_END = 2_000;
const ENGLISH = new Set(
  "the of and to a in is it that i you for not on with as are be this have or by can but at from an your we they if will my no so do was which their has there would about more when what one all out up who how he she his her its them these those than then some into only other could should may me our yes".split(
    " ",
  ),
);
/** Function words of languages in Latin letters that no English text has. */
const FOREIGN = new Set(
  "der die das und ist nicht ich sie wir ein eine mit auf für dass kann nein ja aber les des est et je vous pas une pour dans que qui sur avec ne peux suis désolé el los las es un una por con para no puedo lo se del como pero sí il di che non per sono posso mi dispiace della een het van ik niet maar dat wij jag är och att inte det som kan jeg ikke og er på o os da em não com uma eu posso desculpe nie jest się na że ve bir bu için değil nu în și nem és hogy ei ja se että ani med til av om för".split(
    " ",
  ),
);

const ASCII = /^[\t\n\r -~]*$/;
/** Controls and what stands for a lost letter; marks that only steer how a text is set are none. */
const BROKEN = /(?![\n\r\t\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF])[\p{Cc}\p{Co}\p{Cn}\p{Cs}\uFFFD]/gu;

/** A number, a sum, a date: an answer without a word. */
const FIGURES = /^(?=[^]*\p{N})[\s\p{N}\p{Sc}.,:;%°+*/=()<>≈–-]+$/u;

/** Latin letters beside Cyrillic or Greek ones in one word: a word that only looks like one. */
const MIXED = /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/gu;
/** Letters in brackets, small capitals and phonetic letters, which no folding turns back into plain ones. */
const DISGUISED = /[\u0250-\u02AF\u1D00-\u1D7F\u249C-\u24B5\u{1F110}-\u{1F12A}]/gu;

export type Unreadable = "off-language" | "unsure";

/**
 * Null for English, and for what is too short to tell. `off-language` where another script or the function words of another language
 * prevail; `unsure` for what is no text: controls, symbols, letters without words.
 */
export function unreadable(reply: string): Unreadable | null {
  const text = bothEnds(reply, READ_AT_EACH_END, " ");
  const isAscii = ASCII.test(text);
  const strange = isAscii ? null : strangeLetters(text);
  if (strange !== null) return strange;
  const words = (isAscii ? text : text.normalize("NFKC")).toLowerCase().match(isAscii ? /[a-z']+/g : /[\p{L}']+/gu) ?? [];
  if (words.length === 0) return FIGURES.test(text) ? null : "unsure";
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const foreign = words.filter((word) => FOREIGN.has(word) && !ENGLISH.has(word)).length;
  if (foreign >= 2 && foreign > english) return "off-language";
  // A text of this length without one function word is a list, a name or noise; noise has no vowels or words of no length.
  if (words.length >= 12 && english / words.length < 0.02) return isListed(text) ? null : "unsure";
  return words.every((word) => word.length > 40 || !/[aeiouyäöüéèáíóú]/u.test(word)) && words.join("").length > 4 ? "unsure" : null;
}

/** Of text that is not all ASCII: whether controls or the letters of another script prevail. */
function strangeLetters(text: string): Unreadable | null {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  if (count(BROKEN) > 0.1 * count(/\S/gu)) return "unsure";
  if (count(MIXED) > 0 || count(DISGUISED) > 0.2 * count(/\p{L}|\p{So}/gu)) return "unsure";
  const letters = count(/\p{L}/gu);
  return letters >= 4 && count(/\p{Script=Latin}/gu) < letters / 2 ? "off-language" : null;
}

function isListed(text: string): boolean {
  return /(?:^|\n)\s*(?:[-*•]|\d{1,2}[.)])\s/u.test(text) || text.split(",").length > 3 || /[{}()<>;=]/u.test(text);
}
