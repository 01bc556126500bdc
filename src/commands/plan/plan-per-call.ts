import { priceOfConfig } from "../../money/price.ts";
import type { Column } from "../../run/sides/columns.ts";
import { estimatedTokens, REPLY_TOKENS } from "../../run/money/estimated-tokens.ts";
import type { PlannedDraw } from "../../scenario/plan.ts";
import type { PlanReport } from "../../schema/plan-report.ts";
import type { Learned } from "../../verdict/power/learn.ts";

/** What the user says of a call; what is not said is learned or estimated. */
export interface CallNumbers {
  readonly replyTokens?: number | undefined;
  /** US dollars for a million tokens. */
  readonly priceIn?: number | undefined;
  readonly priceOut?: number | undefined;
  readonly secondsPerCall?: number | undefined;
  readonly maxConcurrency?: number | undefined;
}

export interface CallInputs {
  readonly given: CallNumbers;
  readonly learned: Learned | null;
  readonly columns: readonly Column[];
  readonly planned: readonly PlannedDraw[];
  /** As the config has it. */
  readonly concurrency: number | null;
}

type PerCall = PlanReport["perCall"];
type Sourced = PerCall["promptTokens"];

const SECONDS = 2;
/** promptfoo's own default. */
const CONCURRENCY = 4;
const MILLION = 1_000_000;

/** Tokens, seconds and money of one call: as the user says, as an earlier run showed, or as may be assumed. There is no price to assume. */
export function perCall({ given, learned, columns, planned, concurrency }: CallInputs): PerCall {
  const promptTokens = told(undefined, learned?.promptTokens) ?? { value: estimatedTokens(columns, planned), source: "estimate" };
  const replyTokens = told(given.replyTokens, learned?.replyTokens) ?? { value: REPLY_TOKENS, source: "assumed" };
  return {
    promptTokens,
    replyTokens,
    seconds: told(given.secondsPerCall, learned?.seconds) ?? { value: SECONDS, source: "assumed" },
    cost:
      priced(given, promptTokens, replyTokens) ?? ofConfig(columns, promptTokens, replyTokens) ?? told(undefined, learned?.cost) ?? null,
    concurrency: told(given.maxConcurrency ?? concurrency ?? undefined, null) ?? { value: CONCURRENCY, source: "assumed" },
  };
}

function told(given: number | undefined, learned: number | null | undefined): Sourced | null {
  if (given !== undefined) return { value: given, source: "flag" };
  return learned === null || learned === undefined ? null : { value: learned, source: "store" };
}

function priced({ priceIn, priceOut }: CallNumbers, prompt: Sourced, reply: Sourced): Sourced | null {
  if (priceIn === undefined || priceOut === undefined) return null;
  return { value: (prompt.value * priceIn + reply.value * priceOut) / MILLION, source: "flag" };
}

/** The mean over the columns; null where the config of one states no price. */
function ofConfig(columns: readonly Column[], prompt: Sourced, reply: Sourced): Sourced | null {
  const costs = columns.flatMap(({ provider }) => {
    const price = priceOfConfig(provider.entry["config"]);
    return price === null ? [] : [prompt.value * price.input + reply.value * price.output];
  });
  return costs.length < columns.length ? null : { value: costs.reduce((sum, cost) => sum + cost, 0) / costs.length, source: "config" };
}
