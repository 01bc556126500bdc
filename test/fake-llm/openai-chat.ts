import type { ChatCompletion, ChatCompletionTokenLogprob } from "openai/resources/chat/completions/completions";
import * as z from "zod";
import type { Usage } from "./meter.ts";
import { countTokens, type Reply } from "./reply.ts";
import { chancesOf, sample, tempered, type Chance } from "./sampling.ts";

/** One request of OpenAI's chat protocol, answered: `n` choices, log probabilities, both forms of refusal. */

const MessageSchema = z.looseObject({ role: z.string(), content: z.unknown() });

export const ChatRequestSchema = z
  .looseObject({
    model: z.string().min(1),
    messages: z.array(MessageSchema).min(1),
    n: z.int().min(1).max(128).nullish(),
    temperature: z.number().min(0).max(2).nullish(),
    seed: z.int().nullish(),
    logprobs: z.boolean().nullish(),
    top_logprobs: z.int().min(0).max(20).nullish(),
    stream: z.boolean().nullish(),
    stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  })
  .refine(({ logprobs, top_logprobs: top }) => logprobs === true || top === undefined || top === null, {
    error: "top_logprobs needs logprobs: true",
    path: ["top_logprobs"],
  });
export type ChatRequest = z.infer<typeof ChatRequestSchema>;

/** Replies of reasoning models carry a field that OpenAI's own type lacks. */
type Completion = ChatCompletion & { choices: (ChatCompletion.Choice & { message: { reasoning_content?: string } })[] };

/** @param number counts the replies of this server, so that each has an id and an unseeded sample of its own */
export function chatCompletion(request: ChatRequest, reply: Reply, number: number): Completion {
  const choices = Array.from({ length: request.n ?? 1 }, (_, index) => choiceOf(request, reply, index, number));
  const { prompt, completion } = usageOf(request, choices);
  return {
    id: `chatcmpl-${String(number).padStart(24, "0")}`,
    object: "chat.completion",
    created: 1_790_000_000,
    model: `${request.model}-served`,
    choices,
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  };
}

/** The prompt is paid once, whatever `n` is. */
function usageOf(request: ChatRequest, choices: readonly ChatCompletion.Choice[]): Usage {
  return {
    prompt: countTokens(JSON.stringify(request.messages)),
    completion: choices.reduce((sum, { message }) => sum + countTokens(message.content ?? message.refusal ?? ""), 0),
  };
}

function choiceOf(request: ChatRequest, reply: Reply, index: number, number: number): Completion["choices"][number] {
  const drawn =
    reply.chances === undefined ? null : sample(chancesOf(reply), request.temperature ?? 1, [request.seed ?? `unseeded ${number}`, index]);
  const content = reply.refusal !== undefined ? null : reply.filtered === true ? "" : (drawn?.token ?? reply.text ?? "");
  return {
    index,
    finish_reason: reply.filtered === true ? "content_filter" : reply.cut === true ? "length" : "stop",
    logprobs: request.logprobs === true ? { content: logprobs(request, reply, drawn, content), refusal: null } : null,
    message: {
      role: "assistant",
      content,
      refusal: reply.refusal ?? null,
      ...(reply.reasoning === undefined ? {} : { reasoning_content: reply.reasoning }),
    },
  };
}

/** A reply whose chances are not scripted is one token that was sure. */
function logprobs(
  { top_logprobs: top }: ChatRequest,
  reply: Reply,
  drawn: Chance | null,
  content: string | null,
): ChatCompletionTokenLogprob[] | null {
  if (content === null) return null;
  const [chances, chosen] =
    drawn === null ? [[{ token: content, probability: 1 }], { token: content, probability: 1 }] : [chancesOf(reply), drawn];
  return [
    {
      ...shown(chosen),
      top_logprobs: tempered(chances, 1)
        .slice(0, top ?? 0)
        .map(shown),
    },
  ];
}

function shown({ token, probability }: Chance): { token: string; bytes: number[]; logprob: number } {
  // The API's own floor for what is next to impossible.
  return { token, bytes: [...Buffer.from(token)], logprob: probability > 0 ? Math.log(probability) : -9999 };
}
