import { isRecord } from "../../schema/is-record.ts";

/** A live provider, whose id is a function, or an entry of a config. */
export interface NamedProvider {
  id?: unknown;
  config?: unknown;
}

/** A system text that stands in a provider's own config and that promptfoo sends out of the config of a call (read in 0.123.1). */
export interface SystemOption {
  /** Name of the option. */
  readonly key: string;
  readonly text: string;
}

interface Rule {
  readonly provider: RegExp;
  readonly key: string;
  /** True where the option takes the place of a system message of the prompt, so that a notice there would be lost. */
  readonly replaces: boolean;
}

const RULES: readonly Rule[] = [
  { provider: /^(?:openai|azure|azureopenai|xai):responses(?::|$)/, key: "instructions", replaces: false },
  { provider: /^(?:azure|azureopenai):(?:chat:|[^:]+$)/, key: "systemPrompt", replaces: true },
];

/** Options that look like a system text and that promptfoo drops: nobody reads what stands there (read in 0.123.1). */
const DROPPED: readonly { readonly provider: RegExp; readonly keys: readonly string[] }[] = [
  { provider: /^openai:(?:chat:|[^:]+$)/, keys: ["systemPrompt", "system", "instructions", "system_prompt"] },
  { provider: /^openai:responses:/, keys: ["systemPrompt", "system", "system_prompt"] },
  { provider: /^anthropic:(?:messages:|claude)/, keys: ["systemPrompt", "system", "instructions", "system_prompt"] },
  { provider: /^ollama:chat:/, keys: ["systemPrompt", "system", "instructions"] },
];

/** The system text that a provider keeps itself; null where it keeps none, or may never send it. A template in it is sent literally. */
export function systemOption(provider: NamedProvider | undefined): SystemOption | null {
  const rule = ruleOf(idOf(provider), provider?.config);
  return rule === undefined ? null : { key: rule.key, text: textOf(provider?.config, rule.key) };
}

/**
 * What of a call carries its notice: the system text out of its config, and whether the prompt may carry it as well.
 *
 * @param config of the call, the provider's own laid under it where it is known
 */
export function sentSystem(providerId: string | null, config: unknown): { readonly text: string | null; readonly hidesPrompt: boolean } {
  const rule = ruleOf(providerId, config);
  return rule === undefined ? { text: null, hidesPrompt: false } : { text: textOf(config, rule.key), hidesPrompt: rule.replaces };
}

/** Names of the options of a provider's config whose text promptfoo never sends. */
export function droppedOptions(providerId: string, config: unknown): readonly string[] {
  const keys = DROPPED.find(({ provider }) => provider.test(providerId))?.keys ?? [];
  return keys.filter((key) => textOf(config, key) !== "");
}

export function idOf(provider: NamedProvider | undefined): string | null {
  const id: unknown = typeof provider?.id === "function" ? provider.id() : provider?.id;
  return typeof id === "string" ? id : null;
}

function ruleOf(providerId: string | null, config: unknown): Rule | undefined {
  return RULES.find(({ provider, key }) => providerId !== null && provider.test(providerId) && textOf(config, key) !== "");
}

function textOf(config: unknown, key: string): string {
  const text = isRecord(config) ? config[key] : undefined;
  return typeof text === "string" ? text : "";
}
