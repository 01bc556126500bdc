import * as z from "zod";
import { parsedJson } from "../schema/json.ts";
import type { ResultLine } from "./fold-results.ts";
import { malformed, type RequestEnd } from "./request-end.ts";

/** Lines of OpenAI's output and error files → how each request ended. */

const count = z.int().min(0);

const ChatSchema = z.object({
  id: z.string().nullish(),
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish(), reasoning_content: z.string().nullish() }),
      }),
    )
    .length(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count, total_tokens: count }).nullish().catch(null),
});

const LineSchema = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

const NamedSchema = z.object({ custom_id: z.string() });

/** Lines without a readable id are nobody's. */
export function openaiLines(text: string): ResultLine[] {
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : (readLine(line) ?? [])));
}

function readLine(line: string): ResultLine | null {
  const value = parsedJson(line);
  const whole = LineSchema.safeParse(value);
  if (whole.success) return { customId: whole.data.custom_id, end: endOf(whole.data) };
  const named = NamedSchema.safeParse(value);
  return named.success ? { customId: named.data.custom_id, end: malformed("a line of another shape") } : null;
}

function endOf({ response, error }: z.infer<typeof LineSchema>): RequestEnd {
  if (error?.code === "batch_expired") return { state: "expired", reason: "its batch ran out of time" };
  if (error?.code === "batch_cancelled") return { state: "cancelled", reason: "its batch was cancelled" };
  if (error !== null && error !== undefined) return errored(`${error.code ?? "error"}: ${error.message ?? "no reason given"}`);
  if (response === null || response === undefined) return malformed("a line without response or error");
  if (response.status_code !== 200) return errored(`status ${response.status_code}: ${JSON.stringify(response.body)}`);
  const chat = ChatSchema.safeParse(response.body);
  return chat.success ? replied(chat.data) : malformed(`a reply of another shape (${chat.error.issues[0]?.path.join(".") ?? ""})`);
}

function errored(reason: string): RequestEnd {
  return { state: "errored", reason: reason.slice(0, 300) };
}

function replied({ id, model, choices, usage }: z.infer<typeof ChatSchema>): RequestEnd {
  const { message, finish_reason: finishReason } = choices[0]!;
  return {
    state: "replied",
    reply: {
      text: message.refusal ?? message.content ?? "",
      reasoning: message.reasoning_content ?? null,
      finishReason: finishReason ?? null,
      refusal: message.refusal === null || message.refusal === undefined ? null : { category: null },
      model: model ?? null,
      id: id ?? null,
      tokens: { prompt: usage?.prompt_tokens ?? null, completion: usage?.completion_tokens ?? null, total: usage?.total_tokens ?? null },
    },
  };
}
