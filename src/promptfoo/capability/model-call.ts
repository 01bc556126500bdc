/** What is known about one call that asked for settings. */
export interface ModelCall {
  /** As promptfoo names the provider, such as `openai:chat:gpt-4o-mini`. */
  readonly providerId: string;
  /** The provider's config under the row's: what promptfoo merges for the call. */
  readonly config: Readonly<Record<string, unknown>>;
  /** `metadata` of the response, where a provider may report the request that it sent. */
  readonly metadata: unknown;
  /** What the provider answered instead of a reply. */
  readonly error: string | null;
  /** The rendered prompt, which can turn the thinking of Anthropic's models on. Without it theirs is `unknown`. */
  readonly prompt?: string | null;
}

/** Keys that promptfoo lays over the whole request, whatever else the config says. */
const LAID_OVER = ["passthrough", "extra_body"] as const;

/** Whether a body that is laid over the request has this field. */
export function isLaidOver(config: ModelCall["config"], name: string): boolean {
  return LAID_OVER.some((key) => field(config[key], name) !== undefined);
}

export function isThinking(thinking: unknown): boolean {
  const kind = field(thinking, "type");
  return kind === "enabled" || kind === "adaptive";
}

/** promptfoo reads thinking from a message of a JSON prompt, or from a line of a plain one. */
export function thinksByPrompt(prompt: string): boolean {
  const messages = fromJson(prompt);
  if (Array.isArray(messages)) return messages.some((message) => isThinking(field(message, "thinking")));
  return prompt.split("\n").some((line) => line.trim().startsWith("thinking:") && isThinking(fromJson(line.trim().slice(9))));
}

/** What the provider says of its own request, and what one of gyges' own says of its model. */
export function reported({ metadata }: Pick<ModelCall, "metadata">, name: string): { readonly sent: unknown; readonly stated: unknown } {
  return { sent: field(field(metadata, "request"), name), stated: field(field(field(metadata, "gyges"), "applied"), name) };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, key: string): unknown {
  return value !== null && typeof value === "object" ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
