import { isPackRow, type LiveProvider } from "./hooks.ts";

/**
 * Has each call of the pack's rows noted before it is made, so that a run which is killed knows afterwards what was under way. A provider that keeps books of
 * its own on what it sent (`ownBooks`, as `BatchProvider` does) is left alone: a call of it may wait for days, and it is never paid for twice.
 *
 * @param note resolves once the call is noted; where it throws, the call is not made
 */
export function noteSent(providers: readonly LiveProvider[], note: (row: unknown) => Promise<void>): void {
  for (const provider of providers) {
    if (provider.ownBooks === true) continue;
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => {
      if (context?.test !== undefined && isPackRow(context.test)) await note(context.test);
      return callApi(prompt, context, options);
    };
  }
}
