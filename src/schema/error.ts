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

/** The code of an error of the system or of Node, such as `ENOENT`; null for one without, and for any other thrown value. */
export function systemCode(cause: unknown): string | null {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
}

/** What any thrown value says, in at most 400 characters: its message, which may have several lines, and never a stack trace. */
export function describeError(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.length > 400 ? `${text.slice(0, 399)}…` : text;
}
