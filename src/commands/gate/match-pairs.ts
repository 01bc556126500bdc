/** How the columns of two sides belong together. */
export interface MatchedNames {
  /** Name of the pair, by the name of the side's own column; columns without a partner are not in it. */
  readonly base: ReadonlyMap<string, string>;
  readonly head: ReadonlyMap<string, string>;
  /** Columns of head without a partner in base. */
  readonly unmatched: readonly string[];
}

/**
 * Matches the columns (prompt × provider) of two sides by name. Where both sides have exactly one prompt, or one provider, another name
 * for it is the change under judgement: the pair then carries both names.
 */
export function matchPairs(base: readonly string[], head: readonly string[]): MatchedNames {
  const columns = { base: base.map(columnOf), head: head.map(columnOf) };
  const keyOf = keyFor(columns.base, columns.head);
  const baseByKey = new Map(columns.base.map((column) => [keyOf(column), column]));
  const names = { base: new Map<string, string>(), head: new Map<string, string>() };
  const unmatched: string[] = [];
  for (const column of columns.head) {
    const partner = baseByKey.get(keyOf(column));
    if (partner === undefined) {
      unmatched.push(column.pair);
      continue;
    }
    const name = pairName(partner, column);
    names.base.set(partner.pair, name);
    names.head.set(column.pair, name);
  }
  return { ...names, unmatched };
}

interface Column {
  readonly pair: string;
  readonly prompt: string;
  readonly provider: string;
}

const BETWEEN = " × ";

function columnOf(pair: string): Column {
  const [prompt, provider, more] = pair.split(BETWEEN);
  // A name that holds the sign itself cannot be taken apart, and then counts as one.
  return prompt === undefined || provider === undefined || more !== undefined
    ? { pair, prompt: pair, provider: "" }
    : { pair, prompt, provider };
}

function keyFor(base: readonly Column[], head: readonly Column[]): (column: Column) => string {
  const one = (of: (column: Column) => string): boolean => new Set(base.map(of)).size === 1 && new Set(head.map(of)).size === 1;
  const onePrompt = one(({ prompt }) => prompt);
  const oneProvider = one(({ provider }) => provider);
  return ({ prompt, provider }) => JSON.stringify([onePrompt ? null : prompt, oneProvider ? null : provider]);
}

function pairName(base: Column, head: Column): string {
  if (base.pair === head.pair) return head.pair;
  const name = [changed(base.prompt, head.prompt), changed(base.provider, head.provider)].filter((part) => part !== "").join(BETWEEN);
  return name.length > 200 ? `${name.slice(0, 199)}…` : name;
}

function changed(base: string, head: string): string {
  return base === head ? head : `${base} → ${head}`;
}
