/** Where requests go: the variables that say so, and how an address is shown. */

/** True for an environment variable that names a provider's server. */
export function isAddressVariable(name: string): boolean {
  return /_(?:BASE_URL|API_BASE|API_HOST|ENDPOINT|HOST)$/.test(name);
}

const UNREADABLE = "an address that cannot be read";

/**
 * The server of an address for people: no user, no password, no path, no query. An address that a template makes is shown by its variable.
 *
 * @param value null where there is none, so that the provider's own is used
 */
export function hostOf(value: unknown): string {
  if (value === undefined || value === null || value === "") return "the provider's own server";
  const text = typeof value === "string" ? value.trim() : "";
  const variable = /^\{\{\s*env\.([A-Za-z_]\w{0,80})\s*\}\}$/.exec(text)?.[1];
  if (variable !== undefined) return `what ${variable} holds`;
  return hostname(text.includes("://") ? text : `https://${text}`) ?? UNREADABLE;
}

/** Hosts are ASCII by then (punycode), so that no look-alike letter is shown. */
function hostname(text: string): string | null {
  const host = URL.canParse(text) ? new URL(text).host : "";
  return /^[\w.:[\]-]{1,200}$/.test(host) ? host : null;
}

/** True where two addresses are surely of one server: scheme, host and port. */
export function sameServer(one: unknown, other: unknown): boolean {
  const [a, b] = [originOf(one), originOf(other)];
  return a !== null && a === b;
}

export function moveInWords(before: unknown, after: unknown): string {
  const [from, to] = [hostOf(before), hostOf(after)];
  if (from === to) return `to another address ${to === UNREADABLE ? "that cannot be read" : `at ${to}`}`;
  return `from ${from} to ${to}`;
}

/** Of `ws:` and other schemes `URL` has no origin. */
function originOf(value: unknown): string | null {
  if (typeof value !== "string" || !URL.canParse(value) || value.includes("{{")) return null;
  const { protocol, host } = new URL(value);
  return host === "" ? null : `${protocol}//${host}`;
}
