/** Where the providers' keys stand: by the scheme of the id, as promptfoo 0.123 reads them. */
const KEYS: readonly (readonly [scheme: RegExp, variable: string])[] = [
  [/^openai:/, "OPENAI_API_KEY"],
  [/^anthropic:/, "ANTHROPIC_API_KEY"],
  [/^azure:/, "AZURE_API_KEY"],
  [/^google:/, "GOOGLE_API_KEY"],
  [/^mistral:/, "MISTRAL_API_KEY"],
  [/^groq:/, "GROQ_API_KEY"],
  [/^openrouter:/, "OPENROUTER_API_KEY"],
  [/^togetherai:/, "TOGETHER_API_KEY"],
  [/^deepseek:/, "DEEPSEEK_API_KEY"],
  [/^xai:/, "XAI_API_KEY"],
  [/^cohere:/, "COHERE_API_KEY"],
  [/^cerebras:/, "CEREBRAS_API_KEY"],
  [/^perplexity:/, "PERPLEXITY_API_KEY"],
  [/^package:gyges:(?:BatchProvider|ForcedChoiceProvider|ManyDrawsProvider)$/, "OPENAI_API_KEY"],
];

/** A server on this machine is called without a key by gyges's own providers. */
const LOCAL = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/;

const VARIABLE = /^[A-Z][A-Z0-9_]{0,99}$/;

/** @returns the variable that a provider takes its key from; null where none is known: a local model, a file of the user's own */
export function keyOf(id: string, config: Readonly<Record<string, unknown>>): string | null {
  const named = config["apiKeyEnvar"];
  if (typeof named === "string" && VARIABLE.test(named)) return named;
  if (config["apiKey"] !== undefined) return null;
  if (id.startsWith("package:gyges:") && typeof config["apiBaseUrl"] === "string" && LOCAL.test(config["apiBaseUrl"])) return null;
  const asked = typeof config["provider"] === "string" && id.startsWith("package:gyges:") ? config["provider"] : id;
  return KEYS.find(([scheme]) => scheme.test(asked))?.[1] ?? null;
}
