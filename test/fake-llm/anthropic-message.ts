import type { ContentBlock, Message, StopReason } from "@anthropic-ai/sdk/resources/messages/messages";
import * as z from "zod";
import type { Usage } from "./meter.ts";
import { countTokens, type Reply } from "./reply.ts";

/** One request of Anthropic's messages protocol, answered. */

export const MessageRequestSchema = z.looseObject({
  model: z.string().min(1),
  max_tokens: z.int().min(1),
  messages: z.array(z.looseObject({ role: z.enum(["user", "assistant"]), content: z.unknown() })).min(1),
  system: z.unknown().optional(),
  temperature: z.number().min(0).max(1).optional(),
  stream: z.boolean().optional(),
});
export type MessageRequest = z.infer<typeof MessageRequestSchema>;

/**
 * @param tier `batch` for a request of a batch
 * @param cache what earlier requests left in the prompt cache, which this one may add to
 */
export function anthropicMessage(
  request: MessageRequest,
  reply: Reply,
  number: number,
  tier: "standard" | "batch" = "standard",
  cache = new Set<string>(),
): Message {
  const { prompt, completion } = messageUsage(request, reply);
  const { written, read } = cached(request, cache);
  return {
    id: `msg_${String(number).padStart(24, "0")}`,
    type: "message",
    role: "assistant",
    model: `${request.model}-served`,
    container: null,
    content: blocks(reply),
    stop_reason: stopOf(reply),
    stop_details: isRefusal(reply) ? { type: "refusal", category: reply.category ?? null, explanation: reply.refusal ?? null } : null,
    stop_sequence: null,
    usage: {
      input_tokens: prompt - written - read,
      output_tokens: completion,
      cache_creation: null,
      cache_creation_input_tokens: written,
      cache_read_input_tokens: read,
      inference_geo: null,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: tier,
    },
  };
}

/** A mark keeps all that stands before it; the longest beginning that is known is read, and what follows up to the last mark is written. */
function cached({ system, messages }: MessageRequest, cache: Set<string>): { readonly written: number; readonly read: number } {
  const blocks = [system ?? [], ...messages.map(({ content }) => content)].flat();
  const marks = blocks.flatMap((block, place) => (JSON.stringify(block).includes('"cache_control"') ? [place + 1] : []));
  const beginnings = marks.map((end) => JSON.stringify(blocks.slice(0, end)));
  const known = beginnings.findLast((beginning) => cache.has(beginning));
  for (const beginning of beginnings) cache.add(beginning);
  const read = known === undefined ? 0 : countTokens(known);
  return { read, written: Math.max(0, countTokens(beginnings.at(-1) ?? "") - read) };
}

function messageUsage(request: MessageRequest, reply: Reply): Usage {
  return {
    prompt: countTokens(JSON.stringify([request.system ?? null, request.messages])),
    completion: countTokens(`${reply.reasoning ?? ""}${reply.text ?? ""}`),
  };
}

function blocks(reply: Reply): ContentBlock[] {
  const thinking: ContentBlock[] =
    reply.reasoning === undefined ? [] : [{ type: "thinking", thinking: reply.reasoning, signature: "c2lnbmVk" }];
  return isRefusal(reply) ? thinking : [...thinking, { type: "text", text: reply.text ?? "", citations: null }];
}

function stopOf(reply: Reply): StopReason {
  if (isRefusal(reply)) return "refusal";
  return reply.cut === true ? "max_tokens" : "end_turn";
}

function isRefusal({ refusal, filtered }: Reply): boolean {
  return refusal !== undefined || filtered === true;
}
