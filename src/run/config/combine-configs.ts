import { isAbsolute, relative, resolve } from "node:path";
import { isRecord } from "../../schema/is-record.ts";
import { withoutScheme } from "./file-refs.ts";
import type { PromptEntry, TestEntry, UserConfig } from "./user-config.ts";

export interface ConfigInFolder {
  /** Absolute. */
  readonly folder: string;
  readonly config: UserConfig;
}

/**
 * Several configs as promptfoo 0.123.1 makes one of them: prompts, providers, tests and extensions behind one another, settings over one another.
 * Files of prompts and of tests are looked for beside their own config, all others beside the first, which is where promptfoo reads them too.
 */
export function combineConfigs(configs: readonly ConfigInFolder[]): UserConfig {
  const all = configs.map(({ config }) => config);
  const first = configs[0]?.folder ?? "";
  return {
    ...Object.assign({}, ...all),
    prompts: distinct(
      configs.flatMap(({ config, folder }) => (config.prompts ?? ["{{prompt}}"]).map((prompt) => besideItsConfig(prompt, folder, first))),
    ),
    providers: distinct(all.flatMap(({ providers, targets }) => providers ?? targets ?? [])),
    targets: undefined,
    tests: configs.flatMap(({ config, folder }) => testsOf(config, folder)),
    scenarios: all.flatMap(({ scenarios }) => (Array.isArray(scenarios) ? scenarios : [])),
    defaultTest: all.map(({ defaultTest }) => defaultTest).reduce(withDefaults, undefined),
    extensions: all.flatMap(({ extensions }) => extensions ?? []),
    nunjucksFilters: Object.assign({}, ...all.map(({ nunjucksFilters }) => nunjucksFilters)),
    env: Object.assign({}, ...all.map(({ env }) => env)),
    evaluateOptions: Object.assign({}, ...all.map(({ evaluateOptions }) => evaluateOptions)),
  };
}

function besideItsConfig(prompt: PromptEntry, folder: string, first: string): PromptEntry {
  if (typeof prompt === "string") return fromFirst(prompt, folder, first);
  return prompt.id === undefined ? prompt : { ...prompt, id: fromFirst(prompt.id, folder, first) };
}

/** Told from the folder of the first config, so that a prompt has one name in every checkout. */
function fromFirst(ref: string, folder: string, first: string): string {
  const path = withoutScheme(ref);
  return ref.startsWith("file://") && !isAbsolute(path) ? `file://${relative(first, resolve(folder, path))}` : ref;
}

function absolute(ref: string, folder: string): string {
  return ref.startsWith("file://") ? `file://${resolve(folder, withoutScheme(ref))}` : ref;
}

function testsOf({ tests }: UserConfig, folder: string): TestEntry[] {
  if (tests === undefined) return [];
  if (Array.isArray(tests)) return tests.map((test) => (typeof test === "string" ? absolute(test, folder) : test));
  const path = typeof tests === "string" ? tests : tests["path"];
  return typeof path === "string" ? [`file://${resolve(folder, withoutScheme(path))}`] : [];
}

/** A default test in a file stands for the whole of it. */
function withDefaults(before: UserConfig["defaultTest"], next: UserConfig["defaultTest"]): UserConfig["defaultTest"] {
  if (typeof next === "string" || before === undefined) return next ?? before;
  if (typeof before === "string" || next === undefined) return before;
  return { ...before, ...next, vars: { ...before.vars, ...next.vars }, options: { ...before.options, ...next.options } };
}

/** promptfoo leaves out what is there already, letter by letter. */
function distinct<T>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [isRecord(entry) ? JSON.stringify(entry) : entry, entry])).values()];
}
