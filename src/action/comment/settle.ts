import { answered } from "../github/api-fault.ts";
import { ACTIONS_BOT, isBy, type Author } from "./author.ts";
import type { Comment, Comments } from "./comments.ts";
import { isNewer, stampOf, type Stamp } from "./stamp.ts";

/** Leaves one comment of this key that tells the newest verdict, whatever other jobs do to it at the same time. */

export interface Saying {
  readonly marker: string;
  readonly body: string;
  /** What is said where GitHub finds `body` too long. */
  readonly short: string;
  readonly stamp: Stamp;
  /** Head of the pull request by now. */
  readonly headNow: string;
  /** Whether a comment is made where there is none. */
  readonly opens: boolean;
  /** Asked where only others than the usual bot bear the marker. */
  readonly whoAmI: () => Promise<Author | null>;
}

export type Settled =
  | { readonly kind: "created" | "updated"; readonly comment: Comment; readonly shortened: boolean }
  | { readonly kind: "newer"; readonly comment: Comment }
  | { readonly kind: "none" };

/** As often as others may come between before it is given up. */
const ROUNDS = 4;

/**
 * Reads, writes, and after a comment was made reads again: two jobs that found none both made one. The lowest id stays; of the others, those
 * go that tell nothing newer, for the job that made a newer one takes it there itself.
 *
 * @returns null where others came between every time
 */
export async function settle(comments: Comments, saying: Saying): Promise<Settled | null> {
  let author = ACTIONS_BOT;
  let made: Written | null = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const marked = (await comments.list()).filter(({ body }) => isMarked(body, saying.marker));
    if (made === null && marked.length > 0 && !marked.some((comment) => isBy(comment.author, author))) {
      author = (await saying.whoAmI()) ?? author;
    }
    const own = marked.filter((comment) => isBy(comment.author, author));
    const [first] = own;
    if (first === undefined) {
      // A list that does not show yet what was made must not have it made twice.
      if (made !== null) return { kind: "created", ...made };
      if (!saying.opens) return { kind: "none" };
      made = await write((body) => comments.create(body), saying);
      author = made.comment.author ?? author;
      continue;
    }
    const ended = await fold(comments, saying, own, made);
    if (ended !== null) return ended;
  }
  return null;
}

interface Written {
  readonly comment: Comment;
  readonly shortened: boolean;
}

/** @returns null where the comment went away meanwhile, or tells something newer by now */
async function fold(comments: Comments, saying: Saying, own: readonly Comment[], made: Written | null): Promise<Settled | null> {
  const [first, ...extras] = own;
  if (first === undefined) return null;
  const newer = own.find((comment) => tellsNewer(comment, saying));
  let ended: Settled | null;
  if (newer !== undefined) ended = { kind: "newer", comment: newer };
  else if (made !== null && made.comment.id === first.id) ended = { kind: "created", ...made };
  else ended = await update(comments, saying, first.id);
  if (ended === null) return null;
  for (const extra of extras) if (!tellsNewer(extra, saying)) await comments.remove(extra.id);
  return ended;
}

/** A list of many pages takes its time, so the comment is read once more right before it is written. */
async function update(comments: Comments, saying: Saying, id: number): Promise<Settled | null> {
  const now = await comments.read(id);
  if (now === null || tellsNewer(now, saying)) return null;
  const written = await write((body) => comments.update(id, body), saying);
  return written.comment === null ? null : { kind: "updated", comment: written.comment, shortened: written.shortened };
}

async function write<C extends Comment | null>(
  put: (body: string) => Promise<C>,
  saying: Saying,
): Promise<{ comment: C; shortened: boolean }> {
  try {
    return { comment: await put(saying.body), shortened: false };
  } catch (cause) {
    if (!answered(cause, 422) || saying.body === saying.short) throw cause;
    return { comment: await put(saying.short), shortened: true };
  }
}

function tellsNewer({ body }: Comment, { stamp, headNow }: Saying): boolean {
  return isNewer(stampOf(body), stamp, headNow);
}

/** At the very start: further down it may be a quotation. */
function isMarked(body: string, marker: string): boolean {
  return body.startsWith(marker) && /^\r?\n/.test(body.slice(marker.length));
}
