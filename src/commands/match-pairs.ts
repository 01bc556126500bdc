import type { Draw } from "../schema/draw.ts";

export interface MatchedDraws {
  readonly base: readonly Draw[];
  readonly head: readonly Draw[];
  /** Columns of head without a partner in base. */
  readonly unmatched: readonly string[];
}

/**
 * Matches the columns (prompt × provider) of two files by name. Where both sides have exactly one prompt, or one provider, another name
 * for it is the change under judgement: the pair then carries both names. Columns that only one side has stay in, for whoever judges to see.
 */
export function matchPairs(base: readonly Draw[], head: readonly Draw[]): MatchedDraws {
  const columns = { base: columnsOf(base), head: columnsOf(head) };
  const keyOf = keyFor(columns.base, columns.head);
  const baseByKey = new Map(columns.base.map((column) => [keyOf(column), column]));
  const nameByBase = new Map<string, string>();
  const nameByHead = new Map<string, string>();
  const unmatched: string[] = [];
  for (const column of columns.head) {
    const partner = baseByKey.get(keyOf(column));
    if (partner === undefined) {
      unmatched.push(column.pair);
      continue;
    }
    const name = pairName(partner, column);
    nameByBase.set(partner.pair, name);
    nameByHead.set(column.pair, name);
  }
  return {
    base: base.map((draw) => renamed(draw, nameByBase)),
    head: head.map((draw) => renamed(draw, nameByHead)),
    unmatched,
  };
}

interface Column {
  readonly pair: string;
  readonly prompt: string;
  readonly provider: string;
}

const BETWEEN = " × ";

function columnsOf(draws: readonly Draw[]): Column[] {
  return [...new Set(draws.map((draw) => draw.pair))].map((pair) => {
    const [prompt, provider, more] = pair.split(BETWEEN);
    // A name that holds the sign itself cannot be taken apart, and then counts as one.
    return prompt === undefined || provider === undefined || more !== undefined
      ? { pair, prompt: pair, provider: "" }
      : { pair, prompt, provider };
  });
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

function renamed(draw: Draw, names: ReadonlyMap<string, string>): Draw {
  const pair = names.get(draw.pair) ?? draw.pair;
  return pair === draw.pair ? draw : { ...draw, pair };
}
