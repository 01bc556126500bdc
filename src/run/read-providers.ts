import { GygesError } from "../schema/error.ts";
import type { FileRefs } from "./file-refs.ts";
import { notYet, refuseBarePath, refuseBarePaths, refuseIncludes } from "./refusals.ts";
import type { SideProvider } from "./side.ts";
import type { ProviderEntry, UserConfig } from "./user-config.ts";

/** The providers of one side, with their files absolute. */
export function readProviders(config: UserConfig, refs: FileRefs, options: Readonly<Record<string, unknown>>): SideProvider[] {
  const entries = config.providers ?? config.targets;
  if (entries === undefined || entries.length === 0) {
    throw new GygesError(
      "usage",
      "config/providers",
      'the config names no provider\n  Example:\n    providers: ["openai:chat:gpt-5-mini"]',
    );
  }
  const providers = entries.map((entry) => readProvider(entry, refs, options));
  const names = providers.map((provider) => provider.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw notYet(`two providers are named ${twice}`, "Give each provider a label of its own.");
  return providers;
}

function readProvider(entry: ProviderEntry, refs: FileRefs, options: Readonly<Record<string, unknown>>): SideProvider {
  const { label, prompts, ...rest } = typeof entry === "string" ? { id: entry, label: undefined, prompts: undefined } : entry;
  const { id } = rest;
  if (/^(?:exec|python|golang|ruby|script):/.test(id))
    throw notYet(`the provider ${id.split(":")[0]}: runs a command`, "Name it as file://… instead.");
  if (/^file:\/\/.*\.(?:ya?ml|json)$/i.test(id))
    throw notYet(`the provider ${id} is a list of providers`, "Write the providers into the config.");
  refuseBarePath(id);
  refuseBarePaths(rest, `the provider ${label ?? id}`);
  refuseIncludes(JSON.stringify(rest), `the provider ${label ?? id}`);
  return {
    name: label ?? id,
    id,
    entry: refs.record(rest),
    prompts: prompts ?? null,
    transformed: "transform" in rest || "transform" in options,
  };
}
