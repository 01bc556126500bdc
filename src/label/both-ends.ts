/**
 * A long text as its beginning and its end, which tell what it is; a shorter one as it stands. So what a rule reads of a reply is bounded.
 *
 * @param each how much of either end, in UTF-16 units
 * @param between what stands in place of the middle
 */
export function bothEnds(text: string, each: number, between: "\n" | " "): string {
  return text.length > 2 * each ? `${text.slice(0, each)}${between}${text.slice(-each)}` : text;
}
