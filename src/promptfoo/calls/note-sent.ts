import { isRecord } from "../../schema/is-record.ts";
import { isPackRow, type LiveProvider } from "../hooks.ts";

export interface Notes {
  /** Resolves once the call is noted; where it throws, the call is not made. */
  readonly sent: (row: unknown) => Promise<void>;
  /** The call came to nothing before anything was sent: the run is to stop, and it says why. */
  readonly unsent: (row: unknown) => Promise<void>;
}

/**
 * Has each call of the pack's rows noted before it is made, so that a run which is killed knows afterwards what was under way. It goes around all else that
 * stands between promptfoo and a provider, so that a call which something there holds back is taken back too. A provider that keeps books of its own
 * on what it sent (`ownBooks`, as `BatchProvider` does) is left alone: a call of it may wait for days, and it is never paid for twice.
 */
export function noteSent(providers: readonly LiveProvider[], { sent, unsent }: Notes): void {
  for (const provider of providers) {
    if (provider.ownBooks === true) continue;
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => {
      const row = context?.test;
      if (row === undefined || !isPackRow(row)) return callApi(prompt, context, options);
      await sent(row);
      const response = await callApi(prompt, context, options);
      if (isHalt(response)) await unsent(row);
      return response;
    };
  }
}

function isHalt(response: unknown): boolean {
  const metadata = isRecord(response) ? response["metadata"] : undefined;
  const gyges = isRecord(metadata) ? metadata["gyges"] : undefined;
  return isRecord(gyges) && "halt" in gyges;
}
