import type * as z from "zod";
import type { Draw } from "../schema/draw.ts";
import { IdentitySchema } from "../schema/identity.ts";
import { isRecord } from "../schema/is-record.ts";
import { parsedJson } from "../schema/json.ts";
import { isOwnDraw, type OwnDraw, SHARED } from "./own-draw.ts";

const SharedSchema = IdentitySchema.pick(SHARED);
type Shared = z.infer<typeof SharedSchema>;

const START = '"identity":{';
const END = '],"draw":';
/** Orders of nine options could be many; nothing is lost where one is not kept. */
const MOST_KEPT = 10_000;

/**
 * Reads lines of draws as gyges writes them, quickly. What the draws of a cell share is a third of a line: it is read and checked once, and
 * the same objects stand in each of them. A line that is anything else gives null and is read the long way, which says what is wrong.
 */
export class DrawLines {
  readonly #known = new Map<string, Shared>();

  /** The draw of a line of a store. */
  ofRecord(text: string): Draw | null {
    const parts = this.#parts(text);
    if (parts === null || !isRecord(parts.own)) return null;
    const { record, draw, ...more } = parts.own;
    return record === "draw" && isOwnDraw(draw) && Object.keys(more).length === 0 ? joined(draw, parts.shared) : null;
  }

  /** The draw of a line of exported draws. */
  ofDraw(text: string): Draw | null {
    const parts = this.#parts(text);
    return parts !== null && isOwnDraw(parts.own) ? joined(parts.own, parts.shared) : null;
  }

  /** Cuts the shared part out of a line. In JSON its key cannot stand within a text, where quotes are escaped; a second one is not risked. */
  #parts(text: string): { readonly own: unknown; readonly shared: Shared } | null {
    const start = text.indexOf(START) + START.length;
    const end = text.indexOf(END, start) + 2;
    if (start < START.length || end < 2 || text.includes('"identity"', end)) return null;
    const shared = this.#shared(text.slice(start, end - 1));
    return shared && { own: parsedJson(text.slice(0, start) + text.slice(end)), shared };
  }

  #shared(text: string): Shared | null {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const outcome = SharedSchema.safeParse(parsedJson(`{${text}}`));
    if (!outcome.success) return null;
    // A slice would hold its whole line in memory; decoded anew it is a text of its own.
    if (this.#known.size < MOST_KEPT) this.#known.set(Buffer.from(text).toString(), outcome.data);
    return outcome.data;
  }
}

function joined(own: OwnDraw, shared: Shared): Draw {
  return { ...own, identity: { ...shared, ...own.identity } };
}
