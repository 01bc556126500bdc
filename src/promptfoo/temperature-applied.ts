import type { Applied } from "../schema/draw.ts";

/** What is known about one call that asked for a temperature. */
export interface TemperatureRequest {
  /** As promptfoo names the provider, such as `openai:chat:gpt-4o-mini`. */
  readonly providerId: string;
  /** The provider's config under the row's: what promptfoo merges for the call. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly requested: number;
  /** `metadata` of the response, where a provider may report the request that it sent. */
  readonly metadata: unknown;
  /** What the provider answered instead of a reply. */
  readonly error: string | null;
  /** The rendered prompt, which can turn the thinking of Anthropic's models on. Without it theirs is `unknown`. */
  readonly prompt?: string | null;
}

/**
 * Did the temperature reach the model?
 *
 * `no`: the API refused it, the model family takes none, or another setting overrules it; promptfoo 0.123 then drops it without a mark
 * on the row.
 * `yes`: the provider reports its request, or it is one of the built-in providers and model families for which a test runs promptfoo
 * against a loopback server and finds the temperature in every request. All else is `unknown`: hope is no proof. So are models of other
 * names behind OpenAI's chat API: some servers drop a temperature and say nothing.
 */
export function temperatureApplied({ providerId, config, requested, metadata, error, prompt }: TemperatureRequest): Applied {
  const reported = field(field(metadata, "request"), "temperature");
  if (typeof reported === "number") return reported === requested ? "yes" : "no";
  const stated = field(field(field(metadata, "gyges"), "applied"), "temperature");
  if (stated === "yes" || stated === "no") return stated;
  // Such as "400 Unsupported value: 'temperature' does not support 0.7 with this model".
  if (error !== null && /temperature/i.test(error)) return "no";
  const model = modelOf(providerId);
  if (takesNone(model) || isOverruled(config)) return "no";
  if (field(config["passthrough"], "model") !== undefined || field(config["extra_body"], "model") !== undefined) return "unknown";
  return model.startsWith("anthropic:") ? appliedByAnthropic(model, config, requested, prompt) : isPinnedOpenAi(model) ? "yes" : "unknown";
}

/** Everything behind the scheme: a model's name may hold a path (`openrouter:anthropic/claude-…`) or a fine-tune mark. */
function modelOf(providerId: string): string {
  return providerId.toLowerCase().replace(/(^|[:/])ft:/g, "$1");
}

/**
 * Model families that take no temperature: OpenAI's o-series and GPT-5 and later; Claude after Opus 4.6 (the API's own words:
 * "Models released after Claude Opus 4.6 do not support setting temperature").
 */
function takesNone(model: string): boolean {
  if (/(^|[:/])(o[134]|codex-mini)(-|:|$)/.test(model)) return true;
  const gpt = /(^|[:/])gpt-(\d)(?!\d)/.exec(model);
  if (gpt !== null && Number(gpt[2]) >= 5) return true;
  const claude = /claude-[a-z]+-(\d+)(?:[-.](\d{1,2})(?!\d))?/.exec(model);
  if (claude === null) return false;
  const [major, minor] = [Number(claude[1]), Number(claude[2] ?? 0)];
  return major > 4 || (major === 4 && minor > 6);
}

/** Keys that promptfoo lays over the whole request, and thinking, which takes no temperature beside it. */
function isOverruled(config: Readonly<Record<string, unknown>>): boolean {
  const laidOver = [config["passthrough"], config["extra_body"]];
  return isThinking(config["thinking"]) || laidOver.some((body) => field(body, "temperature") !== undefined);
}

/** The bare `openai:` is the chat API where promptfoo knows the name as a chat model. */
function isPinnedOpenAi(model: string): boolean {
  return (
    /^openai:(chat|responses):(gpt-3\.5-turbo|chatgpt-4o|gpt-4(?!\d))/.test(model) ||
    /^openai:gpt-4(o|\.1)(-mini|-nano)?(-\d{4}-\d{2}-\d{2})?$/.test(model)
  );
}

/**
 * promptfoo leaves the temperature out beside `top_p`, and where the config or the prompt turns thinking on. The API takes 0 to 1.
 */
function appliedByAnthropic(
  model: string,
  config: Readonly<Record<string, unknown>>,
  requested: number,
  prompt: string | null | undefined,
): Applied {
  const known = /^anthropic:(messages:)?claude-(3-\d|3-(opus|sonnet|haiku)|(opus|sonnet|haiku)-4(-|$))/.test(model);
  if (!known) return "unknown";
  if (requested > 1 || (config["top_p"] !== undefined && config["top_p"] !== null)) return "no";
  if (prompt === undefined || prompt === null) return "unknown";
  return (config["thinking"] === undefined || config["thinking"] === null) && thinksByPrompt(prompt) ? "no" : "yes";
}

/** promptfoo reads thinking from a message of a JSON prompt, or from a line of a plain one. */
function thinksByPrompt(prompt: string): boolean {
  const messages = fromJson(prompt);
  if (Array.isArray(messages)) return messages.some((message) => isThinking(field(message, "thinking")));
  return prompt.split("\n").some((line) => line.trim().startsWith("thinking:") && isThinking(fromJson(line.trim().slice(9))));
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isThinking(thinking: unknown): boolean {
  const kind = field(thinking, "type");
  return kind === "enabled" || kind === "adaptive";
}

function field(value: unknown, key: string): unknown {
  return value !== null && typeof value === "object" ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
