import { readdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { plain } from "../../report/escape.ts";
import { GygesError } from "../../schema/error.ts";

/** @returns what to say where there is no such config: which one, and those that are not far. @param command of gyges that wants it */
export async function noConfig(path: string, cwd: string, cause: unknown, command = "run"): Promise<GygesError> {
  const found = await configsBelow(cwd, new Set([basename(path), ...USUAL]));
  const names = found.map((one) => plain(relative(cwd, one)));
  const lines = [
    `there is no ${relative(cwd, path)}`,
    ...(names.length === 0 ? [] : [`  Found: ${names.slice(0, MOST_NAMED).join(", ")}`]),
    `  Name the promptfoo config: gyges ${command} --config ${names[0] ?? "promptfooconfig.yaml"}`,
  ];
  return new GygesError("usage", "config/unreadable", lines.join("\n"), { cause });
}

/** Configs below a folder that are named as promptfoo looks for them, the nearest first. */
export async function usualConfigs(folder: string): Promise<readonly string[]> {
  return configsBelow(folder, new Set(USUAL));
}

const USUAL = ["promptfooconfig.yaml", "promptfooconfig.yml", "promptfooconfig.json"];
const MOST_NAMED = 3;
/** Enough for packages/app/evals; a folder of data is not looked through. */
const MOST_FOLDERS = 300;

/** The nearest first. */
async function configsBelow(cwd: string, names: ReadonlySet<string>): Promise<string[]> {
  const [folders, found] = [[cwd], [] as string[]];
  for (let at = 0; at < Math.min(folders.length, MOST_FOLDERS); at += 1) {
    const entries = await readdir(folders[at]!, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folders[at]!, entry.name);
      if (entry.isFile() && names.has(entry.name)) found.push(path);
      else if (entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules" && folders.length < MOST_FOLDERS)
        folders.push(path);
    }
  }
  return found;
}
