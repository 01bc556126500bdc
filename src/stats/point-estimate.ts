/** A number that the data carry. */
export interface PointEstimate {
  readonly kind: "estimated";
  readonly value: number;
}
