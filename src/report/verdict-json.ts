import { GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { VerdictSchema, type Verdict } from "../schema/verdict.ts";
import { safeJson } from "./safe-json.ts";

/**
 * The verdict as a document: two spaces, keys in the order of the schema (in records alphabetical), a newline at the end.
 * Equal verdicts give equal bytes. It is parsed once more on the way out, so no reader meets what the schema refuses.
 * @throws GygesError `report/not-finite` for NaN or an infinity, `report/not-a-verdict` for any other breach
 */
export function verdictJson(verdict: Verdict): string {
  refuseNotFinite(verdict, "verdict");
  const parsed = parseStrict(VerdictSchema, verdict, {
    where: "the verdict that was to be written",
    example: '{"schema": "gyges.verdict/1", …}',
    code: "report/not-a-verdict",
    kind: "data",
  });
  return `${safeJson(withSortedRecords(parsed), 2)}\n`;
}

/** zod keeps the order of a schema's own keys, but that of a record as it came in. */
function withSortedRecords(verdict: Verdict): Verdict {
  const pairs = verdict.pairs.map((pair) => ({
    ...pair,
    byMissingRule: {
      "left-out": pair.byMissingRule["left-out"],
      "all-complied": pair.byMissingRule["all-complied"],
      "none-complied": pair.byMissingRule["none-complied"],
    },
    arms: pair.arms.map((arm) => ({ ...arm, labels: sorted(arm.labels) })),
  }));
  return { ...verdict, pairs };
}

function sorted<V>(record: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** JSON would write `null` for these, and absent data must not pass for a number that is merely unknown. */
function refuseNotFinite(value: unknown, path: string): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new GygesError("data", "report/not-finite", `${path} is ${value}: wanted a finite number, or "not-estimable" with a reason`);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) refuseNotFinite(part, `${path}.${key}`);
}
