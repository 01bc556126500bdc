import { isPackRow, type LiveProvider } from "./hooks.ts";

/**
 * Keeps promptfoo's cache away from the pack's rows: two draws of one cell can be the same request, and a cached reply
 * is no draw. The user's own rows keep their cache. Works on the live provider, since rows cannot say it for themselves.
 */
export function bustCache(providers: readonly LiveProvider[]): void {
  for (const provider of providers) {
    const callApi = provider.callApi.bind(provider);
    provider.callApi = (prompt, context, options) =>
      callApi(prompt, context?.test !== undefined && isPackRow(context.test) ? { ...context, bustCache: true } : context, options);
  }
}
