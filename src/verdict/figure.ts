/**
 * A number as a sentence shows it: two decimals, and up to four where fewer would make it look equal to the number it is
 * compared with ("0.10 is above the margin 0.10").
 */
export function figure(value: number, against?: number): string {
  const digits =
    [2, 3, 4].find((each) => against === undefined || against === value || rounded(value, each) !== rounded(against, each)) ?? 4;
  return rounded(value, digits);
}

/** A share as a percentage: whole from 10 on, one decimal below where there is one. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share >= 0.1 ? 0 : 1).replace(/\.0$/, "")} %`;
}

function rounded(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.replace("-", Number(text) === 0 ? "" : "−");
}
