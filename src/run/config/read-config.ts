import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describeError, GygesError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";
import { parseStrict } from "../../schema/parse.ts";
import { parseConfigYaml } from "./config-yaml.ts";
import { isProgram } from "./file-refs.ts";
import type { ProgramSurroundings } from "./read-program.ts";
import { notYet, refuseConfigKeys } from "./refusals.ts";
import { UserConfigSchema, type UserConfig } from "./user-config.ts";

const example = [
  "prompts: [file://prompts/support.json]",
  'providers: ["openai:chat:gpt-5-mini"]',
  "tests: [{vars: {message: Hello}}]",
].join("\n");

/** The user's promptfoo config: YAML, JSON or a program; several are combined as promptfoo combines what follows `-c`. */
export async function readUserConfig(paths: readonly string[], around: ProgramSurroundings): Promise<UserConfig> {
  const configs = await Promise.all(paths.map(async (path) => ({ folder: dirname(path), config: await readOne(path, around) })));
  const config = configs.length === 1 ? configs[0]!.config : (await import("./combine-configs.ts")).combineConfigs(configs);
  refuseConfigKeys(config);
  return config;
}

async function readOne(path: string, around: ProgramSurroundings): Promise<UserConfig> {
  const value = isProgram(path)
    ? await (await import("./read-program.ts")).readProgram(path, around)
    : parseConfigYaml(await textOf(path), path);
  if (isRecord(value) && JSON.stringify(value).includes('"$ref"')) {
    throw notYet("the config uses $ref", "Write the referenced part out in the config.");
  }
  return parseStrict(UserConfigSchema, value, { where: path, example, code: "config/shape" });
}

async function textOf(path: string): Promise<string> {
  if ((await stat(path).catch(() => null))?.isDirectory() === true) {
    throw new GygesError(
      "usage",
      "config/unreadable",
      `${path} is a folder, and the config is a file.\n  Name the file in it: gyges run --config ${join(basename(path), "promptfooconfig.yaml")}`,
    );
  }
  if (!/\.(?:ya?ml|json)$/i.test(path)) throw notYet(`the config ${basename(path)}`, "Give it as YAML, JSON, JavaScript or TypeScript.");
  return readFile(path, "utf8").catch((cause: unknown) => {
    throw new GygesError(
      "usage",
      "config/unreadable",
      `cannot read ${path}: ${describeError(cause)}\n  Name the promptfoo config: gyges run --config promptfooconfig.yaml`,
      { cause },
    );
  });
}
