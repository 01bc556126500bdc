import * as z from "zod";
import { GygesError } from "../../schema/error.ts";
import { parseStrict } from "../../schema/parse.ts";
import { parseConfigYaml } from "./config-yaml.ts";
import { type FileRefs, withoutScheme } from "./file-refs.ts";
import { withNames } from "./name-twins.ts";
import { readText } from "./read-text.ts";
import { notYet, refuseBarePath, refuseBarePaths, refuseIncludes } from "./refusals.ts";
import type { SideProvider } from "./side.ts";
import { ProviderEntrySchema, type ProviderEntry, type UserConfig } from "./user-config.ts";

/**
 * The providers of one side, with their files absolute.
 *
 * @param options of `defaultTest`, where a transform may stand
 * @throws GygesError `config/…` where there is none, or in a form that gyges cannot carry over
 */
export async function readProviders(
  config: Pick<UserConfig, "providers" | "targets">,
  refs: FileRefs,
  options: Readonly<Record<string, unknown>>,
): Promise<SideProvider[]> {
  const entries = (await Promise.all((config.providers ?? config.targets ?? []).map((entry) => listed(entry, refs)))).flat();
  if (entries.length === 0) {
    throw new GygesError(
      "usage",
      "config/providers",
      'the config names no provider\n  Example:\n    providers: ["openai:chat:gpt-5-mini"]',
    );
  }
  const providers = withNames(entries.map((entry) => readProvider(entry, refs, options)));
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

const LIST_EXAMPLE = "- id: openai:chat:gpt-5-mini\n  config: {temperature: 0.7}";

/** A provider, or those of the file that it names: promptfoo reads a YAML or JSON file of one or of many. Paths in it are relative to the config. */
async function listed(entry: ProviderEntry, refs: FileRefs): Promise<readonly ProviderEntry[]> {
  const id = typeof entry === "string" ? entry : entry.id;
  if (!/^file:\/\/.*\.(?:ya?ml|json)$/i.test(id)) return [entry];
  const path = withoutScheme(refs.text(id));
  const read = parseConfigYaml(await readText(path), path);
  return parseStrict(z.array(ProviderEntrySchema), Array.isArray(read) ? read : [read], {
    where: id,
    example: LIST_EXAMPLE,
    code: "config/shape",
  });
}
