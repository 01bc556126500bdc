/** Most time that one step waits for GitHub in all: a comment is worth a minute of a job and no more. */
const MAX_WAIT_MS = 60_000;
const MAX_TRIES = 4;

/**
 * When a refused request may be made again: after the time that a limit names (429, or 403 for a secondary limit, with `retry-after`), after
 * 1, 2 and 4 seconds for a gateway that failed (502, 503), and never else. Source: docs.github.com, "Best practices for using the REST API".
 */
export class Patience {
  #left = MAX_WAIT_MS;

  /**
   * @param tries how often this request was made, from 1
   * @returns milliseconds to wait, which are then spent; null where the answer stands
   */
  spend(status: number, headers: Headers, tries: number): number | null {
    const wanted = tries >= MAX_TRIES ? null : wait(status, headers, tries);
    if (wanted === null || wanted > this.#left) return null;
    this.#left -= wanted;
    return wanted;
  }
}

function wait(status: number, headers: Headers, tries: number): number | null {
  switch (status) {
    case 403:
    case 429: {
      const seconds = headers.get("retry-after") ?? "";
      return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : null;
    }
    case 502:
    case 503:
      return 1000 * 2 ** (tries - 1);
    default:
      return null;
  }
}
