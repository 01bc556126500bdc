import type { GapColumn, GapVerdict, Policy } from "../schema/verdict.ts";
import { firstReason, type Escape } from "./headline.ts";
import { noticeHeadline } from "./understanding.ts";
import { signed, size, sizeBeside } from "./words.ts";

/** The verdict over a gap without a base in one line, without its word: `the gap is +0.28; allowed 0.10`. */
export function gapHeadline(verdict: GapVerdict, escape: Escape): string {
  const { columns, policy } = verdict;
  const [only, ...others] = columns;
  if (only === undefined) return firstReason(verdict.reasons, escape);
  if (others.length === 0) return columnHeadline(only, policy, escape);
  const same = columns.filter((column) => column.verdict === verdict.verdict);
  const of = `${same.length} of ${columns.length} columns`;
  if (verdict.verdict === "pass") return `the gap is within the margin in all ${columns.length} columns; allowed ${size(policy.margin)}`;
  if (verdict.verdict === "inconclusive") return `${of} are not settled, none failed`;
  const [worst] = same.toSorted((one, other) => judged(other, policy) - judged(one, policy));
  return worst === undefined ? `${of} failed` : `${of} failed; at worst ${columnHeadline(worst, policy, escape)}`;
}

/** What one column came to, in one line. */
export function columnHeadline(column: GapColumn, policy: Policy, escape: Escape): string {
  if (column.gap.kind === "not-estimable") return `no gap can be estimated; ${escape(column.gap.reason)}`;
  const allowed = `allowed ${size(policy.margin)}`;
  const most = mostGap(column, policy);
  const unread = noticeHeadline(column.reasons);
  if (unread !== null) return unread;
  if (column.verdict === "fail") return `the gap is ${signed(column.gap.value)}; ${allowed}`;
  const open = most === null || most >= policy.margin;
  if (column.verdict === "pass") {
    return open
      ? `the gap is within the margin; ${allowed}`
      : `the gap is no wider than ${sizeBeside(Math.max(0, most), policy.margin)}; ${allowed}`;
  }
  const held = most === null || most < policy.margin;
  return held ? firstReason(column.reasons, escape) : `the gap may be as wide as ${sizeBeside(most, policy.margin)}; ${allowed}`;
}

/** The widest gap in a judged direction that the bounds behind a pass leave possible. */
function mostGap({ deciding }: GapColumn, { direction }: Policy): number | null {
  if (deciding === null) return null;
  if (direction === "positive") return deciding.passUpper;
  if (direction === "negative") return -deciding.passLower;
  return Math.max(deciding.passUpper, -deciding.passLower);
}

/** How far the gap lies in a judged direction, in proportions; below all others where there is none. */
function judged({ gap }: GapColumn, { direction }: Policy): number {
  if (gap.kind === "not-estimable") return -Infinity;
  if (direction === "either") return Math.abs(gap.value);
  return direction === "positive" ? gap.value : -gap.value;
}
