import type { ChatCompletion, ChatCompletionChunk } from "openai/resources/chat/completions/completions";
import { pieces } from "./answer.ts";

/**
 * A completion in chunks: who speaks, then what in pieces, then why it ended, for one choice after the other. Usage comes last and only where it was
 * asked for; the chunks before it then hold an empty place for it.
 */
export function* chunksOf(completion: ChatCompletion, includeUsage: boolean): Generator<ChatCompletionChunk> {
  const { id, created, model } = completion;
  const chunk = (choices: ChatCompletionChunk.Choice[]): ChatCompletionChunk => ({
    id,
    object: "chat.completion.chunk",
    created,
    model,
    choices,
    ...(includeUsage ? { usage: null } : {}),
  });
  for (const choice of completion.choices) for (const step of stepsOf(choice)) yield chunk([step]);
  if (includeUsage && completion.usage !== undefined) yield { ...chunk([]), usage: completion.usage };
}

/** Replies of reasoning models carry a field that OpenAI's own type lacks. */
type Delta = ChatCompletionChunk.Choice.Delta & { reasoning_content?: string };

function* stepsOf({ index, message, logprobs, finish_reason: end }: ChatCompletion.Choice): Generator<ChatCompletionChunk.Choice> {
  const step = (delta: Delta): ChatCompletionChunk.Choice => ({ index, delta, logprobs: null, finish_reason: null });
  yield step({ role: "assistant", content: "", refusal: null });
  const reasoning = "reasoning_content" in message ? String(message.reasoning_content) : "";
  for (const piece of pieces(reasoning)) yield step({ reasoning_content: piece });
  for (const piece of pieces(message.refusal ?? "")) yield step({ refusal: piece });
  // Log-probabilities belong to a token, and a token comes in one piece.
  if (logprobs !== null) yield { ...step({ content: message.content }), logprobs };
  else for (const piece of pieces(message.content ?? "")) yield step({ content: piece });
  yield { ...step({}), finish_reason: end };
}
