import { isRecord } from "../schema/is-record.ts";

/** What a provider charges, in US dollars a token. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/**
 * The price that a provider's config states, by promptfoo's own keys: `inputCost` and `outputCost`, or `cost` for both. promptfoo 0.123.1 itself
 * reads them for models of its table alone (measured: with `openai:chat:m1` and both keys a reply has no cost).
 *
 * @returns null where it states none, or half of one
 */
export function priceOfConfig(config: unknown): Price | null {
  if (!isRecord(config)) return null;
  const input = amount(config["inputCost"]) ?? amount(config["cost"]);
  const output = amount(config["outputCost"]) ?? amount(config["cost"]);
  return input === null || output === null ? null : { input, output };
}

/** Null where the provider does not say how many tokens it was. */
export function costOfTokens(price: Price | null, usage: unknown): number | null {
  if (price === null || !isRecord(usage)) return null;
  const [prompt, completion] = [amount(usage["prompt"]), amount(usage["completion"])];
  return prompt === null || completion === null ? null : prompt * price.input + completion * price.output;
}

/** Anything but a sane amount is none: prices and usage come from outside. */
export function amount(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
