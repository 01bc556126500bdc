import { NOTICE_SLOT, hasNoticeSlot, placeNoticeInValue } from "./inject.ts";

/** The part of promptfoo's prompt object that gyges reads and replaces. */
export interface LivePrompt {
  raw: string;
  label: string;
  function?: PromptFunction;
}

export interface PromptCall {
  vars: { readonly notice?: unknown; readonly [name: string]: unknown };
  provider?: NamedProvider;
}

/** A live provider, whose id is a function, or an entry of a config. */
export interface NamedProvider {
  id?: unknown;
  config?: Record<string, unknown>;
}

type PromptFunction = (call: PromptCall) => Promise<unknown>;

/**
 * Lets every prompt carry the notice of a pack row. A row without a notice gets its request byte for byte as before:
 * the wrapper hands back what was there. A prompt with a `{{notice}}` of its own is left alone.
 *
 * @returns the labels of the prompts that were wrapped
 */
export function wrapPrompts(prompts: readonly LivePrompt[]): string[] {
  const wrapped = prompts.filter((prompt) => prompt.function !== undefined || !hasNoticeSlot(prompt.raw));
  for (const prompt of wrapped) wrapOne(prompt);
  return wrapped.map((prompt) => prompt.label);
}

function wrapOne(prompt: LivePrompt): void {
  const { raw, function: own } = prompt;
  prompt.function = async (call) => {
    const made = own === undefined ? raw : await own(call);
    const { notice } = call.vars;
    if (typeof notice !== "string") return made;
    const envelope = isEnvelope(made) ? made : { prompt: made };
    const instructions = instructionsOf(call.provider);
    if (instructions !== null) {
      return { ...envelope, config: { ...envelope.config, instructions: `${instructions}\n\n${notice}` } };
    }
    return { ...envelope, prompt: placeNoticeInValue(envelope.prompt, NOTICE_SLOT) };
  };
}

/**
 * The system text that a provider of the Responses API keeps in its config; null for every other provider, which may never read it.
 * A template there is sent literally, so the notice goes in as text.
 */
export function instructionsOf(provider: NamedProvider | undefined): string | null {
  const instructions = provider?.config?.["instructions"];
  return typeof instructions === "string" && sendsInstructions(idOf(provider)) ? instructions : null;
}

/** Whether promptfoo's provider of this id sends `instructions` out of the call's config (read in 0.123.1: OpenAI's and Azure's do). */
export function sendsInstructions(providerId: string | null): boolean {
  return providerId !== null && /^(?:openai|azure|azureopenai):responses(?::|$)/.test(providerId);
}

function idOf(provider: NamedProvider | undefined): string | null {
  const id: unknown = typeof provider?.id === "function" ? provider.id() : provider?.id;
  return typeof id === "string" ? id : null;
}

function isEnvelope(value: unknown): value is { prompt: unknown; config?: Record<string, unknown> } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "prompt" in value;
}
