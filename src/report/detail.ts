/** How much of the detail a comment carries. */
export interface Detail {
  readonly moved: number;
  readonly controls: number;
  /** Dilemmas, and the figures beside the gate. */
  readonly beside: boolean;
  /** Pairs with sections of their own, then pairs that are named at all. */
  readonly pairs: number;
  readonly named: number;
  readonly reasons: number;
}

/** What a comment holds where it fits. */
export const FULL: Detail = { moved: 10, controls: 20, beside: true, pairs: 30, named: 100, reasons: 20 };

/** What goes first when a comment grows too long: each step leaves out more than the one before. */
export const STEPS: readonly Partial<Detail>[] = [
  {},
  { moved: 3 },
  { moved: 0 },
  { controls: 0 },
  { beside: false },
  { pairs: 10 },
  { pairs: 3, named: 30 },
  { reasons: 3 },
  { pairs: 0, named: 10 },
];
