import type { Estimate, Interval } from "../schema/verdict.ts";

/** How gyges writes quantities. Every report takes its numbers from here, so that a figure reads alike everywhere. */

const MINUS = "−";

/**
 * A signed difference of proportions: `+0.31`, `−0.05`, `0.00`. What rounds to zero carries no sign.
 * @example signed(-0.051) // "−0.05"
 */
export function signed(value: number, digits = 2): string {
  const size = Math.abs(value).toFixed(digits);
  if (Number(size) === 0) return size;
  return `${value < 0 ? MINUS : "+"}${size}`;
}

/** Both ends of an interval, signed: `[+0.22, +0.40]`. */
export function interval(range: Interval, digits = 2): string {
  return `[${signed(range.lower, digits)}, ${signed(range.upper, digits)}]`;
}

/** An estimated difference with both ends of its interval: `+0.31 [+0.22, +0.40]`. */
export function withInterval(estimate: Estimate): string {
  return estimate.kind === "estimated" ? `${signed(estimate.value)} ${interval(estimate.interval)}` : "not estimable";
}

/** An unsigned size such as a margin: `0.10`, `0.125`. At least two digits, more where they are not zero, at most four. */
export function size(value: number): string {
  return Math.abs(value)
    .toFixed(4)
    .replace(/0{1,2}$/, "");
}

/**
 * The size of `value` with as many digits as it takes to be seen apart from `limit`,
 * so that no report says "widened by 0.10; allowed 0.10".
 */
export function sizeBeside(value: number, limit: number): string {
  for (const digits of [2, 3, 4]) {
    const text = Math.abs(value).toFixed(digits);
    if (text !== limit.toFixed(digits)) return text;
  }
  return Math.abs(value).toFixed(6);
}

/** A share as a percentage: `62 %`, `0.6 %`, `under 0.1 %`. One digit below 10 % where there is something to show. */
export function percent(share: number): string {
  const points = share * 100;
  if (points > 0 && points < 0.1) return "under 0.1 %";
  const text = points < 10 ? points.toFixed(1).replace(/\.0$/, "") : points.toFixed(0);
  return `${text} %`;
}

/** A one-sided level: `2.5 %`, `0.41 %`, `5 %`; two digits that count. */
export function level(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

/** A p value: `p < .001`, `p = .03`, `p = 1`. */
export function pValue(p: number): string {
  if (p < 0.001) return "p < .001";
  if (p >= 0.995) return "p = 1";
  return `p = ${p.toFixed(p < 0.1 ? 3 : 2).replace(/^0/, "")}`;
}

/** A whole number with thousands apart: `12,480`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `1 draw`, `3 draws`, `2,400 calls`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

/** `0.4 s`, `48 s`, `3 min 20 s`, `1 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return joined(Math.floor(whole / 60), "min", whole % 60, "s");
  const minutes = Math.round(whole / 60);
  return joined(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

/** `$0.42`, `$1,204.00`, `under $0.01`, `$0.00`; `price unknown` where no price table covers the calls. */
export function dollars(amount: number | null): string {
  if (amount === null) return "price unknown";
  if (amount > 0 && amount < 0.01) return "under $0.01";
  const [whole = "0", cents = "00"] = amount.toFixed(2).split(".");
  return `$${grouped(Number(whole))}.${cents}`;
}

/** A list in words: `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const head = words.slice(0, -1).join(", ");
  const last = words.at(-1) ?? "";
  return head === "" ? last : `${head} and ${last}`;
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
