import { checkRow, type CheckPlan } from "../scenario/plan-checks.ts";
import { packRef } from "../scenario/plan.ts";
import type { CheckRow } from "../schema/check.ts";
import type { Pack } from "../schema/scenario.ts";
import { checkCase, type TestCase } from "./test-case.ts";

/** The rows that ask whether the notices are understood under plain `promptfoo eval`, where each runs in every column. */
export function evalChecks({ checks }: CheckPlan, pack: Pack, temperature: number | null, messageVar: string): TestCase<CheckRow>[] {
  const ref = packRef(pack);
  return checks.map((check) => {
    const row: CheckRow = { ...checkRow(ref, check), print: null, side: null, pair: null };
    return checkCase(row, check, temperature, { messageVar });
  });
}

/** Goes on behind "48 calls a column"; empty where nothing is asked. */
export function checksInWords({ checks, notices, drawn }: CheckPlan): string {
  if (notices === 0) return "";
  return ` and ${checks.length} that ask whether its notices are understood (${notices === drawn ? notices : `${notices} of ${drawn}`})`;
}
