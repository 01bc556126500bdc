import { setTimeout as sleep } from "node:timers/promises";
import type { ApiProvider, AssertionValueFunctionContext, CallApiContextParams, GradingResult, ProviderResponse } from "promptfoo";
import { describeError, GygesError } from "../src/schema/error.ts";
import type { Identity } from "../src/schema/identity.ts";
import { headerOfItsOwn } from "../src/promptfoo/calls/bust-cache.ts";
import { settingsOf } from "./settings.ts";

/** One call that an assertion makes beside the row's own. */
export interface Call {
  readonly prompt: string;
  /** Laid over the row's settings, as promptfoo lays a row's `options` over a provider's config. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** For the simulated model, which must know which draw this is. */
  readonly identity?: Identity;
}

const AT_ONCE = 4;

/**
 * Makes the calls through the row's own provider, four at a time and in the order given, and never lets one end the others.
 * Each is a fresh call: `bustCache` keeps promptfoo's cache away, without which k equal requests are one reply.
 *
 * The row's own transforms and the settings of a prompt's `config` do not reach these calls: promptfoo shows them to no assertion.
 *
 * @throws GygesError `assertion/provider` where promptfoo passed no provider
 */
export async function takeDraws(context: AssertionValueFunctionContext, calls: readonly Call[]): Promise<readonly ProviderResponse[]> {
  const { provider } = context;
  if (provider === undefined) {
    throw new GygesError(
      "data",
      "assertion/provider",
      "this assertion makes calls of its own, and promptfoo gave it no provider to make them with\n  Wanted: an assertion of a row that a provider answers\n  Put it under tests or defaultTest of an evaluation with providers, and leave it out of promptfoo eval --model-outputs",
    );
  }
  const responses: ProviderResponse[] = [];
  const waiting = calls.entries();
  const worker = async (): Promise<void> => {
    for (const [index, call] of waiting) responses[index] = await ask(provider, context, call, index);
  };
  const paced = (provider.delay ?? 0) > 0;
  await Promise.all(Array.from({ length: paced ? 1 : AT_ONCE }, worker));
  return responses;
}

async function ask(provider: ApiProvider, context: AssertionValueFunctionContext, call: Call, index: number): Promise<ProviderResponse> {
  try {
    if (provider.delay !== undefined && provider.delay > 0) await sleep(provider.delay);
    return await provider.callApi(call.prompt, callContext(provider, context, call, index));
  } catch (cause) {
    return { error: describeError(cause) };
  }
}

function callContext(
  provider: ApiProvider,
  { vars, test }: AssertionValueFunctionContext,
  call: Call,
  index: number,
): CallApiContextParams {
  const config = { ...settingsOf(test.options), ...call.config };
  const metadata = { ...test.metadata, ...(call.identity === undefined ? {} : { gyges: call.identity }) };
  return {
    vars,
    prompt: { raw: call.prompt, label: "gyges", config: { ...config, ...headerOfItsOwn(provider, config, String(index)) } },
    test: { vars, metadata, options: settingsOf(test.options) },
    bustCache: true,
  };
}

/** What the calls used, for promptfoo's own sums of grading tokens. */
export function tokensOf(responses: readonly ProviderResponse[]): NonNullable<GradingResult["tokensUsed"]> {
  const sum = (key: "prompt" | "completion" | "total"): number =>
    responses.reduce((total, { tokenUsage }) => total + (Number.isFinite(tokenUsage?.[key]) ? (tokenUsage?.[key] ?? 0) : 0), 0);
  return { prompt: sum("prompt"), completion: sum("completion"), total: sum("total"), cached: 0, numRequests: responses.length };
}
