import { isDeepStrictEqual } from "node:util";
import { sameServer } from "./addresses.ts";

/** Settings of promptfoo's providers (0.123.1) that name a server and nothing else. */
const SERVERS: ReadonlySet<string> = new Set(
  `apiBaseUrl apiHost apiEndpoint baseUrl baseURL base_url endpoint host gatewayUrl gateway_url portkeyApiBaseUrl websocketUrl proxyUrl`.split(
    " ",
  ),
);

/** Those that hold a whole request: its path may name the model, so only another server counts. */
const REQUESTS: ReadonlySet<string> = new Set(["url", "apiUrl"]);

export function isServerSetting(name: string): boolean {
  return SERVERS.has(name) || REQUESTS.has(name);
}

export function isSameSetting(name: string, base: unknown, head: unknown): boolean {
  return isDeepStrictEqual(base, head) || (REQUESTS.has(name) && sameServer(base, head));
}

export interface Overlay {
  readonly isNamed: (name: string) => boolean;
  readonly isSame: (name: string, base: unknown, head: unknown) => boolean;
}

/** Head's record with base's values of the named keys that differ, and without them where base has none. */
export function overlaid(
  base: unknown,
  head: unknown,
  { isNamed, isSame }: Overlay,
): { readonly record: Readonly<Record<string, unknown>>; readonly changed: readonly { readonly base: unknown; readonly head: unknown }[] } {
  const [before, after] = [new Map(Object.entries(recordOf(base))), new Map(Object.entries(recordOf(head)))];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changed = names.filter((name) => isNamed(name) && !isSame(name, before.get(name), after.get(name)));
  const kept = [...after].filter(([name]) => !changed.includes(name));
  const taken = [...before].filter(([name]) => changed.includes(name));
  return {
    record: Object.fromEntries([...kept, ...taken]),
    changed: changed.map((name) => ({ base: before.get(name), head: after.get(name) })),
  };
}

function recordOf(value: unknown): object {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}
