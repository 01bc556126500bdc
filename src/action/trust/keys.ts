import { isAddressVariable } from "../../run/servers/addresses.ts";
import { PROVIDER_VARIABLES } from "../child-env.ts";

/** What counts as a key: a run of a fork's code may hold none. */

/**
 * Names that hold a key: every variable for promptfoo with a value, unless it is the bare address of a server. Known providers count even
 * where `env-pass` leaves them out: the input is in the fork's hands, and a child can read what its parent was started with.
 */
export function keysIn(env: NodeJS.ProcessEnv, passed: readonly string[]): string[] {
  const names = [...new Set([...PROVIDER_VARIABLES, ...passed])];
  return names.filter((name) => (env[name] ?? "") !== "" && !isBareAddress(name, env[name]!));
}

/** Addresses of servers, for a model of the fork's run that needs no key. */
export function addressesIn(env: NodeJS.ProcessEnv, passed: readonly string[]): string[] {
  return passed.filter((name) => isBareAddress(name, env[name] ?? ""));
}

/** promptfoo's own variables go to every child, and some of them are keys of its cloud. */
export function isPromptfooSecret(name: string): boolean {
  return /^PROMPTFOO_.*(?:KEY|TOKEN|SECRET|PASSWORD|AUTH)/i.test(name);
}

/** A password, or a token behind the question mark, makes an address a key. */
function isBareAddress(name: string, value: string): boolean {
  return isAddressVariable(name) && /^[\w.:/[\]-]+$/.test(value);
}
