import { NOTICE_SLOT, hasNoticeSlot, placeNoticeInValue } from "./inject.ts";
import { idOf, systemOption, type NamedProvider } from "./system-option.ts";
import { takesText } from "./text-only.ts";

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
    const option = systemOption(call.provider);
    // A template in an option is sent literally, so the notice goes in as text.
    if (option !== null) return { ...envelope, config: { ...envelope.config, [option.key]: `${option.text}\n\n${notice}` } };
    return { ...envelope, prompt: placeNoticeInValue(envelope.prompt, NOTICE_SLOT, takesText(idOf(call.provider)) ? "text" : "chat") };
  };
}

function isEnvelope(value: unknown): value is { prompt: unknown; config?: Record<string, unknown> } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "prompt" in value;
}
