/**
 * The mean of numbers, summed in order of size, so that the order they came in makes no difference to the last bit.
 * Of no number it is NaN: callers look first.
 *
 * @example mean([6, 1, 2]) // 3
 */
export function mean(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b).reduce((sum, each) => sum + each, 0) / values.length;
}

/**
 * The unbiased variance of a sample, Σ (value - mean)² / (n - 1). Of fewer than 2 numbers it is NaN: callers look first.
 *
 * @example sampleVariance([1, 2, 6]) // 7
 */
export function sampleVariance(values: readonly number[]): number {
  const centre = mean(values);
  return (mean(values.map((value) => (value - centre) ** 2)) * values.length) / (values.length - 1);
}
