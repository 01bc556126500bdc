/** A request that GitHub's API refused, or did not answer. */
export class ApiFault extends Error {
  override readonly name = "ApiFault";
  /** Null where there was no answer. */
  readonly status: number | null;

  /** @param request method and path, without the query: what a reader needs to find it in GitHub's documentation */
  constructor(status: number | null, request: string, said: string, options?: ErrorOptions) {
    super(`${request}: ${status === null ? "no answer" : `GitHub answered ${status}`}${said === "" ? "" : ` (${said})`}`, options);
    this.status = status;
  }
}

/** @returns whether `cause` is an answer with one of these statuses */
export function answered(cause: unknown, ...statuses: readonly number[]): cause is ApiFault {
  return cause instanceof ApiFault && cause.status !== null && statuses.includes(cause.status);
}

/** What the request was about is not there any more. */
export function isGone(cause: unknown): boolean {
  return answered(cause, 404, 410);
}
