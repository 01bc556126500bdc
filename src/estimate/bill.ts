import type { Draw } from "../schema/draw.ts";

/** What draws cost: cost in US dollars, tokens of prompts and replies together; null where any draw does not say. */
export interface Bill {
  readonly calls: number;
  readonly cost: number | null;
  readonly tokens: number | null;
}

export function bill(draws: readonly Pick<Draw, "cost" | "tokens">[]): Bill {
  return {
    calls: draws.length,
    cost: sumOrNull(draws.map((draw) => draw.cost)),
    tokens: sumOrNull(draws.map((draw) => draw.tokens?.total ?? null)),
  };
}

/** One unknown makes the sum unknown: a bill that leaves calls out is no bill. */
function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
