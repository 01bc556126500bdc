import type { ProviderResponse } from "promptfoo";
import * as z from "zod";
import { uniformsFor } from "../../src/organism/uniform.ts";
import { drawKey, SideSchema, type Identity } from "../../src/schema/identity.ts";
import type { Label } from "../../src/schema/label.ts";
import { ConditionSchema } from "../../src/schema/scenario.ts";

/** What goes wrong with calls of a simulated model, as promptfoo's providers tell of it. */

export const FAULT_KINDS = [
  "rate-limit",
  "server-error",
  "timeout",
  "drop",
  "malformed",
  "throw",
  "empty",
  "truncated",
  "filtered",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FaultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  /** Of the calls that it is about. */
  share: z.number().min(0, "wanted a share from 0 to 1").max(1, "wanted a share from 0 to 1"),
  /** All of them where absent. */
  conditions: z.array(ConditionSchema).min(1).optional(),
  sides: z.array(SideSchema).min(1).optional(),
});
export type FaultRule = z.infer<typeof FaultSchema>;

interface Shape {
  /** What a draw with this fault carries as its label. */
  readonly planted: Label;
  readonly respond: (reply: string) => ProviderResponse;
}

const SHAPES: Readonly<Record<FaultKind, Shape>> = {
  // promptfoo makes a call again whose error says 429, so this one can be got over.
  "rate-limit": failing("API error: 429 Too Many Requests"),
  "server-error": failing("API error: 503 Service Unavailable"),
  timeout: failing("Request timed out after 300000 ms"),
  drop: failing("Request failed: socket hang up"),
  malformed: failing("API response error: Unexpected token '<', \"<!doctype \"... is not valid JSON"),
  throw: {
    planted: "transport",
    respond: () => {
      throw new Error("simulated model: it broke within the provider");
    },
  },
  empty: { planted: "empty", respond: () => ({ output: "" }) },
  truncated: {
    planted: "truncated",
    respond: (reply) => ({ output: reply.slice(0, reply.search(/\S+\s*$/) / 2), finishReason: "length" }),
  },
  filtered: { planted: "filtered", respond: () => ({ output: "", guardrails: { flagged: true, reason: "simulated filter" } }) },
};

export interface Struck {
  readonly planted: Label;
  readonly response: ProviderResponse;
}

/**
 * The fault of a call; null for a sound one. It depends on the draw's name and on how often it was tried before, so that a run can be repeated, and a call
 * that is made again has another chance.
 */
export function faultOf(rules: readonly FaultRule[], seed: number, identity: Identity, attempt: number): FaultKind | null {
  const { side, cell } = identity;
  for (const [index, { kind, share, conditions, sides }] of rules.entries()) {
    if (conditions?.includes(cell.condition) === false) continue;
    if (sides !== undefined && (side === null || !sides.includes(side))) continue;
    if (uniformsFor(seed, "fault", index, side, identity.pair, drawKey(identity), attempt)() < share) return kind;
  }
  return null;
}

/** @param reply what would have been said */
export function strike(kind: FaultKind, reply: string): Struck {
  const { planted, respond } = SHAPES[kind];
  return { planted, response: respond(reply) };
}

function failing(error: string): Shape {
  return { planted: "transport", respond: () => ({ error: `simulated model: ${error}` }) };
}
