import type { ProviderResponse } from "promptfoo";
import type { Completion } from "./completion.ts";

/** What calls took, by the server's own count. */
export interface Bill {
  readonly calls: number;
  readonly prompt: number;
  readonly completion: number;
  /** Dollars; null where the config names no price or the server no count. */
  readonly cost: number | null;
}

export interface Prices {
  readonly inputCost?: number | undefined;
  readonly outputCost?: number | undefined;
}

/** Of a row that was answered without a call. */
export const NO_BILL: Bill = { calls: 0, prompt: 0, completion: 0, cost: 0 };

/** @param prices dollars a token */
export function billOf({ usage }: Completion, { inputCost, outputCost }: Prices): Bill {
  const [prompt, completion] = [usage?.prompt_tokens ?? 0, usage?.completion_tokens ?? 0];
  const isPriced = usage !== null && usage !== undefined && inputCost !== undefined && outputCost !== undefined;
  return { calls: 1, prompt, completion, cost: isPriced ? prompt * inputCost + completion * outputCost : null };
}

export function plus(one: Bill, other: Bill): Bill {
  return {
    calls: one.calls + other.calls,
    prompt: one.prompt + other.prompt,
    completion: one.completion + other.completion,
    cost: one.cost === null || other.cost === null ? null : one.cost + other.cost,
  };
}

/** As promptfoo keeps it; a cost that nobody knows is left out. */
export function usageOf({ calls, prompt, completion, cost }: Bill): Pick<ProviderResponse, "tokenUsage" | "cost"> {
  const tokenUsage = { prompt, completion, total: prompt + completion, numRequests: calls };
  return cost === null ? { tokenUsage } : { tokenUsage, cost };
}
