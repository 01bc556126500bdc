import { isRecord } from "../../schema/is-record.ts";
import type { SideProvider } from "./side.ts";

/**
 * Gives providers of one name names of their own, by the setting that tells them apart: `openai:chat:m` twice, at two temperatures, is
 * `openai:chat:m (temperature 0.2)` and `openai:chat:m (temperature 1)`. The name says nothing of the order in the config, so base's and
 * head's are matched by what they are. Those that no single setting tells apart keep their name.
 */
export function withNames(providers: readonly SideProvider[]): SideProvider[] {
  const twins = Map.groupBy(providers, ({ name }) => name);
  return providers.map((provider) => {
    const alike = twins.get(provider.name)!;
    const key = alike.length === 1 ? undefined : tellingKey(alike);
    return key === undefined ? provider : { ...provider, name: `${provider.name} (${key} ${shown(settingsOf(provider)[key])})` };
  });
}

/** Settings by which a model is told from itself, the likeliest first. None that may hold a key or an address. */
const TELLING: readonly string[] = [
  "temperature",
  "reasoning_effort",
  "effort",
  "max_tokens",
  "max_completion_tokens",
  "max_output_tokens",
  "top_p",
  "seed",
  "model",
  "modelName",
  "verbosity",
  "service_tier",
];

function tellingKey(alike: readonly SideProvider[]): string | undefined {
  return TELLING.find((key) => {
    const values = alike.map((one) => settingsOf(one)[key]);
    return values.every(isScalar) && new Set(values.map(shown)).size === alike.length;
  });
}

function settingsOf({ entry }: SideProvider): Readonly<Record<string, unknown>> {
  return isRecord(entry["config"]) ? entry["config"] : {};
}

/** One of the twins may leave a setting out; a name should be short. */
function isScalar(value: unknown): boolean {
  return value === undefined || ["number", "boolean"].includes(typeof value) || (typeof value === "string" && value.length <= 60);
}

function shown(value: unknown): string {
  if (value === undefined) return "unset";
  return typeof value === "string" ? value : JSON.stringify(value);
}
