import type { Applied } from "../../schema/draw.ts";
import { capabilitiesOf } from "./capabilities.ts";
import { isLaidOver, isThinking, type ModelCall, reported } from "./model-call.ts";

/** Did `top_p` reach the model? As of the temperature, but that thinking leaves open what becomes of it. */
export function topPApplied(call: ModelCall, requested: number): Applied {
  const { providerId, config, error } = call;
  const { sent, stated } = reported(call, "top_p");
  if (typeof sent === "number") return sent === requested ? "yes" : "no";
  if (stated === "yes" || stated === "no") return stated;
  if (error !== null && /\btop_?p\b/i.test(error)) return "no";
  const known = capabilitiesOf(providerId).top_p;
  if (known === "no" || isLaidOver(config, "top_p")) return "no";
  return isLaidOver(config, "model") || isThinking(config["thinking"]) ? "unknown" : known;
}

/**
 * Did the seed do anything? Only a provider that knows its model can say `yes`: an API that takes a seed promises nothing, and a repeat that comes out alike is what
 * would show it.
 */
export function seedApplied(call: ModelCall): Applied {
  const { stated } = reported(call, "seed");
  if (stated === "yes" || stated === "no") return stated;
  if (call.error !== null && /\bseed\b/i.test(call.error)) return "no";
  return capabilitiesOf(call.providerId).seed === "no" || isLaidOver(call.config, "seed") ? "no" : "unknown";
}
