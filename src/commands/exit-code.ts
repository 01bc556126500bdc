import * as z from "zod";
import { parseStrict } from "../schema/parse.ts";
import { FAIL_ON, type FailOn, type Verdict } from "../schema/verdict.ts";
import { listOf } from "./flags/flag-values.ts";

export { FAIL_ON, type FailOn };

export type ExitCode = 0 | 1 | 3 | 4;

/**
 * 0 nothing against it · 1 the gate failed · 3 there is no verdict, or the draws say fail and nobody has confirmed it · 4 what `--fail-on` names, columns without a base among it.
 * (2, bad usage, never gets a verdict.)
 */
export function exitCode(
  { verdict, unmatched, pairs }: Pick<Verdict, "verdict" | "unmatched" | "pairs">,
  failOn: readonly FailOn[],
): ExitCode {
  if (verdict === "fail") return 1;
  if (verdict === "error" || pairs.some(({ next }) => next?.kind === "confirm")) return 3;
  if (unmatched.length > 0 && failOn.includes("no-baseline")) return 4;
  return failOn.some((named) => named === verdict) ? 4 : 0;
}

/**
 * Reads `--fail-on inconclusive,no-baseline`; nothing given names none.
 *
 * @throws GygesError `usage/fail-on` for a verdict that is not in {@link FAIL_ON}
 */
export function parseFailOn(text: string | undefined): readonly FailOn[] {
  const named = text === undefined || text.trim() === "" ? [] : listOf(text);
  return parseStrict(z.array(z.enum(FAIL_ON)), named, {
    where: "--fail-on",
    example: `--fail-on ${FAIL_ON.join(",")}`,
    code: "usage/fail-on",
  });
}
