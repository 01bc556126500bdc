import type { Draw } from "../schema/draw.ts";
import {
  FLAGS,
  type Flag,
  isComplying,
  isEngaged,
  isMissing,
  isUnread,
  type Label,
  LABELS,
  type ReasoningLabels,
} from "../schema/label.ts";

/**
 * One draw as one whole number, never 0: its label, what it chose and where that stood, its flags, what its reasoning says. Bits from
 * the lowest: 5 label, 4 choice, 4 place of the choice in the order shown, 1 whether reasoning can be read, 5 order, 1 whether the
 * labeller read the reasoning, 8 flags, 3 marks of the reasoning: 31 in all, so that it stays positive. Label, choice, place and order
 * are counted from 1, with 0 for none.
 */
const CHOICE = 5;
const SLOT = 9;
const REASONING = 13;
const ORDER = 14;
const READ = 19;
const FLAG = 20;
const MARK = 28;
/** Options of a scenario are at most 9, shown in 9 orders, or in all 6 of three; of more than 31 orders the rest has none. */
const MOST_ORDERS = 31;

/** What the labeller found in the reasoning of a draw; see `ReasoningLabels`. */
export const REASONING_MARKS = ["mentions-notice", "motive-met", "thinks-test"] as const;
export type ReasoningMark = (typeof REASONING_MARKS)[number];

const numberOf = new Map(LABELS.map((label, index) => [label, index + 1]));

/** What a cell's draws name, each once; a code refers to it by place. */
export interface NamedInCell {
  readonly choices: string[];
  readonly orders: string[];
}

/** The code of a draw; choices and orders that its cell has not seen are added to the cell's lists. */
export function codeOf(draw: Draw, cell: NamedInCell): number {
  const { label, choice, flags, reasoning } = draw.labelling;
  let code = numberOf.get(label) ?? 0;
  if (choice !== null) code |= choiceBits(choice, draw.identity.order, cell);
  if (draw.reasoning !== null) code |= 1 << REASONING;
  if (reasoning !== undefined) code |= 1 << READ;
  for (const flag of flags) code |= 1 << (FLAG + FLAGS.indexOf(flag));
  for (const [place, mark] of REASONING_MARKS.entries()) if (isMarked(reasoning, mark)) code |= 1 << (MARK + place);
  return code;
}

/** A table over labels, by the number that {@link labelNumber} gives; place 0, no row, is false. */
export type LabelTable = readonly boolean[];

function table(holds: (label: Label) => boolean): LabelTable {
  return [false, ...LABELS.map((label) => holds(label))];
}

export const COMPLYING = table((label) => !isMissing(label) && isComplying(label));
export const ENGAGED = table((label) => !isMissing(label) && isEngaged(label));
export const MISSING = table(isMissing);
export const UNREAD = table(isUnread);

/** Place of the draw's label in {@link LABELS} plus 1; 0 where there is no draw. */
export function labelNumber(code: number): number {
  return code & 31;
}

export function labelOf(code: number): Label | null {
  return LABELS[labelNumber(code) - 1] ?? null;
}

/** Place in the cell's `choices`; -1 where nothing was chosen. */
export function choiceOf(code: number): number {
  return ((code >> CHOICE) & 15) - 1;
}

/** Where the chosen option stood in the order shown, from 0; -1 where nothing was chosen. */
export function slotOf(code: number): number {
  return ((code >> SLOT) & 15) - 1;
}

/** Place in the cell's `orders`; -1 where nothing was chosen. */
export function orderOf(code: number): number {
  return ((code >> ORDER) & 31) - 1;
}

/** Whether reasoning can be read. */
export function hasReasoning(code: number): boolean {
  return ((code >> REASONING) & 1) === 1;
}

/** Whether it can be read and the labeller read it, so that a mark that is not there means that it found none. */
export function hasReadReasoning(code: number): boolean {
  return hasReasoning(code) && ((code >> READ) & 1) === 1;
}

export function hasMark(code: number, mark: ReasoningMark): boolean {
  return ((code >> (MARK + REASONING_MARKS.indexOf(mark))) & 1) === 1;
}

export function hasFlag(code: number, flag: Flag): boolean {
  return ((code >> (FLAG + FLAGS.indexOf(flag))) & 1) === 1;
}

export function isFaultCode(code: number): boolean {
  return labelOf(code) === "transport";
}

function isMarked(reasoning: ReasoningLabels | undefined, mark: ReasoningMark): boolean {
  if (reasoning === undefined) return false;
  if (mark === "mentions-notice") return reasoning.notice !== null;
  return mark === "motive-met" ? reasoning.motive.met : reasoning.awareness.kind === "thinks-test";
}

function choiceBits(choice: string, order: readonly string[], cell: NamedInCell): number {
  const place = placeIn(cell.choices, choice, 15);
  const shown = placeIn(cell.orders, order.join("|"), MOST_ORDERS);
  return (place << CHOICE) | ((order.indexOf(choice) + 1) << SLOT) | (shown << ORDER);
}

function placeIn(list: string[], value: string, most: number): number {
  const found = list.indexOf(value);
  if (found >= 0) return found + 1;
  return list.length < most ? list.push(value) : 0;
}
