import * as z from "zod";
import type { ResultLine } from "./fold-results.ts";
import { type BatchReply, malformed, type RequestEnd } from "./request-end.ts";

/** Results of Anthropic's message batches → how each request ended. Read alike from SDK 0.124 and 1.x. */

const count = z.int().min(0);

const MessageSchema = z.object({
  id: z.string().nullish(),
  model: z.string().nullish(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional(), thinking: z.string().optional() })),
  stop_reason: z.string().nullish(),
  stop_details: z.object({ category: z.string().nullish() }).nullish().catch(null),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      cache_creation_input_tokens: count.nullish(),
      cache_read_input_tokens: count.nullish(),
    })
    .nullish()
    .catch(null),
});

const ResultSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("succeeded"), message: z.unknown() }),
  z.object({ type: z.literal("errored"), error: z.object({ error: z.object({ type: z.string(), message: z.string() }) }) }),
  z.object({ type: z.literal("canceled") }),
  z.object({ type: z.literal("expired") }),
]);

const NamedSchema = z.object({ custom_id: z.string(), result: z.unknown() });

/** @returns null for a line without a readable id, which is nobody's */
export function anthropicLine(value: unknown): ResultLine | null {
  const named = NamedSchema.safeParse(value);
  if (!named.success) return null;
  const result = ResultSchema.safeParse(named.data.result);
  return { customId: named.data.custom_id, end: result.success ? endOf(result.data) : malformed("a line of another shape") };
}

function endOf(result: z.infer<typeof ResultSchema>): RequestEnd {
  if (result.type === "errored")
    return { state: "errored", reason: `${result.error.error.type}: ${result.error.error.message}`.slice(0, 300) };
  if (result.type === "canceled") return { state: "cancelled", reason: "its batch was cancelled" };
  if (result.type === "expired") return { state: "expired", reason: "its batch ran out of time" };
  const message = MessageSchema.safeParse(result.message);
  return message.success ? replied(message.data) : malformed(`a reply of another shape (${message.error.issues[0]?.path.join(".") ?? ""})`);
}

function replied({ id, model, content, stop_reason: stop, stop_details: details, usage }: z.infer<typeof MessageSchema>): RequestEnd {
  const thoughts = content.flatMap(({ thinking }) => thinking ?? []);
  return {
    state: "replied",
    reply: {
      text: content.flatMap(({ type, text }) => (type === "text" ? (text ?? []) : [])).join("\n\n"),
      reasoning: thoughts.length === 0 ? null : thoughts.join("\n\n"),
      finishReason: stop ?? null,
      refusal: stop === "refusal" ? { category: details?.category ?? null } : null,
      model: model ?? null,
      id: id ?? null,
      tokens: tokensOf(usage ?? null),
    },
  };
}

/** The API counts what its cache wrote and read apart from the rest of the prompt. */
function tokensOf(usage: z.infer<typeof MessageSchema>["usage"]): BatchReply["tokens"] {
  if (usage === null || usage === undefined) return { prompt: null, completion: null, total: null };
  const cacheWrite = usage.cache_creation_input_tokens ?? 0;
  const cacheRead = usage.cache_read_input_tokens ?? 0;
  const prompt = usage.input_tokens + cacheWrite + cacheRead;
  const counted = { prompt, completion: usage.output_tokens, total: prompt + usage.output_tokens };
  return cacheWrite + cacheRead === 0 ? counted : { ...counted, cacheWrite, cacheRead };
}
