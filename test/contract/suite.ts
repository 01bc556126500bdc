import { APIError as AnthropicError0 } from "@anthropic-ai/sdk";
import { APIError as AnthropicError1 } from "anthropic-sdk-1";
import { APIError as OpenAiError } from "openai";
import { during } from "../faults/during.ts";
import type { Call, ContractServer, Facts, ServerName } from "./call.ts";
import { anthropicBatches } from "./calls/anthropic-batches.ts";
import { anthropicErrors } from "./calls/anthropic-errors.ts";
import { anthropicMessages } from "./calls/anthropic-messages.ts";
import { openaiBatches } from "./calls/openai-batches.ts";
import { openaiChat } from "./calls/openai-chat.ts";
import { openaiErrors } from "./calls/openai-errors.ts";
import { openaiStream } from "./calls/openai-stream.ts";
import { Clients } from "./clients.ts";
import { FAILED, judge, notTried, type KnownHere, type Outcome } from "./judge.ts";
import { KNOWN } from "./known.ts";
import { startAimock } from "./server-aimock.ts";
import { startFake } from "./server-fake.ts";

export const CALLS: readonly Call[] = [
  ...openaiChat,
  ...openaiStream,
  ...openaiErrors,
  ...openaiBatches,
  ...anthropicMessages,
  ...anthropicErrors,
  ...anthropicBatches,
];

export interface Column {
  readonly server: ServerName;
  /** An outcome for each of `CALLS`. */
  readonly outcomes: readonly Outcome[];
  /** Chat calls that the server answered with status 200. */
  readonly answered: number;
}

export async function fakeColumn(): Promise<Column> {
  return during(await startFake(), columnOf);
}

export async function aimockColumn(): Promise<Column> {
  return during(await startAimock(), columnOf);
}

/** Makes every call at one server, one after the other. */
export async function columnOf(server: ContractServer): Promise<Column> {
  const clients = new Clients(server);
  const outcomes: Outcome[] = [];
  for (const call of CALLS) {
    const why = notTried(call, server);
    if (why !== null) outcomes.push({ state: "not offered", why });
    else outcomes.push(judge(call.expected, await seenOf(call, clients), knownHere(server.name, call.name)));
  }
  return { server: server.name, outcomes, answered: clients.answered };
}

function knownHere(server: ServerName, call: string): KnownHere {
  const { calls, gaps, lacks } = KNOWN[server];
  const known = calls[call];
  const lacked = Object.entries(lacks).find(([beginning]) => call.startsWith(beginning));
  return { known, gaps, lacked: known === undefined ? (lacked?.[1] ?? null) : null };
}

async function seenOf(call: Call, clients: Clients): Promise<Facts> {
  try {
    return await call.make(clients);
  } catch (cause) {
    const told = cause instanceof OpenAiError || cause instanceof AnthropicError0 || cause instanceof AnthropicError1;
    return { [FAILED]: told ? cause.constructor.name : String(cause) };
  }
}

/** Excuses that nothing needs any more: for calls that were renamed, and for keys that a server sends after all. */
export function stale(columns: readonly Column[]): string[] {
  const names = new Set(CALLS.map(({ name }) => name));
  const calls = Object.values(KNOWN).flatMap((known) => Object.keys(known.calls).filter((name) => !names.has(name)));
  const gaps = columns.flatMap(({ server, outcomes }) => {
    const used = new Set(outcomes.flatMap((outcome) => (outcome.state === "agrees" ? outcome.gaps : [])));
    return KNOWN[server].gaps.filter((key) => !used.has(key)).map((key) => `${server}: ${key}`);
  });
  return [...calls, ...gaps];
}
