import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, resolve } from "node:path";
import { parse } from "yaml";
import { hasNoticeSlot } from "../promptfoo/inject.ts";
import { refuseForms } from "../promptfoo/refuse-suite.ts";
import { instructionsOf } from "../promptfoo/wrap-prompts.ts";
import { describeError, GygesError } from "../schema/error.ts";
import type { Side } from "../schema/identity.ts";
import { parseStrict } from "../schema/parse.ts";
import { FileRefs, isCode, splitRef } from "./file-refs.ts";
import type { SideConfig, SidePrompt, SideProvider } from "./side.ts";
import { UserConfigSchema, type PromptEntry, type ProviderEntry, type UserConfig } from "./user-config.ts";

const example = [
  "prompts: [file://prompts/support.json]",
  'providers: ["openai:chat:gpt-5-mini"]',
  "tests: [{vars: {message: Hello}}]",
].join("\n");

/** Reads one side's promptfoo config. Forms that gyges cannot carry over yet are refused, never guessed. */
export async function readSide(side: Side, configPath: string): Promise<SideConfig> {
  const config = await readUserConfig(configPath);
  const folder = dirname(configPath);
  const refs = new FileRefs(folder);
  const defaults = await readDefaultTest(config, folder);
  const prompts = await readPrompts(config, folder, refs.files);
  const providers = readProviders(config, refs, defaults.options);
  refuseGlue(defaults.options, prompts);
  refuseForms(
    prompts.map((prompt) => prompt.template),
    providers.every((provider) => instructionsOf(provider.entry) !== null),
  );
  return {
    side,
    folder,
    prompts,
    providers,
    defaultVars: refs.record(defaults.vars),
    defaultOptions: refs.record(defaults.options),
    testVars: testVars(config),
    extensions: (config.extensions ?? []).filter((one) => !isOurExtension(one)).map((one) => refs.text(one)),
    filters: readFilters(config, folder, refs.files),
    env: config.env ?? {},
    maxConcurrency: config.evaluateOptions?.maxConcurrency ?? null,
    delayMs: config.evaluateOptions?.delay ?? null,
    files: [...new Set([configPath, ...refs.files])],
  };
}

async function readUserConfig(path: string): Promise<UserConfig> {
  if (!/\.(?:ya?ml|json)$/i.test(path)) {
    throw notYet(
      `the config ${basename(path)} is a program`,
      "Give gyges run a YAML or JSON config; the code form still works under plain promptfoo eval with the extension.",
    );
  }
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new GygesError(
      "usage",
      "config/unreadable",
      `cannot read ${path}: ${describeError(cause)}\n  Name the promptfoo config: gyges run --config promptfooconfig.yaml`,
      { cause },
    );
  });
  const value = parseYaml(text, path);
  if (value !== null && typeof value === "object" && JSON.stringify(value).includes('"$ref"')) {
    throw notYet("the config uses $ref", "Write the referenced part out in the config.");
  }
  return parseStrict(UserConfigSchema, value, { where: path, example, code: "config/shape" });
}

function parseYaml(text: string, path: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 }) as unknown;
  } catch (cause) {
    throw new GygesError("usage", "config/yaml", `${path} is not YAML: ${describeError(cause)}`, { cause });
  }
}

async function readDefaultTest(
  config: UserConfig,
  folder: string,
): Promise<{ vars: Record<string, unknown>; options: Record<string, unknown> }> {
  let value: unknown = config.defaultTest ?? {};
  if (typeof value === "string") {
    const path = resolve(folder, value.replace(/^file:\/\//, ""));
    if (isCode(path)) throw notYet("defaultTest is a program", "Write defaultTest into the config.");
    value = parseYaml(await readText(path), path);
  }
  const shaped = parseStrict(UserConfigSchema.shape.defaultTest.unwrap().options[1], value, {
    where: "defaultTest",
    example: "defaultTest: {vars: {company: Example}}",
    code: "config/default-test",
  });
  return { vars: shaped.vars ?? {}, options: shaped.options ?? {} };
}

async function readPrompts(config: UserConfig, folder: string, files: string[]): Promise<SidePrompt[]> {
  const prompts: SidePrompt[] = [];
  for (const [index, entry] of config.prompts.entries()) prompts.push(await readPrompt(entry, index, folder, files));
  const names = prompts.map((prompt) => prompt.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw notYet(`two prompts are named ${twice}`, "Give each prompt a label of its own.");
  return prompts;
}

async function readPrompt(entry: PromptEntry, index: number, folder: string, files: string[]): Promise<SidePrompt> {
  const given = typeof entry === "string" ? entry : (entry.id ?? entry.raw);
  const label = typeof entry === "string" ? undefined : entry.label;
  if (given === undefined)
    throw notYet(`prompt ${index + 1} has neither text nor file`, "Example: prompts: [{id: file://prompts/support.json, label: support}]");
  if (/^(?:langfuse|helicone|portkey|exec):/.test(given))
    throw notYet(`prompt ${index + 1} is fetched (${given.split(":")[0]}:)`, "Keep the prompt in a file of the repository.");
  const path = pathOf(given, folder);
  if (path === null) return { name: label ?? `prompt ${index + 1}`, entry: { raw: given }, template: given };
  if (/[*?{}]/.test(path.path)) throw notYet(`prompt ${index + 1} is a pattern of files`, "List the files one by one.");
  const shown = label ?? given.replace(/^file:\/\//, "").replace(/^\.\//, "");
  files.push(path.path);
  const id = `file://${path.path}${path.fragment}`;
  if (isCode(path.path)) return { name: shown, entry: { id }, template: null };
  const template = await readText(path.path);
  refuseManyPrompts(path.path, template);
  return { name: shown, entry: { id }, template };
}

/** A prompt string is a path where it says so or where such a file is there; promptfoo decides likewise. */
function pathOf(given: string, folder: string): { path: string; fragment: string } | null {
  if (given.startsWith("file://")) {
    const { path, fragment } = splitRef(given.slice("file://".length));
    return { path: resolve(folder, path), fragment };
  }
  if (given.length > 300 || given.includes("\n") || given.includes("{{")) return null;
  const { path, fragment } = splitRef(given);
  return existsSync(resolve(folder, path)) ? { path: resolve(folder, path), fragment } : null;
}

function refuseManyPrompts(path: string, template: string): void {
  const kind = extname(path).toLowerCase();
  if (kind === ".txt" && /^---\s*$/m.test(template))
    throw notYet(`${basename(path)} holds several prompts`, "Put each prompt into a file of its own.");
  if (kind === ".csv" || kind === ".jsonl")
    throw notYet(`${basename(path)} is a table of prompts`, "Put each prompt into a file of its own.");
}

/** Prefix and suffix are glued to the raw prompt, which a placed notice replaces: the user's text would be lost. */
function refuseGlue(options: Readonly<Record<string, unknown>>, prompts: readonly SidePrompt[]): void {
  if (options["prefix"] === undefined && options["suffix"] === undefined) return;
  if (prompts.every((prompt) => prompt.template !== null && hasNoticeSlot(prompt.template))) return;
  throw notYet(
    "defaultTest.options has a prefix or suffix",
    "Put {{notice}} into the system text of the prompt, so that gyges need not place it.",
  );
}

function readProviders(config: UserConfig, refs: FileRefs, options: Readonly<Record<string, unknown>>): SideProvider[] {
  const entries = config.providers ?? config.targets;
  if (entries === undefined || entries.length === 0) {
    throw new GygesError("usage", "config/providers", `the config names no provider\n  Example:\n    ${example.split("\n")[1]}`);
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
  return {
    name: label ?? id,
    id,
    entry: refs.record(rest),
    prompts: prompts ?? null,
    transformed: "transform" in rest || "transform" in options,
  };
}

function testVars(config: UserConfig): string[] {
  if (!Array.isArray(config.tests)) return [];
  return [
    ...new Set(config.tests.flatMap((test) => (typeof test === "object" && typeof test.vars === "object" ? Object.keys(test.vars) : []))),
  ];
}

function readFilters(config: UserConfig, folder: string, files: string[]): Record<string, string> {
  const filters = Object.entries(config.nunjucksFilters ?? {}).map(([name, path]) => [name, resolve(folder, path)] as const);
  files.push(...filters.map(([, path]) => path));
  return Object.fromEntries(filters);
}

function isOurExtension(extension: string): boolean {
  return /:gyges\w*$/.test(extension);
}

async function readText(path: string): Promise<string> {
  const about = await stat(path).catch(() => null);
  if (about === null || !about.isFile()) {
    throw new GygesError(
      "usage",
      "config/missing-file",
      `the config names ${path}, which is ${about === null ? "not there" : "not a file"}`,
    );
  }
  return readFile(path, "utf8");
}

function notYet(seen: string, remedy: string): GygesError {
  return new GygesError("usage", "config/unsupported", `gyges run does not support this form of config yet: ${seen}.\n  ${remedy}`);
}
