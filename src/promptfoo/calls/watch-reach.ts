import { AsyncLocalStorage } from "node:async_hooks";
import type { Halt } from "../../schema/halt.ts";
import { isRecord } from "../../schema/is-record.ts";
import { isPackRow, type LiveProvider } from "../hooks.ts";
import { type Fetch, watchFetch } from "./watch-fetch.ts";

/**
 * Stops a run whose provider cannot be reached. promptfoo tries each call of one five times over 80 s (0.123.1), four calls at once: 800 calls
 * to a server that is down would take four hours and come to nothing. Each try is seen as it fails, so the run ends within a minute.
 */

/** Tries of one provider that failed before anything came back from it. */
interface Reach {
  isReached: boolean;
  failed: number;
  /** When the first one failed. */
  since: number;
  readonly stop: (halt: Halt) => void;
}

const calls = new AsyncLocalStorage<Reach>();

/** So many tries, and so long: a server that is just starting is waited for. */
export const PATIENCE = { tries: 8, ms: 30_000 } as const;

/** @param patience so many tries must have failed, over so long, before the run is ended */
export function watchReach(providers: readonly LiveProvider[], patience: { readonly tries: number; readonly ms: number } = PATIENCE): void {
  watchFetch(providers, (original) => watching(original, patience));
  const halted = Promise.withResolvers<Halt>();
  let halt: Halt | null = null;
  void halted.promise.then((given) => (halt = given));
  for (const provider of providers) {
    const reach: Reach = { isReached: false, failed: 0, since: 0, stop: halted.resolve };
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => {
      if (context?.test === undefined || !isPackRow(context.test)) return callApi(prompt, context, options);
      if (halt !== null) return haltedCall(halt);
      // What waits for its next try is not waited for.
      return Promise.race([calls.run(reach, () => callApi(prompt, context, options)), halted.promise.then(haltedCall)]);
    };
  }
}

function haltedCall(halt: Halt): unknown {
  return { error: halt.text, metadata: { gyges: { halt } } };
}

function watching(original: Fetch, patience: { readonly tries: number; readonly ms: number }): Fetch {
  return async (input, init) => {
    const reach = calls.getStore();
    if (reach === undefined) return original(input, init);
    try {
      const response = await original(input, init);
      reach.isReached = true;
      return response;
    } catch (cause) {
      const code = codeOf(cause);
      if (code !== null && !reach.isReached) fail(reach, `${code} ${hostOf(input)}`, patience);
      throw cause;
    }
  };
}

function fail(reach: Reach, why: string, { tries, ms }: { readonly tries: number; readonly ms: number }): void {
  const now = performance.now();
  if (reach.failed === 0) reach.since = now;
  reach.failed += 1;
  const waited = now - reach.since;
  if (reach.failed < tries || waited < ms) return;
  const text = `no reply from the provider: ${why} in ${reach.failed} of ${reach.failed} tries within ${Math.round(waited / 1000)} s. Check apiBaseUrl and whether this machine can reach it, then run the same command again.`;
  reach.stop({ kind: "unreachable", text });
}

/** Why a request got no response, as Node has it; null where it was called off, as one that takes too long is. */
function codeOf(cause: unknown, depth = 0): string | null {
  if (!isRecord(cause) && !(cause instanceof Error)) return null;
  const code: unknown = Reflect.get(cause, "code");
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  return depth === MOST_CAUSES ? null : codeOf(Reflect.get(cause, "cause"), depth + 1);
}

const MOST_CAUSES = 4;

/** Without path, query and user, which may hold a key. */
function hostOf(input: Parameters<Fetch>[0]): string {
  const url = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
  return URL.canParse(url) ? new URL(url).host.slice(0, 200) : "an address that cannot be read";
}
