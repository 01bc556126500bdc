/** Whose verdict a comment tells: hidden in its second line, so that an older job does not overwrite a newer one. */
export interface Stamp {
  /** Commit of the pull request's head. */
  readonly head: string;
  /** Id of the workflow run, which GitHub counts upwards. */
  readonly run: number;
  /** From 1; a run that is run again keeps its id. */
  readonly attempt: number;
}

const LINE = /^<!-- gyges:of head=([0-9a-f]{40}|[0-9a-f]{64}) run=(\d{1,15}) attempt=(\d{1,6}) -->$/;

export function stampLine({ head, run, attempt }: Stamp): string {
  return `<!-- gyges:of head=${head} run=${run} attempt=${attempt} -->`;
}

/** @returns null where the comment bears none */
export function stampOf(body: string): Stamp | null {
  const [, head, run, attempt] = LINE.exec(body.split(/\r?\n/, 2)[1] ?? "") ?? [];
  return head === undefined ? null : { head, run: Number(run), attempt: Number(attempt) };
}

/**
 * Whether `theirs` is the verdict to keep. The one about the pull request's head of now goes before one about an older head: a run of
 * yesterday that is run again after a push back is right although its id is low. Between equals the later run does.
 */
export function isNewer(theirs: Stamp | null, ours: Stamp, headNow: string): boolean {
  if (theirs === null) return false;
  const [theirsIsNow, oursIsNow] = [theirs.head === headNow, ours.head === headNow];
  if (theirsIsNow !== oursIsNow) return theirsIsNow;
  return theirs.run === ours.run ? theirs.attempt > ours.attempt : theirs.run > ours.run;
}
