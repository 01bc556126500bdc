import type { Applied, Draw } from "../../schema/draw.ts";
import type { Identity } from "../../schema/identity.ts";
import type { ModelCall } from "../capability/model-call.ts";
import { seedApplied, topPApplied } from "../capability/other-settings.ts";
import { temperatureApplied } from "../capability/temperature-applied.ts";
import type { Row, RowSettings } from "./row-schema.ts";

/**
 * What a row's call asked for, and what of it is known to have reached the model. Its own options stand over the provider's, as they do in promptfoo.
 *
 * @param providerId null where the row does not say
 */
export function settingsOfRow(row: Row, identity: Identity, providerId: string | null): Draw["settings"] {
  const own = row.prompt?.config;
  const provider = typeof row.provider === "object" ? row.provider?.config : null;
  const temperature = own?.temperature ?? identity.cell.temperature ?? provider?.temperature ?? null;
  const topP = own?.top_p ?? provider?.top_p ?? null;
  const seed = own?.seed ?? provider?.seed ?? null;
  const call = callOf(row, providerId ?? "");
  return {
    requested: { temperature, maxTokens: maxTokens(own) ?? maxTokens(provider), seed, ...(topP === null ? {} : { topP }) },
    applied: {
      temperature: temperature === null ? "unknown" : certain(call, (one) => temperatureApplied({ ...one, requested: temperature })),
      ...(seed === null ? {} : { seed: certain(call, seedApplied) }),
      ...(topP === null ? {} : { topP: certain(call, (one) => topPApplied(one, topP)) }),
    },
  };
}

interface Call extends ModelCall {
  /** Whether the row holds the provider's config. */
  readonly isWhole: boolean;
}

function callOf(row: Row, providerId: string): Call {
  const config = typeof row.provider === "object" ? row.provider?.config : undefined;
  return {
    providerId,
    config: { ...config, ...row.prompt?.config },
    metadata: row.response?.metadata,
    error: row.response?.error ?? null,
    prompt: row.prompt?.raw ?? null,
    isWhole: config !== null && config !== undefined,
  };
}

/**
 * A results file leaves the provider's config out, and there a `passthrough` or `thinking` may stand that overrules the row's own.
 * So without it only what the provider itself reports is a `yes`.
 */
function certain(call: Call, applied: (call: ModelCall) => Applied): Applied {
  const known = applied(call);
  return known === "yes" && !call.isWhole ? applied({ ...call, providerId: "" }) : known;
}

function maxTokens(settings: RowSettings | undefined): number | null {
  return settings?.max_tokens ?? settings?.max_output_tokens ?? settings?.max_completion_tokens ?? null;
}
