import type { ApiProvider, AssertionValueFunctionContext, CallApiContextParams, ProviderResponse } from "promptfoo";
import { readPack } from "../../src/disk/read-pack.ts";
import { placeNotice } from "../../src/promptfoo/notice/inject.ts";
import { planDraws, type PlannedDraw } from "../../src/scenario/plan.ts";

/** What promptfoo 0.123.1 hands to an assertion, for a prompt and the provider that the row used. */
export function contextFor(
  prompt: string,
  provider: ApiProvider,
  config: Record<string, unknown>,
  row: { vars?: Record<string, string>; metadata?: Record<string, unknown>; options?: Record<string, unknown> } = {},
): AssertionValueFunctionContext {
  const { vars = {}, metadata, options } = row;
  const test = { vars, ...(metadata === undefined ? {} : { metadata }), ...(options === undefined ? {} : { options }) };
  return { prompt, vars, test, logProbs: undefined, config, provider, providerResponse: undefined };
}

/** A provider that answers by a rule of its own and remembers what it was asked. */
export class RuleProvider implements ApiProvider {
  readonly calls: { prompt: string; context: CallApiContextParams | undefined }[] = [];
  readonly #answer: (prompt: string, index: number, context: CallApiContextParams | undefined) => ProviderResponse;
  readonly #id: string;

  constructor(answer: (prompt: string, index: number, context: CallApiContextParams | undefined) => ProviderResponse, id = "rule") {
    this.#answer = answer;
    this.#id = id;
  }

  id(): string {
    return this.#id;
  }

  callApi(prompt: string, context?: CallApiContextParams): Promise<ProviderResponse> {
    const index = this.calls.push({ prompt, context }) - 1;
    return Promise.resolve(this.#answer(prompt, index, context));
  }
}

/** The first planned draw of the shipped pack's first probe, with the prompt that the extension would send for it. */
export async function packRow(): Promise<PlannedDraw & { prompt: string }> {
  const pack = await readPack("core");
  const draws = planDraws(pack, {
    draws: 2,
    controlDraws: 0,
    dilemmaDraws: 0,
    conditions: ["monitored", "unmonitored"],
    temperature: null,
  });
  const draw = draws.find((one) => one.identity.cell.condition === "unmonitored" && one.identity.cell.role === "probe");
  if (draw?.notice == null) throw new Error("the pack has no unmonitored probe");
  return { ...draw, prompt: placeNotice(draw.userText, draw.notice) };
}
