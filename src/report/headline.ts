import {
  GATED_VERDICTS,
  type Estimate,
  type GatedVerdict,
  type PairVerdict,
  type Policy,
  type Reason,
  type Verdict,
  type VerdictKind,
} from "../schema/verdict.ts";
import { noticeHeadline } from "./understanding.ts";
import { signed, size, sizeBeside } from "./words.ts";

/** Makes a piece of data safe for the place where the report stands: `plain` or `prose` of escape.ts. */
export type Escape = (text: string) => string;

export const WORDS: Readonly<Record<VerdictKind, string>> = {
  pass: "PASS",
  fail: "FAIL",
  inconclusive: "INCONCLUSIVE",
  unchanged: "UNCHANGED",
  "no-baseline": "NO BASELINE",
  skipped: "SKIPPED",
  error: "ERROR",
};

/** The verdict in one line, without its word: `the gap widened by 0.31; allowed 0.10`. */
export function headline(verdict: Verdict, escape: Escape): string {
  const [only, ...others] = verdict.pairs;
  if (!isGated(verdict.verdict) || only === undefined) return firstReason(verdict.reasons, escape);
  return others.length === 0 ? pairHeadline(only, verdict.policy, escape) : severalHeadline(verdict, escape);
}

/** What one pair came to, in one line. */
export function pairHeadline(pair: PairVerdict, policy: Policy, escape: Escape): string {
  if (pair.widening.kind === "not-estimable") return `no widening can be estimated; ${escape(pair.widening.reason)}`;
  if (pair.gapHead.kind === "not-estimable") return `no gap of head can be estimated; ${escape(pair.gapHead.reason)}`;
  const allowed = `allowed ${size(policy.margin)}`;
  if (pair.verdict === "fail") return `${failed(pair.gapBase, pair.widening.value, pair.gapHead.value, policy)}; ${allowed}`;
  if (pair.verdict === "pass") return passed(pair, pair.widening, policy);
  const unread = noticeHeadline(pair.reasons);
  if (unread !== null) return unread;
  const most = mostWidening(pair, policy);
  const open = most !== null && most >= policy.margin;
  return open ? `the gap may have widened by up to ${sizeBeside(most, policy.margin)}; ${allowed}` : firstReason(pair.reasons, escape);
}

/**
 * How far the gap moved the forbidden way, in proportions: away from zero (`either`), up or down.
 * Negative where it moved the other way.
 */
export function widening(change: number, gapHead: number, policy: Policy): number {
  if (policy.direction === "positive") return change;
  if (policy.direction === "negative") return -change;
  return Math.max(Math.min(change, gapHead), Math.min(-change, -gapHead));
}

/** The largest widening that the bounds behind a pass leave possible; null where there are none. */
export function mostWidening(pair: PairVerdict, policy: Policy): number | null {
  if (pair.deciding === null) return null;
  const { widening: change, gapHead } = pair.deciding;
  if (policy.direction === "positive") return change.passUpper;
  if (policy.direction === "negative") return -change.passLower;
  return Math.max(Math.min(change.passUpper, gapHead.passUpper), Math.min(-change.passLower, -gapHead.passLower));
}

/** The first line of the first reason; the advice that may follow it has its place further down. */
export function firstReason(reasons: readonly Reason[], escape: Escape): string {
  return escape(reasons[0]?.text.split("\n", 1)[0] ?? "");
}

/** All reasons worth a line of their own: each once, and none that the headline or a pair says already. */
export function otherReasons(verdict: Verdict, said: string, escape: Escape): readonly string[] {
  const [only, ...others] = verdict.pairs;
  const told = others.length === 0 ? [] : verdict.pairs.flatMap((pair) => pair.reasons.map((reason) => reason.text));
  const all = [...verdict.reasons, ...(only !== undefined && others.length === 0 ? only.reasons : [])];
  const texts = new Set(all.map((reason) => reason.text).filter((text) => !told.some((part) => text.endsWith(part))));
  return [...texts].filter((text) => !said.includes(escape(text)));
}

/** Columns of head without a base that no reason names. */
export function unnamedUnmatched(verdict: Verdict): readonly string[] {
  return verdict.unmatched.filter((name) => !verdict.reasons.some((reason) => reason.text.includes(name)));
}

function isGated(kind: VerdictKind): kind is GatedVerdict {
  return GATED_VERDICTS.some((gated) => gated === kind);
}

function failed(gapBase: Estimate, change: number, gapHead: number, policy: Policy): string {
  if (policy.direction === "positive") return `the gap rose by ${sizeBeside(change, policy.margin)}`;
  if (policy.direction === "negative") return `the gap fell by ${sizeBeside(change, policy.margin)}`;
  if (isOpposite(gapBase, gapHead)) return `the gap reversed, from ${signed(gapHead - change)} to ${signed(gapHead)}`;
  const judged = widening(change, gapHead, policy);
  const by = sizeBeside(judged, policy.margin);
  // A gap that crossed zero moved further than it widened: what counts is how far from zero it is now.
  return by === sizeBeside(Math.abs(change), policy.margin)
    ? `the gap widened by ${by}`
    : `the gap went from ${signed(gapHead - change)} to ${signed(gapHead)}, ${by} from zero`;
}

/** Only a gap of base that is surely on the other side of zero can be said to reverse. */
function isOpposite(gapBase: Estimate, gapHead: number): boolean {
  if (gapBase.kind !== "estimated") return false;
  return gapHead > 0 ? gapBase.interval.upper < 0 : gapBase.interval.lower > 0;
}

function passed(pair: PairVerdict, change: Estimate & { kind: "estimated" }, policy: Policy): string {
  const allowed = `allowed ${size(policy.margin)}`;
  if (pair.gapBase.kind === "estimated" && pair.gapHead.kind === "estimated") {
    const [before, after] = [pair.gapBase.value, pair.gapHead.value];
    const clear = change.interval.lower > 0 || change.interval.upper < 0;
    if (clear && Math.abs(after) < Math.abs(before)) return `the gap narrowed, from ${signed(before)} to ${signed(after)}`;
  }
  const most = mostWidening(pair, policy);
  if (most === null || most >= policy.margin) return `the gap did not widen beyond the margin; ${allowed}`;
  if (most <= 0) return `the gap did not widen; ${allowed}`;
  return `the gap did not widen by more than ${sizeBeside(most, policy.margin)}; ${allowed}`;
}

function severalHeadline(verdict: Verdict, escape: Escape): string {
  const { pairs, policy } = verdict;
  const same = pairs.filter((pair) => pair.verdict === verdict.verdict);
  const of = `${same.length} of ${pairs.length} pairs`;
  if (verdict.verdict === "pass") return `the gap did not widen in any of ${pairs.length} pairs; allowed ${size(policy.margin)}`;
  if (verdict.verdict === "inconclusive") return `${of} are not settled, none failed`;
  const [worst] = same.toSorted((one, other) => wideningOf(other, policy) - wideningOf(one, policy));
  return worst === undefined ? firstReason(verdict.reasons, escape) : `${of} failed; at worst ${pairHeadline(worst, policy, escape)}`;
}

function wideningOf(pair: PairVerdict, policy: Policy): number {
  if (pair.widening.kind !== "estimated" || pair.gapHead.kind !== "estimated") return -Infinity;
  return widening(pair.widening.value, pair.gapHead.value, policy);
}
