import { isDeepStrictEqual } from "node:util";
import type { Call, ContractServer, Facts } from "./call.ts";
import type { Known } from "./known.ts";

/** What a call showed at a server, set beside what it should have and what is known to differ there. Pure. */

export type Outcome =
  /** `gaps`: keys that the SDK's type requires and this server is known never to send. */
  | { readonly state: "agrees"; readonly gaps: readonly string[] }
  | { readonly state: "not offered"; readonly why: string }
  | { readonly state: "differs"; readonly why: string; readonly facts: Facts }
  /** Nobody knew. `wrong` says what, a line each. */
  | { readonly state: "UNKNOWN"; readonly wrong: readonly string[] };

/** What the facts of a call that failed as a whole hold instead. */
export const FAILED = "the call fails with";

const LEFT_OUT = "left out";

/** Why a call is not made at all, or null where it is. */
export function notTried(call: Pick<Call, "scripted">, server: Pick<ContractServer, "scripted">): string | null {
  return call.scripted === true && !server.scripted ? "a real model does not do it when told to" : null;
}

/** Of what is known of a server, what one call needs. */
export interface KnownHere {
  readonly known: Known | undefined;
  /** Keys that the server never sends, whatever the call. */
  readonly gaps: readonly string[];
  /** Why it does not have the part of the protocol that the call belongs to; null where it has. */
  readonly lacked: string | null;
}

export function judge(expected: Facts, seen: Facts, { known, gaps, lacked }: KnownHere): Outcome {
  if (lacked !== null) {
    if (FAILED in seen || seen["status"] === 404) return { state: "not offered", why: lacked };
    return { state: "UNKNOWN", wrong: [`answered, though it is known that ${lacked}`] };
  }
  const differ = differences(expected, withoutGaps(seen, gaps));
  if (!isDeepStrictEqual(differ, known?.facts ?? {})) return { state: "UNKNOWN", wrong: wrongs(expected, differ, known?.facts ?? {}) };
  if (known === undefined) return { state: "agrees", gaps: leftOut(seen).filter((key) => gaps.includes(key)) };
  return known.offered ? { state: "differs", why: known.why, facts: differ } : { state: "not offered", why: known.why };
}

function leftOut(facts: Facts): readonly string[] {
  const keys = facts[LEFT_OUT];
  return Array.isArray(keys) ? keys.map(String) : [];
}

function withoutGaps(seen: Facts, gaps: readonly string[]): Facts {
  return LEFT_OUT in seen ? { ...seen, [LEFT_OUT]: leftOut(seen).filter((key) => !gaps.includes(key)) } : seen;
}

/** The facts that are not as expected, as they were seen. */
function differences(expected: Facts, seen: Facts): Facts {
  if (FAILED in seen) return seen;
  const names = Object.keys({ ...expected, ...seen });
  const differing = names.filter((name) => !isDeepStrictEqual(seen[name], expected[name]));
  return Object.fromEntries(differing.map((name) => [name, seen[name] ?? null]));
}

function wrongs(expected: Facts, differ: Facts, wanted: Facts): string[] {
  return Object.keys({ ...differ, ...wanted })
    .filter((name) => !isDeepStrictEqual(differ[name], wanted[name]))
    .map((name) => {
      const known = name in wanted ? `, known as ${JSON.stringify(wanted[name])}` : "";
      if (!(name in differ)) return `${name}: as the contract has it${known}: take it out of known.ts`;
      return `${name}: ${JSON.stringify(differ[name])}, wanted ${JSON.stringify(expected[name] ?? null)}${known}`;
    });
}
