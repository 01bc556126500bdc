import type { ReportFiles } from "../commands/report/write-reports.ts";
import type { Estimate, PairVerdict, Verdict } from "../schema/verdict.ts";
import { artifactName } from "./comment/key.ts";
import type { Told } from "./comment/tell.ts";

/** The outputs of the Action, by the names of action.yml. Words of a fixed list, numbers and paths only: steps paste them into shells. */
export const OUTPUTS = [
  "verdict",
  "gap-base",
  "gap-head",
  "gap-delta",
  "gap-delta-low",
  "gap-delta-high",
  "n-base",
  "n-head",
  "calls",
  "cost-usd",
  "report-json",
  "report-md",
  "report-junit",
  "report-html",
  "report-dir",
] as const;
export type Outputs = Readonly<Record<(typeof OUTPUTS)[number], string>>;

/** Set behind the others, since the comment is written when all else is done. */
export const COMMENT_OUTPUTS = ["comment-url", "comment-id", "artifact-name"] as const;

/** Empty where there is no comment. @param key of the comment, by which the artifact of the report is named */
export function commentOutputs(told: Pick<Told, "comment">, key: string): Readonly<Record<(typeof COMMENT_OUTPUTS)[number], string>> {
  const { url = "", id = "" } = told.comment ?? {};
  return { "comment-url": url, "comment-id": String(id), "artifact-name": artifactName(key) };
}

export interface ReportPaths extends ReportFiles {
  readonly folder: string;
}

/** What has no value is empty, never 0. @param paths absolute; null where no report could be written */
export function outputsOf(verdict: Verdict, paths: ReportPaths | null): Outputs {
  const pair = decidingPair(verdict);
  const change = estimated(pair?.widening);
  return {
    verdict: verdict.verdict,
    "gap-base": number(estimated(pair?.gapBase)?.value),
    "gap-head": number(estimated(pair?.gapHead)?.value),
    "gap-delta": number(change?.value),
    "gap-delta-low": number(change?.interval.lower),
    "gap-delta-high": number(change?.interval.upper),
    "n-base": number(pair?.gapBase.draws),
    "n-head": number(pair?.gapHead.draws),
    calls: number(verdict.run.calls),
    "cost-usd": number(verdict.run.cost),
    "report-json": paths?.json ?? "",
    "report-md": paths?.markdown ?? "",
    "report-junit": paths?.junit ?? "",
    "report-html": paths?.html ?? "",
    "report-dir": paths?.folder ?? "",
  };
}

/** The first pair that the whole verdict rests on; with one pair that is the one. */
function decidingPair(verdict: Verdict): PairVerdict | undefined {
  return verdict.pairs.find((pair) => pair.verdict === verdict.verdict) ?? verdict.pairs[0];
}

function estimated(estimate: Estimate | undefined): (Estimate & { kind: "estimated" }) | null {
  return estimate?.kind === "estimated" ? estimate : null;
}

/** Plain decimals, six places at most, never an exponent. */
function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "";
  return value
    .toFixed(6)
    .replace(/\.?0+$/, "")
    .replace(/^-0$/, "0");
}
