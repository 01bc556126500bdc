import { isRecord } from "../../schema/is-record.ts";
import type { LiveProvider } from "../hooks.ts";

export type Fetch = typeof fetch;

/**
 * Puts something around every way by which promptfoo's providers reach an API: `fetch`, and the copy of it that Anthropic's client took hold of when
 * it was made, before any extension ran.
 *
 * @returns takes it away again
 */
export function watchFetch(providers: readonly LiveProvider[], around: (original: Fetch) => Fetch): () => void {
  const before = globalThis.fetch;
  globalThis.fetch = around(before);
  const undo: (() => void)[] = [() => (globalThis.fetch = before)];
  for (const provider of providers) {
    const client: unknown = Reflect.get(provider, "anthropic");
    if (!isRecord(client) || !isFetch(client["fetch"])) continue;
    const own = client["fetch"];
    client["fetch"] = around(own);
    undo.push(() => (client["fetch"] = own));
  }
  return () => {
    for (const one of undo) one();
  };
}

function isFetch(value: unknown): value is Fetch {
  return typeof value === "function";
}

/** A request that an API may bill: others ask how a thing stands. */
export function isBillable(input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): boolean {
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  return method.toUpperCase() === "POST";
}
