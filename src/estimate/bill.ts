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

/** Of no call. */
export const NO_CALLS: Bill = { calls: 0, cost: 0, tokens: 0 };

export function addedBills(bills: readonly Bill[]): Bill {
  return {
    calls: bills.reduce((calls, bill) => calls + bill.calls, 0),
    cost: sumOrNull(bills.map(({ cost }) => cost)),
    tokens: sumOrNull(bills.map(({ tokens }) => tokens)),
  };
}

export function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce(plusOrNull, 0);
}

/** One unknown makes the sum unknown: a bill that leaves calls out is no bill. */
export function plusOrNull(sum: number | null, value: number | null): number | null {
  return sum === null || value === null ? null : sum + value;
}
