import { costOfTokens, priceOfConfig } from "../../money/price.ts";
import { isRecord } from "../../schema/is-record.ts";
import type { CallContext, LiveProvider } from "../hooks.ts";

/**
 * Fills in what a reply cost where the provider counts tokens and the config states a price that promptfoo does not apply: it knows models of its own
 * table alone.
 */
export function priceReplies(providers: readonly LiveProvider[]): void {
  for (const provider of providers) {
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => withCost(await callApi(prompt, context, options), provider, context);
  }
}

function withCost(response: unknown, { config }: LiveProvider, context: CallContext | undefined): unknown {
  if (!isRecord(response) || response["cost"] !== undefined || response["cached"] === true) return response;
  const cost = costOfTokens(priceOfConfig({ ...config, ...context?.prompt?.config }), response["tokenUsage"]);
  return cost === null ? response : { ...response, cost };
}
