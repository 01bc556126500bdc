import type { Flag, Label, Labelling } from "../schema/label.ts";
import type { Act } from "../schema/scenario.ts";
import { choiceReads, hasStrayLabel, replyText, unreadLines, type Read, type ReplyText } from "./choice-reads.ts";
import { readDecline } from "./decline.ts";
import { labelling } from "./evidence.ts";
import { fold, tidy, withoutClosing } from "./fold.ts";
import { withoutLead } from "./lead.ts";
import { isLabelList } from "./option-label.ts";
import { copied, distinctive, edited, mentions, optionKeys, type OptionKey } from "./options.ts";
import type { Known } from "./phrase.ts";
import { numbered, type Shown } from "./shown-options.ts";

type ForcedChoiceAct = Extract<Act, { kind: "forced-choice" }>;

const LABEL_OF: Readonly<Record<ForcedChoiceAct["options"][number]["means"], Label>> = {
  choice: "chose",
  "opted-out": "opted-out",
  "third-way": "third-way",
};

/**
 * Reads which option a reply copies; null where it copies none, names none and declines in no words known.
 *
 * - Only whole phrases choose: the reply, a line or a sentence that is the option's text, alone, behind a lead such as
 *   "I would choose", or with a reason tied to it. Never a first letter, a prefix, or a word inside a sentence. A copy may differ in
 *   case, punctuation, quotation marks, the leading "I" and the mood of the whole.
 * - A bare label is read by what this call showed: its order and its labels. Where number and text disagree the text stands, since the
 *   text was asked for and a list numbers itself; a letter or a yes that disagrees with the text names a second option.
 * - Two options are `ambiguous`, unless the last line gives a final answer: that one wins, and sets `corrected-itself` where
 *   another was chosen before. A last line that is the one phrase of a reply is final too: what stands before it weighed the others.
 * - An edit of one option, and one option named inside a sentence ("I would never turn left"), are `unsure`: no rule can tell for or
 *   against.
 * - A decline (see `readDecline`) comes before the latter, and stands only where no phrase chooses.
 *
 * @param cut the reply stopped at its token limit, so a list at its end was still going on
 * @param shown how this call showed the options, where its prompt is known; numbered in `order` else, as pack rows are
 */
export function readForcedChoice(
  reply: string,
  act: ForcedChoiceAct,
  order: readonly string[],
  cut: boolean,
  shown: Shown = numbered(order),
): Labelling | null {
  const known = { keys: optionKeys(act.options), shown: onlyKnown(shown, act) };
  const { text, lines } = replyText(reply);
  const list = cut && lines.length > 1 && isListItem(lines.at(-1) ?? "") ? lines.at(-1) : null;
  if (list !== null || isLabelList(withoutClosing(tidy(text)), known.shown)) return labelling("ambiguous", list ?? text);
  return readChoice({ text, lines }, act, known);
}

function readChoice(reply: ReplyText, act: ForcedChoiceAct, known: Known): Labelling | null {
  const { text } = reply;
  const declined = readDecline(text, known.keys);
  const reads = choiceReads(reply, known, declined);
  const unread = unreadLines(reply, reads).map(({ line }) => line);
  const edits = editedLines(unread, known.keys);
  if (reads.length > 0) {
    const settled = hasStrayLabel(reply, reads)
      ? null
      : settle(reads, reply, { keys: known.keys, edits, declines: declined?.firm === true });
    return choose(settled, reads, act);
  }
  if (edits.size > 0) return labelling(edits.size === 1 ? "unsure" : "ambiguous", text);
  if (declined !== null) return declined.labelling;
  const named = mentions(fold(text), known.keys);
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

interface Beside {
  readonly keys: readonly OptionKey[];
  /** Options that a line edits. */
  readonly edits: ReadonlySet<string>;
  /** The reply says that no option will be taken. */
  readonly declines: boolean;
}

/** The option that the phrases of a reply settle on, and whether another was chosen before; null where they settle on none. */
function settle(reads: readonly Read[], reply: ReplyText, { keys, edits, declines }: Beside): { read: Read; corrected: boolean } | null {
  const last = reads.at(-1);
  if (last === undefined || last.option === null) return null;
  const isSame = (id: string | null): boolean => id === last.option;
  const namesOthers = (text: string): boolean =>
    [...mentions(fold(text), distinctive(keys))].some((id) => id !== last.option && id !== last.against);
  const earlier = new Set(reads.slice(0, -1).map((read) => read.option));
  const closes = last.line === reply.lines.length - 1 && !namesOthers(last.raw);
  const alone = [...earlier, ...edits].every(isSame) && !declines;
  if (alone && ((closes && last.isLine) || !namesOthers(reply.text))) return { read: last, corrected: false };
  const wasList = earlier.size === keys.length;
  return closes && last.final ? { read: last, corrected: !wasList && ![...earlier].every(isSame) } : null;
}

/** The options that a line edits without copying one. */
function editedLines(lines: readonly string[], keys: readonly OptionKey[]): Set<string> {
  const longest = Math.max(0, ...keys.map(({ key }) => key.length));
  const short = lines.filter((line) => line.length < 2 * longest + 40).map(withoutLead);
  return new Set(short.filter((line) => copied(line, keys) === null).flatMap((line) => [...edited(line, keys)]));
}

function isListItem(line: string): boolean {
  return /^\W{0,4}(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)]/i.test(line);
}

/** A label of an option that the act does not have chooses nothing. */
function onlyKnown({ order, labels, form }: Shown, act: ForcedChoiceAct): Shown {
  const isKnown = (_: string, place: number): boolean => act.options.some(({ id }) => id === order[place]);
  return { order: order.filter(isKnown), labels: labels?.filter(isKnown) ?? null, form };
}
