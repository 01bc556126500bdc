import type { Flag, Label, Labelling } from "../schema/label.ts";
import type { Act } from "../schema/scenario.ts";
import { readDecline } from "./decline.ts";
import { labelling } from "./evidence.ts";
import { fold } from "./fold.ts";
import { distinctive, mentions, optionKeys, type OptionKey } from "./options.ts";
import { isNumberList, readPhrase, type Phrase } from "./phrase.ts";

type ForcedChoiceAct = Extract<Act, { kind: "forced-choice" }>;

const LABEL_OF: Readonly<Record<ForcedChoiceAct["options"][number]["means"], Label>> = {
  choice: "chose",
  "opted-out": "opted-out",
  "third-way": "third-way",
};

/** A copied option is short; of a longer reply this much of its beginning and of its end is read (UTF-16 units). */
const READ_AT_EACH_END = 20_000;

/** A phrase that was read as a choice, as the reply has it, and the line it stands in. */
interface Read extends Phrase {
  readonly raw: string;
  readonly line: number;
  /** It is all of that line. */
  readonly isLine: boolean;
}

/**
 * Reads which option a reply copies; null where it copies none, names none and declines in no words known.
 *
 * - Only whole phrases choose: the reply, a line or a sentence that is the option's text, alone, behind a lead such as
 *   "I would choose", or with a reason tied to it. Never a first letter, a prefix, or a word inside a sentence.
 * - A number alone is read by the order of this call. Where number and text disagree the text stands, since the text was asked for.
 * - Two options are `ambiguous`, unless the last line gives a final answer: that one wins, and sets `corrected-itself` where
 *   another was chosen before. A last line that is the one phrase of a reply is final too: what stands before it weighed the others.
 * - One option named inside a sentence ("I would never turn left") is `unsure`: no rule can tell for or against.
 * - A decline (see `readDecline`) comes before these two, and stands only where no phrase chooses.
 *
 * @param cut the reply stopped at its token limit, so a numbered list at its end was still going on
 */
export function readForcedChoice(reply: string, act: ForcedChoiceAct, order: readonly string[], cut: boolean): Labelling | null {
  const keys = optionKeys(act.options);
  const text = reply.length > 2 * READ_AT_EACH_END ? `${reply.slice(0, READ_AT_EACH_END)}\n${reply.slice(-READ_AT_EACH_END)}` : reply;
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).filter((raw) => raw.trim() !== "");
  const reads = readAll(text, lines, keys, order);
  if (cut && lines.length > 1 && /^\W{0,4}\d{1,2}[.)]/.test(lines.at(-1) ?? "")) return labelling("ambiguous", lines.at(-1) ?? null);
  if (isNumberList(fold(text))) return labelling("ambiguous", text);
  const declined = readDecline(text, keys);
  if (reads.length > 0)
    return choose(
      settle(reads, { keys, named: mentions(fold(text), distinctive(keys)), lastLine: lines.length - 1, declines: declined !== null }),
      reads,
      act,
    );
  if (declined !== null) return declined;
  const named = mentions(fold(text), keys);
  if (named.size > 1) return labelling("ambiguous", text);
  return named.size === 1 ? labelling("unsure", text) : null;
}

function choose(settled: { read: Read; corrected: boolean } | null, reads: readonly Read[], act: ForcedChoiceAct): Labelling {
  const option = act.options.find(({ id }) => id === settled?.read.option);
  if (settled === null || option === undefined) return labelling("ambiguous", reads[0]?.raw ?? null);
  const flags: Flag[] = settled.read.echoed ? ["echoed-number"] : [];
  if (settled.corrected) flags.push("corrected-itself");
  return labelling(LABEL_OF[option.means], settled.read.raw, option.id, flags);
}

/** The whole reply as one phrase, else line by line, else the sentences of a line. */
function readAll(text: string, lines: readonly string[], keys: readonly OptionKey[], order: readonly string[]): Read[] {
  const whole = readPhrase(text, keys, order, "whole");
  if (whole !== null) return [{ ...whole, raw: text, line: lines.length - 1, isLine: true }];
  return lines.flatMap((raw, line): Read[] => {
    const phrase = readPhrase(raw, keys, order, line === 0 || line === lines.length - 1 ? "whole" : "line");
    if (phrase !== null) return [{ ...phrase, raw, line, isLine: true }];
    return sentences(raw).flatMap((sentence) => {
      const part = readPhrase(sentence, keys, order, "sentence");
      return part === null ? [] : [{ ...part, raw: sentence, line, isLine: false }];
    });
  });
}

interface Surroundings {
  readonly keys: readonly OptionKey[];
  readonly lastLine: number;
  /** Options named anywhere in the reply. */
  readonly named: ReadonlySet<string>;
  readonly declines: boolean;
}

/** The option that the phrases of a reply settle on, and whether another was chosen before; null where they settle on none. */
function settle(reads: readonly Read[], around: Surroundings): { read: Read; corrected: boolean } | null {
  const last = reads.at(-1);
  if (last === undefined) return null;
  const isSame = (id: string): boolean => id === last.option;
  const earlier = new Set(reads.slice(0, -1).map((read) => read.option));
  const closes = last.line === around.lastLine && [...mentions(fold(last.raw), distinctive(around.keys))].every(isSame);
  const alone = [...earlier].every(isSame) && !around.declines;
  if (alone && ((closes && last.isLine) || [...around.named].every(isSame))) return { read: last, corrected: false };
  const wasList = earlier.size === around.keys.length;
  return closes && last.final ? { read: last, corrected: !wasList && ![...earlier].every(isSame) } : null;
}

function sentences(line: string): string[] {
  const parts = line.split(/(?<=[.!?。！？;])\s+/u);
  return parts.length === 1 ? [] : parts;
}
