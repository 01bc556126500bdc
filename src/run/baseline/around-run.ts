import type { RunOutcome } from "../run-options.ts";
import type { Comparison } from "../comparison.ts";
import type { Stopped } from "./ask-canary.ts";
import { keepBases } from "./keep-bases.ts";
import { settleBase } from "./settle-base.ts";

/** A run between the choice of its base and the storing of it; loaded where bases are stored. */
export async function withStoredBases(
  planned: Comparison,
  run: (comparison: Comparison) => Promise<RunOutcome>,
): Promise<{ readonly comparison: Comparison; readonly outcome: RunOutcome } | Stopped> {
  const comparison = await settleBase(planned);
  if ("stopped" in comparison) return comparison;
  const outcome = await run(comparison);
  await keepBases(comparison, outcome.verdict);
  return { comparison, outcome };
}
