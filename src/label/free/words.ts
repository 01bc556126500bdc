/** Words that a text is about. */

const WORD = /\p{L}[\p{L}\p{M}'-]{3,30}/gu;
/** Words of four letters and more that say nothing of the matter. */
const COMMON = new Set(
  "about above after again also always another anyone around based because been before being best better between both cannot come could does doing done down each else even ever every find first from give good have help here however idea into just keep know like list make many might more most much must need never only other over people person please possible provide really right same should since some someone something such sure take tell than that their them then there these they thing things this those through time under using very want ways well were what when where which while will with within without would write your yours yourself".split(
    " ",
  ),
);

/** The words a folded text is about, each once, cut to the first six letters so that forms of one word meet. */
export function contentWords(folded: string): ReadonlySet<string> {
  const words = folded.match(WORD) ?? [];
  return new Set(words.filter((word) => !COMMON.has(word)).map((word) => word.slice(0, 6)));
}

/** How many of the words of one text another one has. */
export function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let found = 0;
  for (const word of one) if (other.has(word)) found += 1;
  return found;
}
