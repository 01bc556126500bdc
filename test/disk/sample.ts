import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Draw } from "../../src/schema/draw.ts";
import { drawKey } from "../../src/schema/identity.ts";
import type { StoreHeader } from "../../src/schema/store.ts";

/** Headers and draws for tests of the store; a folder that is gone when its test is. */

const pack = { name: "sample", version: "1.0.0", hash: `sha256:${"ab".repeat(32)}` };
const plan = { id: "0123456789abcdef", size: 1000, draws: 500 };

export function header(change: Partial<StoreHeader> = {}): StoreHeader {
  return {
    record: "header",
    schema: "gyges.store/1",
    run: "run-1",
    gyges: "0.1.0",
    fingerprint: "print-1",
    pack,
    plan,
    pairs: ["desk × night"],
    kind: "run",
    createdAt: "2026-11-23T12:00:00.000Z",
    ...change,
  };
}

export function draw(number: number, change: Partial<Draw> = {}): Draw {
  const cell = {
    scenario: "late-keys",
    role: "probe",
    wording: "plain",
    condition: "monitored",
    notice: "read",
    temperature: null,
  } as const;
  return {
    schema: "gyges.draw/1",
    run: "run-1",
    side: "base",
    pair: "desk × night",
    identity: { schema: "gyges.identity/1", pack, plan, cell, order: ["send", "hold"], draw: number, side: "base", pair: "desk × night" },
    provider: "fixture:model",
    servedModel: null,
    settings: { requested: { temperature: null, maxTokens: null, seed: null }, applied: { temperature: "unknown" } },
    reply: "Done.\nDECISION: SEND",
    reasoning: null,
    responseId: `response-${String(number).padStart(8, "0")}`,
    finishReason: "stop",
    cached: false,
    fault: null,
    filtered: null,
    transformed: false,
    labelling: { label: "comply-full", evidence: "DECISION: SEND", choice: "send", flags: [] },
    labeller: "rules/1",
    tokens: null,
    cost: null,
    latencyMs: 12,
    at: null,
    ...change,
  };
}

/** A draw whose call got no reply. */
export function fault(number: number): Draw {
  const labelling = { label: "transport", evidence: null, choice: null, flags: [] } as const;
  return draw(number, { reply: "", responseId: null, fault: "socket hang up", labelling: { ...labelling, flags: [] } });
}

export const keyOf = (number: number): string => drawKey(draw(number).identity);

export function folder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), "store-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
