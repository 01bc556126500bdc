import type { ProviderResponse } from "promptfoo";
import * as z from "zod";
import { ForcedChoiceProvider } from "../../providers/forced-choice.ts";
import type { FakeLlm, Seen } from "../fake-llm/fake-llm.ts";

/** Plain calls by OpenAI's SDK, as `ForcedChoiceProvider` makes them for a prompt that is no forced choice. */
export function chatProvider(url: string, settings: Readonly<Record<string, unknown>> = {}): (prompt: string) => Promise<ProviderResponse> {
  const provider = new ForcedChoiceProvider({ config: { model: "m", apiBaseUrl: `${url}/v1`, ...settings } });
  return (prompt) => provider.callApi(prompt);
}

/** What a fake model says to `call 7`. */
export const heard = ({ prompt }: { readonly prompt: string }): { text: string } => ({ text: `heard ${prompt}` });

const BodySchema = z.object({ messages: z.array(z.object({ content: z.string() })) });

/** The prompt of a request to a fake model. */
export function promptIn({ body }: Seen): string {
  return BodySchema.parse(body).messages.at(-1)?.content ?? "";
}

/** Makes so many calls, `call 0` and on, a few at a time. */
export async function callAll(
  count: number,
  atOnce: number,
  call: (prompt: string) => Promise<ProviderResponse>,
): Promise<ProviderResponse[]> {
  const responses: ProviderResponse[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let number = next; number < count; number = next) {
      next += 1;
      responses[number] = await call(`call ${number}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return responses;
}

/** Requests beyond the first of each call. */
export function repeats(llm: FakeLlm): number {
  return llm.requests.length - new Set(llm.requests.map(promptIn)).size;
}
