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
}

/**
 * Did the temperature reach the model?
 *
 * `no`: the API refused it, the model family takes none, or thinking or `passthrough` overrules it; promptfoo 0.123 then drops it
 * without a mark on the row.
 * `yes`: the provider reports its request, or it is `openai:chat` with a model that takes one, for which a test records the request
 * on a loopback server. All else is `unknown`: hope is no proof.
 */
export function temperatureApplied({ providerId, config, requested, metadata, error }: TemperatureRequest): Applied {
  const reported = field(field(metadata, "request"), "temperature");
  if (typeof reported === "number") return reported === requested ? "yes" : "no";
  const stated = field(field(field(metadata, "gyges"), "applied"), "temperature");
  if (stated === "yes" || stated === "no") return stated;
  // Such as "400 Unsupported value: 'temperature' does not support 0.7 with this model".
  if (error !== null && /temperature/i.test(error)) return "no";
  const passthrough = config["passthrough"];
  if (takesNone(modelOf(providerId)) || isThinking(config) || field(passthrough, "temperature") !== undefined) return "no";
  if (field(passthrough, "model") !== undefined) return "unknown";
  return /^openai:chat:[^:]/.test(providerId) ? "yes" : "unknown";
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
  if (/(^|[:/])o[134](-|:|$)/.test(model)) return true;
  const gpt = /(^|[:/])gpt-(\d)(?!\d)/.exec(model);
  if (gpt !== null && Number(gpt[2]) >= 5) return true;
  const claude = /claude-[a-z]+-(\d+)(?:[-.](\d{1,2})(?!\d))?/.exec(model);
  if (claude === null) return false;
  const [major, minor] = [Number(claude[1]), Number(claude[2] ?? 0)];
  return major > 4 || (major === 4 && minor > 6);
}

function isThinking(config: Readonly<Record<string, unknown>>): boolean {
  const kind = field(config["thinking"], "type");
  return kind === "enabled" || kind === "adaptive";
}

function field(value: unknown, key: string): unknown {
  return value !== null && typeof value === "object" ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
