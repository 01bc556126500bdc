import { instructionsOf } from "../promptfoo/wrap-prompts.ts";
import type { Column } from "../run/columns.ts";
import type { PlannedDraw } from "../scenario/plan.ts";
import type { PlanReport } from "../schema/plan-report.ts";
import type { Learned } from "../verdict/power/learn.ts";

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

const REPLY_TOKENS = 100;
const SECONDS = 2;
/** promptfoo's own default. */
const CONCURRENCY = 4;
const CHARACTERS_A_TOKEN = 4;
const MILLION = 1_000_000;

/** Tokens, seconds and money of one call: as the user says, as an earlier run showed, or as may be assumed. There is no price to assume. */
export function perCall({ given, learned, columns, planned, concurrency }: CallInputs): PerCall {
  const promptTokens = told(undefined, learned?.promptTokens) ?? { value: estimatedTokens(columns, planned), source: "estimate" };
  const replyTokens = told(given.replyTokens, learned?.replyTokens) ?? { value: REPLY_TOKENS, source: "assumed" };
  return {
    promptTokens,
    replyTokens,
    seconds: told(given.secondsPerCall, learned?.seconds) ?? { value: SECONDS, source: "assumed" },
    cost: priced(given, promptTokens, replyTokens) ?? told(undefined, learned?.cost) ?? null,
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

/** From the length of the texts. What a prompt function writes of its own is not known. */
function estimatedTokens(columns: readonly Column[], planned: readonly PlannedDraw[]): number {
  const ofPrompts = mean(columns.map(({ prompt, provider }) => writtenIn(prompt.template) + (instructionsOf(provider.entry)?.length ?? 0)));
  const ofDraws = mean(planned.map(({ userText, notice }) => userText.length + (notice?.length ?? 0)));
  return Math.ceil((ofPrompts + ofDraws) / CHARACTERS_A_TOKEN);
}

/** Characters of a template without the places that are filled in. */
function writtenIn(template: string | null): number {
  return (template ?? "").replaceAll(/\{\{[^}]*\}\}/g, "").length;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
