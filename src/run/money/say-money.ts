import type { Draw } from "../../schema/draw.ts";
import { keyOfDraw } from "../../schema/store.ts";
import { knownAnswers, type WantedCheck, wantedChecks } from "../draws/checks.ts";
import type { Comparison } from "../comparison.ts";
import { firstReach } from "../draws/reach.ts";
import { wantedDraws } from "../draws/wanted-draws.ts";
import { askPrices } from "./ask-prices.ts";
import { asCalls, sayForecast } from "./within-budget.ts";

/**
 * Says what a run will cost, before its first call.
 *
 * @param held draws that are there already
 * @throws GygesError where the user's limit cannot hold, or nothing fits it
 */
export async function sayMoney(comparison: Comparison, held: readonly Draw[]): Promise<void> {
  if (comparison.budget !== null) await askPrices(comparison);
  const keys = new Set(held.map(keyOfDraw));
  const first = wantedDraws(comparison, firstReach(comparison)).filter(({ key }) => !keys.has(key));
  await sayForecast(comparison, [...first, ...asCalls(await unanswered(comparison))], held);
}

/** Questions about notices that no other run has put, each once for all columns that send the same. */
async function unanswered(comparison: Comparison): Promise<readonly WantedCheck[]> {
  const known = await knownAnswers(comparison);
  const open = wantedChecks(comparison).filter(({ row }) => !known.has(row.print));
  return [...new Map(open.map((one) => [one.row.print, one])).values()];
}
