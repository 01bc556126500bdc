/**
 * The one error class of gyges. Its message is meant for the person at the terminal:
 * what was seen, what is wanted, what to type.
 */

/** What kind of exit an error asks for: bad words or config (2), or data that carries no verdict (3). */
export type ErrorKind = "usage" | "data";

export class GygesError extends Error {
  override readonly name = "GygesError";
  readonly kind: ErrorKind;
  /** A stable slug such as `store/truncated`, for tests and for machines. */
  readonly code: string;

  constructor(kind: ErrorKind, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.code = code;
  }
}

/** One line for any thrown value; never a stack trace, never longer than 400 characters. */
export function describeError(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.length > 400 ? `${text.slice(0, 399)}…` : text;
}
