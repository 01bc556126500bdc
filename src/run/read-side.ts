import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { refuseForms, refuseGlue } from "../promptfoo/refuse-suite.ts";
import { instructionsOf } from "../promptfoo/wrap-prompts.ts";
import { describeError, GygesError } from "../schema/error.ts";
import type { Side } from "../schema/identity.ts";
import { parseStrict } from "../schema/parse.ts";
import { FileRefs, isCode } from "./file-refs.ts";
import { readPrompts } from "./read-prompts.ts";
import { readProviders } from "./read-providers.ts";
import { needFile, readText } from "./read-text.ts";
import { notYet, refuseBarePaths, refuseConfigKeys, refuseDefaultTestKeys, refuseIncludes } from "./refusals.ts";
import type { SideConfig } from "./side.ts";
import { UserConfigSchema, type UserConfig } from "./user-config.ts";

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
  const prompts = await readPrompts(config.prompts, folder, refs);
  const providers = readProviders(config, refs, defaults.options);
  const templates = prompts.map((prompt) => prompt.template);
  refuseGlue(defaults.options, templates);
  refuseForms(
    templates,
    providers.every((provider) => instructionsOf(provider.entry) !== null),
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
    testVars: testVars(config),
    extensions: (config.extensions ?? []).filter((one) => !isOurExtension(one)).map((one) => refs.text(one)),
    filters: await readFilters(config, folder, refs.files),
    env: config.env ?? {},
    maxConcurrency: config.evaluateOptions?.maxConcurrency ?? null,
    delayMs: config.evaluateOptions?.delay ?? null,
    files: [...new Set([configPath, ...refs.files])],
  };
}

async function readUserConfig(path: string): Promise<UserConfig> {
  if ((await stat(path).catch(() => null))?.isDirectory() === true) {
    throw new GygesError(
      "usage",
      "config/unreadable",
      `${path} is a folder, and the config is a file.\n  Name the file in it: gyges run --config ${join(basename(path), "promptfooconfig.yaml")}`,
    );
  }
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
  const config = parseStrict(UserConfigSchema, value, { where: path, example, code: "config/shape" });
  refuseConfigKeys(config);
  return config;
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

function testVars(config: UserConfig): string[] {
  if (!Array.isArray(config.tests)) return [];
  return [
    ...new Set(config.tests.flatMap((test) => (typeof test === "object" && typeof test.vars === "object" ? Object.keys(test.vars) : []))),
  ];
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
