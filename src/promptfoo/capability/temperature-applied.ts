import type { Applied } from "../../schema/draw.ts";
import { capabilitiesOf, modelOf } from "./capabilities.ts";
import { isLaidOver, isThinking, type ModelCall, reported, thinksByPrompt } from "./model-call.ts";

export interface TemperatureRequest extends ModelCall {
  readonly requested: number;
}

/**
 * Did the temperature reach the model?
 *
 * `no`: the API refused it, the model family takes none, or another setting overrules it; promptfoo 0.123 then drops it without a mark
 * on the row.
 * `yes`: the provider reports its request, or it is one of the built-in providers and model families for which a test runs promptfoo
 * against a loopback server and finds the temperature in every request. All else is `unknown`: hope is no proof. So are models of other
 * names behind OpenAI's chat API: some servers drop a temperature and say nothing.
 */
export function temperatureApplied(call: TemperatureRequest): Applied {
  const { providerId, config, requested, error } = call;
  const { sent, stated } = reported(call, "temperature");
  if (typeof sent === "number") return sent === requested ? "yes" : "no";
  if (stated === "yes" || stated === "no") return stated;
  // Such as "400 Unsupported value: 'temperature' does not support 0.7 with this model".
  if (error !== null && /temperature/i.test(error)) return "no";
  const known = capabilitiesOf(providerId).temperature;
  // Thinking takes no temperature beside it.
  if (known === "no" || isThinking(config["thinking"]) || isLaidOver(config, "temperature")) return "no";
  if (isLaidOver(config, "model")) return "unknown";
  return known === "yes" && modelOf(providerId).startsWith("anthropic:") ? byAnthropic(call) : known;
}

/** promptfoo leaves the temperature out beside `top_p`, and where the config or the prompt turns thinking on. The API takes 0 to 1. */
function byAnthropic({ config, requested, prompt }: TemperatureRequest): Applied {
  if (requested > 1 || isGiven(config["top_p"])) return "no";
  if (prompt === undefined || prompt === null) return "unknown";
  return !isGiven(config["thinking"]) && thinksByPrompt(prompt) ? "no" : "yes";
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
