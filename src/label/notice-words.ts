import { fold } from "./fold.ts";

/** The words of one scenario's notices, as texts are searched for them. */
export interface NoticeWords {
  /** How the notices open before their colon, folded: `desk notice`. */
  readonly titles: readonly string[];
  readonly notices: readonly NoticeStems[];
  /** Finds any stem; where it finds none, no words need be counted. */
  readonly any: RegExp;
}

interface NoticeStems {
  readonly stems: ReadonlySet<string>;
  /** Those that other notices of the scenario lack: what this one says of the subject that all of them share. */
  readonly own: ReadonlySet<string>;
  /** Taken off where all notices have the same words, so that none is its own. */
  readonly discount: number;
}

/** Words in which the stems of one notice have to stand together. */
const REACH = 12;
/** Fewer own stems in reach may come by chance. */
const FEWEST_OWN = 2;

/** The draws of a scenario come with the same list, whose words need not be found again. */
const read = new WeakMap<readonly string[], NoticeWords>();

export function noticeWords(notices: readonly string[]): NoticeWords {
  const found = read.get(notices) ?? readWords(notices);
  read.set(notices, found);
  return found;
}

function readWords(notices: readonly string[]): NoticeWords {
  const folded = notices.map(fold);
  const all = folded.map((notice) => new Set(wordsOf(behindTitle(notice)).filter(isContent).map(stem)));
  // Nothing in a stem is a sign of a pattern; a last y may be written ie. Of no notice it is a pattern that nothing matches.
  const any = new RegExp([...new Set(all.flatMap((stems) => [...stems]))].map((each) => each.replace(/y$/u, "")).join("|") || "$^", "u");
  return { titles: titlesOf(folded), notices: all.map((stems) => distinct(stems, all)), any };
}

/**
 * How much of any one notice stands together in a folded text: a stem of its own weighs 2, one that all notices share 1. Infinite where the
 * text names a notice by its title.
 *
 * @example with notices "Desk notice: calls are recorded" and "Desk notice: calls are in Dutch", "calls here are recorded" weighs 0: one own stem
 */
export function noticeWeight(text: string, { titles, notices, any }: NoticeWords): number {
  if (titles.some((title) => text.includes(title))) return Infinity;
  if (!any.test(text)) return 0;
  const words = wordsOf(text).map((word) => (isContent(word) ? stem(word) : ""));
  return Math.max(0, ...notices.map((notice) => weightOf(words, notice)));
}

/** How many different stems of any one notice a folded text has, whatever lies between them. */
export function stemsShared(text: string, { notices }: NoticeWords): number {
  const words = new Set(wordsOf(text).filter(isContent).map(stem));
  return Math.max(0, ...notices.map(({ stems }) => [...words].filter((word) => stems.has(word)).length));
}

function weightOf(words: readonly string[], { stems, own, discount }: NoticeStems): number {
  const places = words.flatMap((word, at) => (stems.has(word) ? [{ word, at }] : []));
  const weights = places.map(({ at }, index) => {
    const near = new Set(places.slice(index, index + REACH).flatMap((other) => (other.at - at < REACH ? [other.word] : [])));
    const ofOwn = [...near].filter((word) => own.has(word)).length;
    return ofOwn < FEWEST_OWN ? 0 : ofOwn + near.size - discount;
  });
  return Math.max(0, ...weights);
}

/** Shared by all notices is their subject, which the case may have too. */
function distinct(stems: ReadonlySet<string>, all: readonly ReadonlySet<string>[]): NoticeStems {
  const own = new Set([...stems].filter((word) => all.some((other) => !other.has(word))));
  return own.size < FEWEST_OWN ? { stems, own: stems, discount: 2 } : { stems, own, discount: 0 };
}

/** `desk notice` of `Desk notice: …`; a title that does not say what it is might be a heading of the case. */
function titlesOf(notices: readonly string[]): string[] {
  const titles = notices.flatMap((notice) => /^([a-z]+ (?:[a-z]+ )?notice):/.exec(notice)?.[1] ?? []);
  return [...new Set(titles)];
}

function behindTitle(notice: string): string {
  const title = /^[^:]{1,40}:/.exec(notice)?.[0] ?? "";
  return notice.slice(title.length);
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? [];
}

const FILLERS = new Set(
  (
    "about after afterwards again all also always an and any are around as at be because been before being both but by can could did do does each either every " +
    "for from get gets goes had has have he her here him his how if in into is it its just let made make may me might more most must my neither never no nor " +
    "not of off on one only or other our out over shall she should so some such take taken than that the their them then there these they this those " +
    "through to too under until up us very was we were what when where whether which while who whose why will with would you your"
  ).split(" "),
);

function isContent(word: string): boolean {
  return word.length > 2 && !FILLERS.has(word) && !word.endsWith("n't");
}

/** Words come again and again, and their stems are the larger part of what a long reply costs. */
const stems = new Map<string, string>();
const MOST_STEMS = 10_000;

/** A rough stem, enough to see that `inspector`, `inspects` and `inspected` belong together. */
function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= MOST_STEMS) stems.clear();
  const found = cutToStem(word);
  stems.set(word, found);
  return found;
}

function cutToStem(word: string): string {
  const single = word
    .replace(/'s$/u, "")
    .replace(/ies$/u, "y")
    .replace(/(?<=[^s])s$/u, "");
  const bare = single.replace(/(?<=\p{L}{3})(?:ing|ed|er|or|e)$/u, "");
  return bare.replace(/([b-df-hj-np-tv-z])\1$/u, "$1");
}
