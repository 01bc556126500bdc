import type { CallApiContextParams } from "promptfoo";
import * as z from "zod";

/** Sampling settings of a provider's config: those of OpenAI's and Anthropic's APIs, and OpenAI's own. */
export const SamplingSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  max_tokens: z.int().min(1).optional(),
  max_completion_tokens: z.int().min(1).optional(),
  seed: z.int().optional(),
});
type Sampling = z.infer<typeof SamplingSchema>;

/** What a call is sampled by: a row's or a sweep's settings go before the provider's. */
export function samplingOf(config: Sampling, context: CallApiContextParams | undefined): Sampling {
  const own = SamplingSchema.strip().safeParse(context?.prompt?.config);
  return { ...SamplingSchema.strip().parse(config), ...own.data };
}
