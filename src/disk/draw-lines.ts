import * as z from "zod";
import { type Draw, DrawSchema } from "../schema/draw.ts";
import { IdentitySchema } from "../schema/identity.ts";

/** What the draws of one cell say alike, pack and plan included: a third of a line, and most of the work of checking it. */
const SharedSchema = IdentitySchema.pick({ schema: true, pack: true, plan: true, cell: true, order: true });
const OwnSchema = IdentitySchema.omit({ schema: true, pack: true, plan: true, cell: true, order: true });
const OwnDrawSchema = DrawSchema.extend({ identity: OwnSchema });
const OwnRecordSchema = z.strictObject({ record: z.literal("draw"), draw: OwnDrawSchema });
type Shared = z.infer<typeof SharedSchema>;

const START = '"identity":{';
const END = '],"draw":';
/** Orders of nine options could be many; nothing is lost where one is not kept. */
const MOST_KEPT = 10_000;

/**
 * Reads lines of draws as gyges writes them, quickly: what the draws of a cell share is read and checked once, and the same object stands
 * in each of them. A line that is anything else gives null and is read by the long way, which says what is wrong.
 *
 * Measured on a million draws in a store: see `npm run bench -- gate-million`.
 */
export class DrawLines {
  readonly #known = new Map<string, Shared>();

  /** The draw of a line of a store. */
  ofRecord(text: string): Draw | null {
    const parts = this.#parts(text);
    if (parts === null) return null;
    const record = OwnRecordSchema.safeParse(parts.own);
    return record.success ? joined(record.data.draw, parts.shared) : null;
  }

  /** The draw of a line of exported draws. */
  ofDraw(text: string): Draw | null {
    const parts = this.#parts(text);
    if (parts === null) return null;
    const draw = OwnDrawSchema.safeParse(parts.own);
    return draw.success ? joined(draw.data, parts.shared) : null;
  }

  /** Cuts the shared part out of a line. In JSON the key cannot stand within a string, where its quotes are escaped; a second one is not risked. */
  #parts(text: string): { readonly own: unknown; readonly shared: Shared } | null {
    const start = text.indexOf(START) + START.length;
    const end = text.indexOf(END, start) + 2;
    if (start < START.length || end < 2 || text.includes('"identity"', end)) return null;
    const shared = this.#shared(text.slice(start, end - 1));
    return shared && { own: parsed(text.slice(0, start) + text.slice(end)), shared };
  }

  #shared(text: string): Shared | null {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const outcome = SharedSchema.safeParse(parsed(`{${text}}`));
    if (!outcome.success) return null;
    // A slice would hold its whole line in memory; joined and cut again it is a text of its own.
    if (this.#known.size < MOST_KEPT) this.#known.set(Buffer.from(text).toString(), outcome.data);
    return outcome.data;
  }
}

function joined(own: z.infer<typeof OwnDrawSchema>, shared: Shared): Draw {
  return { ...own, identity: { ...shared, ...own.identity } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
