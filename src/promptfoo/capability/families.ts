import type { Applied } from "../../schema/draw.ts";

/** What models honour of the settings that a config may ask for, family by family. */

export const SETTINGS = ["temperature", "top_p", "seed", "n", "logprobs", "thinking", "system"] as const;
export type Setting = (typeof SETTINGS)[number];

/**
 * `yes`: it reaches the model and does what it says. `no`: the API has no such setting, refuses it or passes over it. `unknown`: it is taken, and whether it does anything
 * is not for a table to say; a seed is the usual case.
 */
export type Capabilities = Readonly<Record<Setting, Applied>>;

export interface Family {
  /** As a person calls it. */
  readonly name: string;
  /** Ids of promptfoo providers that belong to it. */
  readonly examples: readonly string[];
  /** @param model id of the provider in small letters, without the mark of a fine-tune */
  readonly holds: (model: string) => boolean;
  readonly honours: Capabilities;
  /** Where that is written, or what shows it. */
  readonly source: string;
}

const OPENAI_CHAT: Capabilities = {
  temperature: "yes",
  top_p: "yes",
  // "Best effort", says the SDK's own comment, and marks it deprecated.
  seed: "unknown",
  n: "yes",
  logprobs: "yes",
  thinking: "no",
  system: "yes",
};

const CLAUDE: Capabilities = { temperature: "yes", top_p: "yes", seed: "no", n: "no", logprobs: "no", thinking: "yes", system: "yes" };

const REASONING: Capabilities = {
  temperature: "no",
  top_p: "no",
  seed: "unknown",
  n: "unknown",
  logprobs: "no",
  thinking: "yes",
  system: "yes",
};

/** The first that holds counts. */
export const FAMILIES: readonly Family[] = [
  {
    name: "OpenAI o1-mini and o1-preview",
    examples: ["openai:chat:o1-mini", "openai:chat:o1-preview"],
    holds: (model) => /(^|[:/])o1-(mini|preview)(-|:|$)/.test(model),
    honours: { ...REASONING, system: "no" },
    source: "the API's refusals of a system role",
  },
  {
    name: "OpenAI o-series, GPT-5 and later",
    examples: ["openai:chat:o3-mini", "openai:responses:gpt-5", "openrouter:openai/gpt-5.1"],
    holds: isOpenAiReasoning,
    honours: REASONING,
    source: "OpenAI's guide to reasoning models; promptfoo 0.123 sends them no temperature",
  },
  {
    name: "OpenAI GPT-3.5 and GPT-4, chat",
    examples: ["openai:chat:gpt-4o-mini", "openai:gpt-4.1"],
    holds: (model) =>
      /^openai:chat:(gpt-3\.5-turbo|chatgpt-4o|gpt-4(?!\d))/.test(model) ||
      // The bare `openai:` is the chat API where promptfoo knows the name as a chat model.
      /^openai:gpt-4(o|\.1)(-mini|-nano)?(-\d{4}-\d{2}-\d{2})?$/.test(model),
    honours: OPENAI_CHAT,
    source: "openai 7.57 `ChatCompletionCreateParams`, and requests of promptfoo 0.123 as a loopback server records them",
  },
  {
    name: "OpenAI GPT-4, responses",
    examples: ["openai:responses:gpt-4o"],
    holds: (model) => /^openai:responses:(gpt-3\.5-turbo|chatgpt-4o|gpt-4(?!\d))/.test(model),
    honours: { ...OPENAI_CHAT, seed: "no", n: "no" },
    source: "openai 7.57 `ResponseCreateParams`, which has neither seed nor n",
  },
  {
    name: "Claude after Opus 4.6",
    examples: ["anthropic:messages:claude-opus-4-7", "anthropic:messages:claude-sonnet-5"],
    holds: isLateClaude,
    honours: { ...CLAUDE, temperature: "no", top_p: "no" },
    source: "the API's words on models after Claude Opus 4.6; @anthropic-ai/sdk 1.12 has no sampling settings at all",
  },
  {
    name: "Claude 3 before 3.7",
    examples: ["anthropic:messages:claude-3-5-sonnet-20241022"],
    holds: (model) => /^anthropic:(messages:)?claude-3-([0-6](-|$)|opus|sonnet|haiku)/.test(model),
    honours: { ...CLAUDE, thinking: "no" },
    source: "@anthropic-ai/sdk 0.124 `MessageCreateParams`, and requests of promptfoo 0.123",
  },
  {
    name: "Claude 3.7 to Opus 4.6",
    examples: ["anthropic:messages:claude-sonnet-4-5", "anthropic:messages:claude-opus-4-6"],
    holds: (model) => /^anthropic:(messages:)?claude-(3-\d|(opus|sonnet|haiku)-4(-|$))/.test(model),
    honours: CLAUDE,
    source: "@anthropic-ai/sdk 0.124 `MessageCreateParams`, and requests of promptfoo 0.123",
  },
];

/** A model's name may stand behind a router's (`openrouter:openai/gpt-5.1`). */
function isOpenAiReasoning(model: string): boolean {
  if (/(^|[:/])(o[134]|codex-mini)(-|:|$)/.test(model)) return true;
  const gpt = /(^|[:/])gpt-(\d)(?!\d)/.exec(model);
  return gpt !== null && Number(gpt[2]) >= 5;
}

/** "Models released after Claude Opus 4.6 do not support setting temperature", says the API. */
function isLateClaude(model: string): boolean {
  const claude = /claude-[a-z]+-(\d+)(?:[-.](\d{1,2})(?!\d))?/.exec(model);
  if (claude === null) return false;
  const [major, minor] = [Number(claude[1]), Number(claude[2] ?? 0)];
  return major > 4 || (major === 4 && minor > 6);
}
