import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import * as z from "zod";
import { GygesError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";
import { parseConfigYaml } from "../config/config-yaml.ts";
import { FileRefs, isCode, isProgram, withoutScheme } from "../config/file-refs.ts";
import { readProviders } from "../config/read-providers.ts";
import { needFile, readText } from "../config/read-text.ts";
import type { ProviderEntry } from "../config/user-config.ts";

/** The provider that judges, as promptfoo loads it. */
export interface Judge {
  /** Label or id, without the path of this machine. */
  readonly name: string;
  /** For promptfoo, with every path absolute. */
  readonly entry: Readonly<Record<string, unknown>>;
  /** Files that the entry names, absolute. */
  readonly files: readonly string[];
  /** Where promptfoo is started and looked for: the folder of the config. */
  readonly folder: string;
  /** `env` of the config. */
  readonly env: Readonly<Record<string, unknown>>;
}

/** How a judge is named on the command line. */
export interface JudgeFlags {
  /** Id of a provider, label of one in the config, or a file that holds an entry or is a provider; `true` takes the config's. */
  readonly judge: string | true;
  /** Absolute path of the promptfoo config; absent where the id says it all. */
  readonly config?: string | undefined;
  readonly cwd: string;
}

const EXAMPLE = 'defaultTest: {options: {provider: {id: "openai:chat:gpt-5-mini", config: {temperature: 0}}}}';

/**
 * Finds the judge in the forms that promptfoo's own graders have: an id, an entry with `id` and `config`, either of them under `text`. In
 * the config it stands as `judge`, or is the grader that promptfoo itself would take: `defaultTest.provider`, `defaultTest.options.provider`.
 *
 * @throws GygesError `judge/…` or `config/…` that says what was seen and what to write
 */
export async function findJudge({ judge, config, cwd }: JudgeFlags): Promise<Judge> {
  const read = config === undefined ? null : await readConfig(config, judge === true);
  const folder = read?.folder ?? (await realpath(cwd));
  const { value, from } = judge === true ? await ofConfig(read) : await named(judge, folder, cwd);
  const entry = labelled(textProvider(value), read?.value);
  const refs = new FileRefs(from);
  const [provider] = await readProviders({ providers: [entry] }, refs, {});
  if (provider === undefined) throw noJudge(null);
  for (const file of refs.files) await needFile(file);
  const env = isRecord(read?.value["env"]) ? read.value["env"] : {};
  return { name: provider.name.replace(`file://${folder}/`, "file://"), entry: provider.entry, files: refs.files, folder, env };
}

interface ReadConfig {
  readonly path: string;
  readonly folder: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A value that names a provider, and the folder that its paths are relative to. */
interface Named {
  readonly value: unknown;
  readonly from: string;
}

/** @param asked whether the judge is looked for in it; a program that is not is left unread */
async function readConfig(path: string, asked: boolean): Promise<ReadConfig> {
  const real = await realpath(path).catch((cause: unknown) => {
    throw new GygesError("usage", "config/unreadable", `there is no ${path}\n  Name the promptfoo config: --config promptfooconfig.yaml`, {
      cause,
    });
  });
  const value = isProgram(real) && !asked ? {} : await readYaml(real);
  if (!isRecord(value)) throw new GygesError("usage", "config/shape", `${path} is no promptfoo config: wanted keys such as\n  ${EXAMPLE}`);
  return { path: real, folder: dirname(real), value };
}

async function readYaml(path: string): Promise<unknown> {
  if (!/\.(?:ya?ml|json)$/i.test(path)) {
    throw new GygesError(
      "usage",
      "config/unsupported",
      `${path} is a program, and gyges reads YAML or JSON.\n  Name the judge: --judge openai:chat:gpt-5-mini`,
    );
  }
  return parseConfigYaml(await readText(path), path);
}

async function ofConfig(config: ReadConfig | null): Promise<Named> {
  if (config === null) throw noJudge(null);
  const { value, folder } = config;
  const { defaultTest, from } = await defaultTestOf(value["defaultTest"], folder);
  const options = isRecord(defaultTest["options"]) ? defaultTest["options"] : {};
  if (isGiven(value["judge"])) return { value: value["judge"], from: folder };
  if (isGiven(defaultTest["provider"])) return { value: defaultTest["provider"], from };
  if (isGiven(options["provider"])) return { value: options["provider"], from };
  throw noJudge(config.path);
}

/** It may stand in a file of its own. */
async function defaultTestOf(value: unknown, folder: string): Promise<{ defaultTest: Readonly<Record<string, unknown>>; from: string }> {
  if (typeof value !== "string") return { defaultTest: isRecord(value) ? value : {}, from: folder };
  const path = resolve(folder, withoutScheme(value));
  const read = await readYaml(path);
  return { defaultTest: isRecord(read) ? read : {}, from: folder };
}

async function named(judge: string, folder: string, cwd: string): Promise<Named> {
  const path = resolve(cwd, withoutScheme(judge));
  if (/\.(?:ya?ml|json)$/i.test(judge) && existsSync(path)) return { value: await readYaml(path), from: dirname(path) };
  if (isCode(judge) && existsSync(path)) return { value: `file://${path}`, from: folder };
  return { value: judge, from: folder };
}

const EntrySchema = z.looseObject({
  id: z.string().min(1),
  label: z.string().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
});

function textProvider(value: unknown): ProviderEntry {
  if (typeof value === "string" && value.trim() !== "") return value;
  if (isRecord(value) && isGiven(value["text"])) return textProvider(value["text"]);
  const entry = EntrySchema.safeParse(value);
  if (!entry.success) throw otherForm(value);
  // Which prompts a provider is bound to is a matter of the user's own columns.
  const { prompts: _, ...rest } = entry.data;
  return rest;
}

/** promptfoo lets a grader be named by the label of a provider. */
function labelled(entry: ProviderEntry, config: Readonly<Record<string, unknown>> | undefined): ProviderEntry {
  const providers: unknown = config?.["providers"] ?? config?.["targets"];
  if (typeof entry !== "string" || !Array.isArray(providers)) return entry;
  const found: unknown = providers.find((one: unknown) => isRecord(one) && one["label"] === entry);
  return found === undefined ? entry : textProvider(found);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function noJudge(config: string | null): GygesError {
  const seen = config === null ? "no judge is named" : `${basename(config)} names no judge`;
  return new GygesError(
    "usage",
    "judge/none",
    `${seen}.\n  Name one: --judge openai:chat:gpt-5-mini\n  or in the config: judge: openai:chat:gpt-5-mini\n  or as promptfoo's grader: ${EXAMPLE}`,
  );
}

function otherForm(value: unknown): GygesError {
  const seen = Array.isArray(value) ? "a list" : isRecord(value) ? `keys ${Object.keys(value).slice(0, 5).join(", ")}` : typeof value;
  return new GygesError(
    "usage",
    "judge/form",
    `the judge is no provider: saw ${seen}, wanted an id or an entry with one.\n  Example: ${EXAMPLE}`,
  );
}
