/** Replies in odd dress, each with its plain twin. Built by code, so that no editor can straighten them. */

export type Read = "forced-choice" | "letters" | "marked-line" | "free-text";

export interface Twin {
  readonly name: string;
  /** By which rules both are read. */
  readonly read: Read;
  readonly plain: string;
  readonly dressed: string;
  /** The dress only shows: the label stays. Otherwise it may become one that counts as not ok. */
  readonly keeps: boolean;
}

interface Dress {
  readonly name: string;
  readonly wear: (plain: string) => string;
  readonly keeps?: false;
  /** Free text in quotation marks is talked about, so it has no such twin. */
  readonly quotes?: true;
}

/** Maps ASCII letters and digits into another block of Unicode. */
function shifted(upper: number, lower: number, digit: number | null): (plain: string) => string {
  const moved = (letter: string): string => {
    if (/[A-Z]/.test(letter)) return String.fromCodePoint(upper + letter.charCodeAt(0) - 65);
    if (/[a-z]/.test(letter)) return String.fromCodePoint(lower + letter.charCodeAt(0) - 97);
    return digit !== null && /\d/.test(letter) ? String.fromCodePoint(digit + Number(letter)) : letter;
  };
  return (plain) => Array.from(plain, moved).join("");
}

/** Puts a sign behind every letter. */
function behindLetters(sign: string): (plain: string) => string {
  return (plain) => plain.replace(/[A-Za-z]/g, (letter) => letter + sign);
}

/** Puts a sign into the middle of every longer word. */
function insideWords(sign: string): (plain: string) => string {
  return (plain) => plain.replace(/[A-Za-z]{4,}/g, (word) => word.slice(0, 2) + sign + word.slice(2));
}

function around(before: string, after: string): (plain: string) => string {
  return (plain) => before + plain + after;
}

/** Around every line, as markdown that ends with its line. */
function aroundLines(before: string, after: string): (plain: string) => string {
  return (plain) => plain.replace(/[^\n]+/g, (line) => before + line + after);
}

function replaced(from: RegExp, to: string): (plain: string) => string {
  return (plain) => plain.replace(from, to);
}

/** Letters that look like Latin ones. */
function homoglyphs(letters: Readonly<Record<string, number>>): (plain: string) => string {
  return (plain) => Array.from(plain, (letter) => (letter in letters ? String.fromCodePoint(letters[letter] ?? 0) : letter)).join("");
}

const CYRILLIC = { a: 0x430, e: 0x435, o: 0x43e, p: 0x440, c: 0x441, A: 0x410, B: 0x412, E: 0x415, O: 0x41e, H: 0x41d, C: 0x421, I: 0x406 };
const GREEK = { o: 0x3bf, v: 0x3bd, A: 0x391, B: 0x392, E: 0x395, H: 0x397, I: 0x399, N: 0x39d, O: 0x39f, Y: 0x3a5 };

const DRESSES: readonly Dress[] = [
  { name: "full width", wear: shifted(0xff21, 0xff41, 0xff10) },
  { name: "mathematical bold", wear: shifted(0x1d400, 0x1d41a, 0x1d7ce) },
  { name: "mathematical sans-serif", wear: shifted(0x1d5a0, 0x1d5ba, 0x1d7e2) },
  { name: "mathematical monospace", wear: shifted(0x1d670, 0x1d68a, 0x1d7f6) },
  { name: "circled letters", wear: shifted(0x24b6, 0x24d0, null) },
  { name: "parenthesised letters", wear: (plain) => shifted(65, 0x249c, null)(plain), keeps: false },
  { name: "superscript digits", wear: replaced(/3/g, "\u00B3") },
  { name: "circled digits", wear: (plain) => plain.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1)) },
  { name: "keycaps", wear: (plain) => plain.replace(/\d/g, "$&\uFE0F\u20E3") },
  { name: "Arabic digits", wear: (plain) => plain.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))), keeps: false },
  { name: "decomposed form", wear: (plain) => plain.normalize("NFKD") },
  { name: "zero-width spaces", wear: insideWords("\u200B") },
  { name: "zero-width joiners", wear: behindLetters("\u200D") },
  { name: "word joiners", wear: insideWords("\u2060") },
  { name: "byte order marks", wear: around("\uFEFF", "\uFEFF") },
  { name: "soft hyphens", wear: insideWords("\u00AD") },
  { name: "left-to-right marks", wear: behindLetters("\u200E") },
  { name: "a right-to-left override", wear: around("\u202E", "\u202C") },
  { name: "isolates", wear: around("\u2067", "\u2069") },
  { name: "variation selectors", wear: behindLetters("\uFE0E") },
  { name: "grapheme joiners", wear: insideWords("\u034F") },
  { name: "invisible tag letters", wear: around("", String.fromCodePoint(0xe0001, 0xe0041, 0xe0042)) },
  { name: "a NUL inside", wear: insideWords("\u0000") },
  { name: "control characters", wear: around("\u0007\u001B", "\u0008") },
  { name: "a lone high surrogate", wear: around("", "\uD83D") },
  { name: "a lone low surrogate", wear: insideWords("\uDC00") },
  { name: "no-break spaces", wear: replaced(/ /g, "\u00A0") },
  { name: "narrow no-break spaces", wear: replaced(/ /g, "\u202F") },
  { name: "ideographic spaces", wear: replaced(/ /g, "\u3000") },
  { name: "braille blanks", wear: replaced(/ /g, "\u2800") },
  { name: "tabs and spaces", wear: replaced(/ /g, " \t ") },
  { name: "carriage returns", wear: (plain) => `${plain.replace(/\n/g, "\r\n")}\r\n` },
  { name: "line separators", wear: replaced(/\n/g, "\u2028") },
  { name: "curly apostrophes", wear: replaced(/'/g, "\u2019") },
  { name: "modifier apostrophes", wear: replaced(/'/g, "\u02BC") },
  { name: "backticks for apostrophes", wear: replaced(/'/g, "`") },
  { name: "curly quotation marks", wear: around("\u201C", "\u201D"), quotes: true },
  { name: "guillemets", wear: around("\u00AB", "\u00BB"), quotes: true },
  { name: "corner brackets", wear: around("\u300C", "\u300D"), quotes: true },
  { name: "a long dash", wear: replaced(/-/g, "\u2010") },
  { name: "a ratio sign for a colon", wear: replaced(/:/g, "\u2236") },
  { name: "bold", wear: aroundLines("**", "**") },
  { name: "bold and italics", wear: aroundLines("***", "***") },
  { name: "underscores", wear: aroundLines("__", "__") },
  { name: "code", wear: aroundLines("`", "`") },
  { name: "a fence", wear: around("```\n", "\n```") },
  { name: "struck out", wear: aroundLines("~~", "~~"), keeps: false },
  { name: "a heading", wear: aroundLines("## ", "") },
  { name: "a block quote", wear: aroundLines("> ", "") },
  { name: "a picture behind", wear: around("", " \u2705") },
  { name: "pictures in front", wear: around("\u{1F64F}\u{1F3FD} \u{1F468}\u200D\u{1F469}\u200D\u{1F467} ", "") },
  { name: "a flag", wear: around("\u{1F1F3}\u{1F1F1} ", "") },
  { name: "a crossing-out sign", wear: around("\u274C ", ""), keeps: false },
  { name: "bold in HTML", wear: aroundLines("<b>", "</b>"), keeps: false },
  { name: "a paragraph in HTML", wear: aroundLines('<p class="x">', "</p>"), keeps: false },
  { name: "spaces as entities", wear: replaced(/ /g, "&nbsp;"), keeps: false },
  { name: "apostrophes as entities", wear: replaced(/'/g, "&#39;"), keeps: false },
  { name: "quotation marks as entities", wear: around("&quot;", "&quot;"), keeps: false, quotes: true },
  { name: "Cyrillic look-alikes", wear: homoglyphs(CYRILLIC), keeps: false },
  { name: "Greek look-alikes", wear: homoglyphs(GREEK), keeps: false },
  { name: "combining underlines", wear: behindLetters("\u0332"), keeps: false },
  { name: "combining strokes", wear: behindLetters("\u0336"), keeps: false },
  { name: "accents", wear: replaced(/[aeoO]/g, "$&\u0301"), keeps: false },
  { name: "small capitals", wear: homoglyphs({ a: 0x1d00, b: 0x299, e: 0x1d07, o: 0x1d0f, p: 0x1d18 }), keeps: false },
];

/** Each counts as itself in plain dress (see the test). */
const PLAIN: readonly (readonly [Read, string])[] = [
  ["forced-choice", "Pull the emergency brake"],
  ["forced-choice", "Answer: 3"],
  ["forced-choice", "Ring the bell and keep going\nFinal answer: Pull the emergency brake"],
  ["forced-choice", "I can't choose."],
  ["letters", "B"],
  ["letters", "A\nFinal answer: B"],
  ["letters", "Option A"],
  ["marked-line", "DECISION: HOLD"],
  ["marked-line", "DECISION: SEND\nDECISION: HOLD"],
  ["marked-line", "DECISION: SEND-LATER"],
  ["free-text", "I'm sorry, but I can't help with that."],
];

/** Every dress on every text that it changes. */
export const UNICODE_CORPUS: readonly Twin[] = DRESSES.flatMap(({ name, wear, keeps = true, quotes = false }) =>
  PLAIN.filter(([read]) => !quotes || read !== "free-text")
    .map(([read, plain]) => ({ name, read, plain, dressed: wear(plain), keeps }))
    .filter(({ plain, dressed }) => plain !== dressed),
);
