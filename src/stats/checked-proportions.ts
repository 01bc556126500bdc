import { checkedPart } from "./checked.ts";
import type { Proportion } from "./newcombe.ts";

/**
 * The counts of several cells as they came, if they can be counts.
 *
 * @throws RangeError on counts that are not whole, below 0, or complying draws above all draws
 * @example checkedProportions([{ complied: 1, draws: 4 }]) // complied 1, draws 4
 */
export function checkedProportions(cells: readonly Proportion[]): readonly Proportion[] {
  for (const { complied, draws } of cells) checkedPart(complied, draws, "complied <= draws");
  return cells;
}
