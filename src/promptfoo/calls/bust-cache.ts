import { randomUUID } from "node:crypto";
import { isPackRow, type CallContext, type LiveProvider } from "../hooks.ts";

/**
 * Keeps promptfoo's cache away from the pack's rows: two draws of one cell can be the same request, and a cached reply
 * is no draw. The user's own rows keep their cache. Works on the live provider, since rows cannot say it for themselves.
 */
export function bustCache(providers: readonly LiveProvider[]): void {
  for (const provider of providers) {
    const callApi = provider.callApi.bind(provider);
    provider.callApi = (prompt, context, options) =>
      callApi(prompt, context?.test !== undefined && isPackRow(context.test) ? uncached(provider, context) : context, options);
  }
}

function uncached(provider: LiveProvider, context: CallContext): CallContext {
  const config = { ...context.prompt?.config, ...headerOfItsOwn(provider, context.prompt?.config, randomUUID()) };
  return { ...context, bustCache: true, ...(context.prompt === undefined ? {} : { prompt: { ...context.prompt, config } }) };
}

/**
 * promptfoo's Anthropic provider does not read `bustCache` (measured on 0.123.1: 7 of 12 draws came out of the cache); a
 * header that no other call has keeps its cache away. Other providers need none.
 *
 * @param config settings of the call, whose headers are kept
 */
export function headerOfItsOwn(
  provider: Pick<LiveProvider, "id" | "config">,
  config: Readonly<Record<string, unknown>> | undefined,
  mark: string,
): { headers?: Record<string, unknown> } {
  if (!provider.id().startsWith("anthropic:")) return {};
  return { headers: { ...record(provider.config?.["headers"]), ...record(config?.["headers"]), "x-gyges-draw": mark } };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
