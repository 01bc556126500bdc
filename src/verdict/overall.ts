import type { GatedVerdict, Reason } from "../schema/verdict.ts";

/** The verdict on one column, as much of it as the whole needs. */
export interface Judged {
  readonly name: string;
  readonly verdict: GatedVerdict;
  readonly reasons: readonly Reason[];
}

/** `pass` only if all columns pass, `fail` if any fails, else `inconclusive`; with the reasons of the columns that made it so. */
export function overall(columns: readonly Judged[]): { readonly verdict: GatedVerdict; readonly reasons: Reason[] } {
  const verdict = strictest(columns.map((column) => column.verdict));
  const telling = columns.filter((column) => column.verdict === verdict);
  const reasons = telling.flatMap(({ name, reasons }) =>
    reasons.map(({ code, text }) => ({ code, text: columns.length === 1 ? text : `Column ${JSON.stringify(name)}: ${text}` })),
  );
  return { verdict, reasons };
}

function strictest(verdicts: readonly GatedVerdict[]): GatedVerdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === "pass") ? "pass" : "inconclusive";
}
