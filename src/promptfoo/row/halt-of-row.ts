import type { Halt } from "../../schema/halt.ts";
import { isRecord } from "../../schema/is-record.ts";
import { faultText } from "./fault-text.ts";
import { RowSchema } from "./row-schema.ts";

/** Why a provider of gyges wants the run to stop, on one line and without secrets; null for every other row. */
export function haltOfRow(row: unknown): Halt | null {
  if (!mayHalt(row)) return null;
  const halt = RowSchema.safeParse(row).data?.response?.metadata?.gyges?.halt;
  return halt === undefined ? null : { kind: halt.kind, text: faultText(halt.text) };
}

/** Every row of a run comes by here, and next to none of them halts it: those need no reading of the whole. */
function mayHalt(row: unknown): boolean {
  const found = ["response", "metadata", "gyges", "halt"].reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), row);
  return found !== undefined;
}

/** Halts of one run as sentences, those that say the most first: a batch that was sent says more than a call that was gathered for it. */
export function haltTexts(halts: readonly Halt[]): string[] {
  const [gathered, telling] = [halts.filter(isGathered), halts.filter((halt) => !isGathered(halt))];
  return [...new Set((telling.length > 0 ? telling : gathered).map(({ text }) => text))];
}

function isGathered({ kind }: Halt): boolean {
  return kind === "batch-gathered";
}
