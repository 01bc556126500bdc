import { type Capabilities, FAMILIES } from "./families.ts";

/** Models of other names: some servers drop a setting and say nothing, so that nothing is known before replies tell. */
const NOTHING_KNOWN: Capabilities = {
  temperature: "unknown",
  top_p: "unknown",
  seed: "unknown",
  n: "unknown",
  logprobs: "unknown",
  thinking: "unknown",
  system: "unknown",
};

/** @param providerId as promptfoo names the provider, such as `openai:chat:gpt-4o-mini` */
export function capabilitiesOf(providerId: string): Capabilities {
  const model = modelOf(providerId);
  return FAMILIES.find(({ holds }) => holds(model))?.honours ?? NOTHING_KNOWN;
}

/** Everything behind the scheme, since a model's name may hold a path (`openrouter:anthropic/claude-…`), without the mark of a fine-tune. */
export function modelOf(providerId: string): string {
  return providerId.toLowerCase().replace(/(^|[:/])ft:/g, "$1");
}
