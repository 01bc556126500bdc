/** What is wrong with the bytes of a results file. The caller knows the file's name and makes the sentence. */
export class SplitError extends Error {
  override readonly name = "SplitError";
  readonly what: "truncated" | "not-json" | "trailing" | "no-rows" | "row-shape" | "row-too-long";
  /** Row in whose place it happened, from 1; null outside the rows. */
  readonly row: number | null;

  constructor(what: SplitError["what"], row: number | null) {
    super(what);
    this.what = what;
    this.row = row;
  }
}
