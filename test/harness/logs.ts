import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gate, type GateOptions } from "../../src/commands/gate/gate.ts";
import type { Verdict } from "../../src/schema/verdict.ts";
import { zipOf } from "./zip.ts";

/** The logs that the real Inspect recorded, whole or with one thing changed. */

const folder = join(import.meta.dirname, "../../examples/inspect/logs");

export function logPath(name: string): string {
  return join(folder, name);
}

type Fields = Record<string, unknown>;

/** As Inspect 0.3.285 writes it, the parts that tests change. */
export interface Log extends Fields {
  status: string;
  invalidated: boolean;
  eval: Fields & { dataset: Fields & { sample_ids?: unknown[] }; config: Fields & { epochs?: number } };
  samples: LoggedSample[];
}

export interface LoggedSample extends Fields {
  id: string | number;
  epoch: number;
  metadata: { gyges?: Fields };
  scores: Record<string, { value: unknown }> | null;
  output: Fields & { choices: (Fields & { message: Fields & { id: string; content: unknown } })[] };
  events: unknown[];
}

export function logOf(name: string): Log {
  return JSON.parse(readFileSync(logPath(name), "utf8"));
}

/** Writes a log of one's own scenarios, changed, in either format. */
export function changedLog(
  into: string,
  name: `${string}.json` | `${string}.eval`,
  from: string,
  change: (log: Log) => void = () => {},
): string {
  const log = logOf(from);
  change(log);
  const path = join(into, name);
  writeFileSync(path, name.endsWith(".json") ? JSON.stringify(log, null, 2) : asEval(log));
  return path;
}

function asEval({ samples, ...header }: Log): Buffer {
  return zipOf([
    ...samples.map((sample) => ({ name: `samples/${sample.id}_epoch_${sample.epoch}.json`, text: JSON.stringify(sample) })),
    { name: "summaries.json", text: "[]" },
    { name: "header.json", text: JSON.stringify(header) },
  ]);
}

export interface Judged {
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** Code of the first reason and its first line. */
  readonly code: string;
  readonly says: string;
  /** All that it says. */
  readonly text: string;
}

export async function judgedFiles(base: string, head: string, options: GateOptions = {}): Promise<Judged> {
  const { verdict, exitCode } = await gate(base, head, options);
  const [reason] = verdict.reasons;
  const text = reason?.text ?? "";
  return { verdict, exitCode, code: reason?.code ?? "", says: text.split("\n", 1)[0] ?? "", text };
}
