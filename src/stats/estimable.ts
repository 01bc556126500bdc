/**
 * What a function of this folder hands back where the data carry no answer.
 * Never 0, NaN or an interval of zero width: absence of data is not certainty.
 */
export interface NotEstimable {
  readonly kind: "not-estimable";
  /** A clause that ends a sentence: "not estimable: …". */
  readonly reason: string;
}

/**
 * The value that says that there is none, and why.
 *
 * @example notEstimable("there is no cell") // "not-estimable", "there is no cell"
 */
export function notEstimable(reason: string): NotEstimable {
  return { kind: "not-estimable", reason };
}
