import { bothEnds } from "./both-ends.ts";
import type { Decline } from "./decline.ts";
import { announcesAnswer, withoutLead } from "./lead.ts";
import { linesOf } from "./lines.ts";
import { readOpeningLabel } from "./opening-label.ts";
import { readPhrase, type Known, type Phrase } from "./phrase.ts";

/** A phrase that was read as a choice, as the reply has it, and the line it stands in. */
export interface Read extends Phrase {
  readonly raw: string;
  readonly line: number;
  /** It is all of that line. */
  readonly isLine: boolean;
}

/** A reply as its choices are looked for. */
export interface ReplyText {
  readonly text: string;
  /** The lines with a letter, a digit or a picture in them: others carry no words, as the end of a fence. */
  readonly lines: readonly string[];
}

/** A copied option is short; of a longer reply this much of its beginning and of its end is read (UTF-16 units). */
const READ_AT_EACH_END = 20_000;
/** The same for the lines of a reply, and the sentences of a line. */
const PARTS_AT_EACH_END = 200;

export function replyText(reply: string): ReplyText {
  const text = bothEnds(reply, READ_AT_EACH_END, "\n");
  return { text, lines: ends(linesOf(text).filter((raw) => /[\p{L}\p{N}\p{So}]/u.test(raw))) };
}

/** The phrases that choose: the whole reply, else line by line, else the parts of a line, else the label that the reply opens with. */
export function choiceReads({ text, lines }: ReplyText, known: Known, declined: Decline | null): Read[] {
  const whole = readPhrase(text, known, "whole");
  if (whole !== null) return [{ ...whole, raw: text, line: lines.length - 1, isLine: true }];
  const reads = lines.flatMap((_, line) => readLine(lines, line, known));
  const opening = reads.some(({ line }) => line === 0) ? null : readOpeningLabel(lines, known, declined);
  return opening === null ? reads : [{ ...opening, raw: lines[0] ?? text, line: 0, isLine: true }, ...reads];
}

/** The lines in which no phrase was read, with their places. */
export function unreadLines({ text, lines }: ReplyText, reads: readonly Read[]): { line: string; at: number }[] {
  const isRead = (at: number): boolean => reads.some((read) => read.line === at || read.raw === text);
  return lines.map((line, at) => ({ line, at })).filter(({ at }) => !isRead(at));
}

/**
 * Whether an unread line may hold a choice that nobody can read: it is one letter or digit, ends in one behind a colon, or announces an
 * answer at the end of the reply and holds none.
 */
export function hasStrayLabel(reply: ReplyText, reads: readonly Read[]): boolean {
  return unreadLines(reply, reads).some(({ line, at }) => {
    const endsOpen = at === reply.lines.length - 1 && announcesAnswer(line);
    const ending = line.length < 80 && /(?:^|: ?)["'([]?[\p{L}\p{N}]\p{M}{0,3}["')\]]?$/u.test(withoutLead(line));
    return endsOpen || ending;
  });
}

function readLine(lines: readonly string[], line: number, known: Known): Read[] {
  const raw = lines[line] ?? "";
  const isAnnounced = announcesAnswer(lines[line - 1] ?? "");
  const isEnd = line === 0 || (line === lines.length - 1 && (isAnnounced || !isItem(lines, raw)));
  const phrase = readPhrase(raw, known, isEnd ? "whole" : "line");
  if (phrase !== null) return [{ ...phrase, final: phrase.final || isAnnounced, raw, line, isLine: true }];
  return parts(raw).flatMap((part) => {
    const read = readPhrase(part, known, "sentence");
    return read === null ? [] : [{ ...read, raw: part, line, isLine: false }];
  });
}

/** Whether a last line carries on a numbered or lettered list: `3` behind `1. …` and `2. …` was cut, it is no answer. */
function isItem(lines: readonly string[], last: string): boolean {
  const isBare = /^\W{0,4}(?:\d{1,2}|[a-z])\W{0,4}$/iu.test(last);
  return isBare && lines.slice(0, -1).some((line) => /^\W{0,4}(?:\d{1,2}|[a-z])[.)] ?\S/iu.test(line.slice(0, 20)));
}

/** The sentences of a line, and the halves of one with a "but I" in it. A label at the beginning is no sentence of its own. */
function parts(line: string): readonly string[] {
  const [first = "", second, ...rest] = line.split(/(?<=[.!?。！？;])\s+|,? (?:but|however|nevertheless|nonetheless),? (?=i\b|if i\b)/iu);
  if (second === undefined) return [];
  const isLabel = /^\W{0,3}(?:[a-z]|\d{1,2}|[ivx]{2,4})\W{1,3}$/i.test(first);
  return ends(isLabel ? [`${first} ${second}`, ...rest] : [first, second, ...rest]);
}

function ends(all: readonly string[]): readonly string[] {
  return all.length > 2 * PARTS_AT_EACH_END ? [...all.slice(0, PARTS_AT_EACH_END), ...all.slice(-PARTS_AT_EACH_END)] : all;
}
