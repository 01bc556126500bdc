import type { ContentBlock, Message, RawMessageStreamEvent } from "@anthropic-ai/sdk/resources/messages/messages";
import { pieces } from "./answer.ts";

/** A message in events: it begins empty, each block opens, fills and closes, then the reason why it ended and what it cost. */
export function* eventsOf(message: Message): Generator<RawMessageStreamEvent | { type: "ping" }> {
  const { usage, stop_reason, stop_sequence, stop_details, container } = message;
  yield {
    type: "message_start",
    message: { ...message, content: [], stop_reason: null, stop_details: null, usage: { ...usage, output_tokens: 1 } },
  };
  yield { type: "ping" };
  for (const [index, block] of message.content.entries()) yield* blockOf(block, index);
  const { cache_creation_input_tokens, cache_read_input_tokens, input_tokens, output_tokens, output_tokens_details, server_tool_use } =
    usage;
  yield {
    type: "message_delta",
    delta: { stop_reason, stop_sequence, stop_details, container },
    usage: {
      cache_creation_input_tokens,
      cache_read_input_tokens,
      input_tokens,
      output_tokens,
      output_tokens_details,
      server_tool_use,
    },
  };
  yield { type: "message_stop" };
}

function* blockOf(block: ContentBlock, index: number): Generator<RawMessageStreamEvent> {
  if (block.type === "text") {
    yield { type: "content_block_start", index, content_block: { ...block, text: "" } };
    for (const text of pieces(block.text)) yield { type: "content_block_delta", index, delta: { type: "text_delta", text } };
  }
  if (block.type === "thinking") {
    yield { type: "content_block_start", index, content_block: { ...block, thinking: "", signature: "" } };
    for (const thinking of pieces(block.thinking))
      yield { type: "content_block_delta", index, delta: { type: "thinking_delta", thinking } };
    yield { type: "content_block_delta", index, delta: { type: "signature_delta", signature: block.signature } };
  }
  yield { type: "content_block_stop", index };
}
