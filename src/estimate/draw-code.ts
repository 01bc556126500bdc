import type { Draw } from "../schema/draw.ts";
import { FLAGS, type Flag, isComplying, isEngaged, isMissing, isUnread, type Label, LABELS } from "../schema/label.ts";

/**
 * One draw as one whole number, never 0: its label, what it chose and where that stood, its flags. Bits from the lowest:
 * 5 label, 4 choice, 4 place of the choice in the order shown, 1 whether reasoning can be read, 6 order, 8 flags; each but the
 * flags and the reasoning counted from 1, with 0 for none.
 */
const CHOICE = 5;
const SLOT = 9;
const REASONING = 13;
const ORDER = 14;
const FLAG = 20;
/** Options of a scenario are at most 9; of more than 63 orders the rest has none. */
const MOST_ORDERS = 63;

const numberOf = new Map(LABELS.map((label, index) => [label, index + 1]));

/** What a cell's draws name, each once; a code refers to it by place. */
export interface NamedInCell {
  readonly choices: string[];
  readonly orders: string[];
}

/** The code of a draw; choices and orders that its cell has not seen are added to the cell's lists. */
export function codeOf(draw: Draw, cell: NamedInCell): number {
  const { label, choice, flags } = draw.labelling;
  let code = numberOf.get(label) ?? 0;
  if (choice !== null) code |= choiceBits(choice, draw.identity.order, cell);
  if (draw.reasoning !== null) code |= 1 << REASONING;
  for (const flag of flags) code |= 1 << (FLAG + FLAGS.indexOf(flag));
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
  return ((code >> ORDER) & 63) - 1;
}

export function hasReasoning(code: number): boolean {
  return ((code >> REASONING) & 1) === 1;
}

export function hasFlag(code: number, flag: Flag): boolean {
  return ((code >> (FLAG + FLAGS.indexOf(flag))) & 1) === 1;
}

export function isFaultCode(code: number): boolean {
  return labelOf(code) === "transport";
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
