import * as z from "zod";
import { GygesError } from "../../src/schema/error.ts";

/** What is read of a chat completion. A server may send more; what is here must be of its type, so a page of HTML or a NaN is an error and no reply. */

const count = z.int().min(0);
const Listed = z.object({ token: z.string(), logprob: z.number().max(1e-3) });

const CompletionSchema = z.object({
  id: z.string().max(300),
  model: z.string().min(1).max(300),
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().max(100).nullish(),
        logprobs: z.object({ content: z.array(Listed.extend({ top_logprobs: z.array(Listed).max(100) })).nullish() }).nullish(),
      }),
    )
    .min(1)
    .max(200),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      completion_tokens_details: z.object({ reasoning_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
});
export type Completion = z.infer<typeof CompletionSchema>;

/** @throws GygesError `forced-choice/malformed` */
export function parseCompletion(body: unknown): Completion {
  const parsed = CompletionSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw malformed(
    typeof body === "string" ? `text that begins ${JSON.stringify(body.slice(0, 60))}` : `${issue?.path.join(".")}: ${issue?.message}`,
  );
}

/** @param seen continues the sentence "the server answered with no chat completion: …" */
export function malformed(seen: string): GygesError {
  return new GygesError(
    "data",
    "forced-choice/malformed",
    `the server answered with no chat completion: ${seen}.\n  Wanted: the OpenAI chat protocol.\n  Check apiBaseUrl, which ends in /v1 on most servers.`,
  );
}
