import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { refuseForms, refuseGlue } from "../../promptfoo/notice/refuse-suite.ts";
import { systemOption } from "../../promptfoo/notice/system-option.ts";
import type { Side } from "../../schema/identity.ts";
import { parseStrict } from "../../schema/parse.ts";
import { parseConfigYaml } from "./config-yaml.ts";
import { FileRefs, isCode, withoutScheme } from "./file-refs.ts";
import { readUserConfig } from "./read-config.ts";
import type { ProgramSurroundings } from "./read-program.ts";
import { readPrompts } from "./read-prompts.ts";
import { readProviders } from "./read-providers.ts";
import { needFile, readText } from "./read-text.ts";
import { notYet, refuseBarePaths, refuseDefaultTestKeys, refuseIncludes } from "./refusals.ts";
import type { SideConfig } from "./side.ts";
import { UserConfigSchema, type UserConfig } from "./user-config.ts";

export interface ReadAround extends ProgramSurroundings {
  /** Absolute paths of further configs, combined with the first. */
  readonly also?: readonly string[] | undefined;
}

/** Reads one side's promptfoo config. Forms that gyges cannot carry over yet are refused, never guessed. @throws GygesError `config/…` */
export async function readSide(side: Side, configPath: string, around: ReadAround = {}): Promise<SideConfig> {
  const configs = [configPath, ...(around.also ?? [])];
  const config = await readUserConfig(configs, around);
  const folder = dirname(configPath);
  const refs = new FileRefs(folder);
  const defaults = await readDefaultTest(config, folder);
  // As promptfoo has it, where a config names none.
  const prompts = await readPrompts(config.prompts ?? ["{{prompt}}"], folder, refs);
  const providers = await readProviders(config, refs, defaults.options);
  const templates = prompts.map((prompt) => prompt.template);
  refuseGlue(defaults.options, templates);
  refuseForms(
    templates,
    providers.every((provider) => systemOption(provider.entry) !== null),
  );
  const defaultVars = refs.record(defaults.vars);
  const defaultOptions = refs.record(defaults.options);
  for (const path of refs.files) await refuseIncludesOf(path);
  return {
    side,
    folder,
    prompts,
    providers,
    defaultVars,
    defaultOptions,
    testVars: await (await import("./test-vars.ts")).readTestVars(config, folder),
    extensions: (config.extensions ?? []).filter((one) => !isOurExtension(one)).map((one) => refs.text(one)),
    filters: await readFilters(config, folder, refs.files),
    env: config.env ?? {},
    maxConcurrency: config.evaluateOptions?.maxConcurrency ?? null,
    delayMs: config.evaluateOptions?.delay ?? null,
    configs,
    files: [...new Set([...configs, ...refs.files])],
  };
}

async function readDefaultTest(
  config: UserConfig,
  folder: string,
): Promise<{ vars: Record<string, unknown>; options: Record<string, unknown> }> {
  let value: unknown = config.defaultTest ?? {};
  if (typeof value === "string") {
    const path = resolve(folder, withoutScheme(value));
    if (isCode(path)) throw notYet("defaultTest is a program", "Write defaultTest into the config.");
    value = parseConfigYaml(await readText(path), path);
  }
  const shaped = parseStrict(UserConfigSchema.shape.defaultTest.unwrap().options[1], value, {
    where: "defaultTest",
    example: "defaultTest: {vars: {company: Example}}",
    code: "config/default-test",
  });
  refuseDefaultTestKeys(shaped);
  const { vars = {}, options = {} } = shaped;
  refuseIncludes(JSON.stringify([vars, options]), "defaultTest");
  refuseBarePaths(options, "defaultTest.options");
  return { vars, options };
}

/** The text of a file that a variable or a setting names is rendered like any other. */
async function refuseIncludesOf(path: string): Promise<void> {
  if (!isCode(path)) refuseIncludes(await readFile(path, "utf8").catch(() => ""), basename(path));
}

async function readFilters(config: UserConfig, folder: string, files: string[]): Promise<Record<string, string>> {
  const filters = Object.entries(config.nunjucksFilters ?? {}).map(([name, path]) => [name, resolve(folder, path)] as const);
  for (const [, path] of filters) await needFile(path);
  files.push(...filters.map(([, path]) => path));
  return Object.fromEntries(filters);
}

/** gyges's own entry, or the user's file that makes one; anything else is the user's, whatever its export is called. */
function isOurExtension(extension: string): boolean {
  return /(?:[\\/]node_modules[\\/]gyges[\\/](?:dist[\\/])?promptfoo\.js|[\\/]gyges\.config\.[cm]?[jt]s):gyges$/.test(`/${extension}`);
}
