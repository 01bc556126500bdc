import { readStore } from "../../disk/store.ts";
import type { Reason, Verdict } from "../../schema/verdict.ts";
import type { Comparison } from "../comparison.ts";
import { ownBill } from "../judge-store.ts";
import { underWayInWords } from "../draws/repeated.ts";
import { withoutDraws } from "./without-draws.ts";

/**
 * The report of a run that ended before it could be judged: why, and what was paid for until then. A call that was under way when the run
 * was stopped may be billed and is not counted, since its reply never came.
 */
export async function brokenOff(comparison: Comparison, reason: Reason, seconds: number): Promise<Verdict> {
  const { options, pack, store } = comparison;
  const verdict = withoutDraws("error", reason, options, pack);
  const contents = await readStore(store).catch(() => null);
  if (contents === null) return verdict;
  const paid = ownBill(contents.draws, contents.checks, contents.asked);
  const underWay = underWayInWords(contents);
  const calls = `${paid.calls === 1 ? "1 call was" : `${paid.calls} calls were`} answered so far.${underWay}`;
  const reasons = reason.code === "interrupted" ? [{ ...reason, text: `${reason.text} ${calls}` }] : verdict.reasons;
  return { ...verdict, reasons, run: { ...verdict.run, ...paid, seconds } };
}
