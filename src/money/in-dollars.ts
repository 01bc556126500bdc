import { dollars } from "../report/words.ts";

/** Money with the digits that tell two calls apart: `$0.0021`, `$0.18`, `$12.40`. */
export function inDollars(amount: number): string {
  if (amount === 0) return "$0";
  if (amount < SMALLEST) return `under $${SMALLEST}`;
  const rounded = Number(amount.toPrecision(2));
  return rounded < 0.1 ? `$${rounded}` : dollars(amount);
}

const SMALLEST = 0.0001;

/** An amount to type that is surely enough for `needed`: a tenth more, two digits, upwards. */
export function enoughFor(needed: number): string {
  const more = Math.max(SMALLEST, needed * 1.1);
  const step = 10 ** (Math.floor(Math.log10(more)) - 1);
  return String(Number((Math.ceil(more / step) * step).toPrecision(3)));
}
