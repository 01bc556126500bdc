import * as z from "zod";

/** How one request of a batch ended. Every request ends in exactly one of these. */

const count = z.int().min(0).nullable();

const BatchReplySchema = z.strictObject({
  text: z.string(),
  /** Shown before the answer; null where none was. */
  reasoning: z.string().nullable(),
  finishReason: z.string().nullable(),
  /** The provider's own mark that it refused, with its category where it names one; null where it did not. */
  refusal: z.strictObject({ category: z.string().nullable() }).nullable(),
  model: z.string().nullable(),
  id: z.string().nullable(),
  tokens: z.strictObject({
    prompt: count,
    completion: count,
    total: count,
    /** Those of the prompt that a cache wrote and read, at prices of their own; absent where the API counts none apart. */
    cacheWrite: z.int().min(0).optional(),
    cacheRead: z.int().min(0).optional(),
  }),
});
export type BatchReply = z.infer<typeof BatchReplySchema>;

const reason = z.string().max(300);

export const RequestEndSchema = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("replied"), reply: BatchReplySchema }),
  /** The model never worked for it, so neither API bills it, and it may be asked anew. */
  z.strictObject({ state: z.enum(["errored", "expired", "cancelled"]), reason }),
  /** The model may have worked for it, so it is not asked anew. */
  z.strictObject({ state: z.enum(["missing", "malformed"]), reason }),
]);
export type RequestEnd = z.infer<typeof RequestEndSchema>;

export function isUnbilled({ state }: RequestEnd): boolean {
  return state === "errored" || state === "expired" || state === "cancelled";
}

export function malformed(reason: string): RequestEnd {
  return { state: "malformed", reason: reason.slice(0, 300) };
}
