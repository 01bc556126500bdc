import { existsSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { parse } from "yaml";
import { isChat } from "../../promptfoo/notice/messages.ts";
import { isCode, isPattern, splitRef, withoutScheme, type FileRefs } from "./file-refs.ts";
import { refuseBrokenJson } from "./prompt-json.ts";
import { readText } from "./read-text.ts";
import { notYet, refuseBarePaths, refuseFilesWithin, refuseIncludes, refusePromptKeys } from "./refusals.ts";
import type { SidePrompt } from "./side.ts";
import type { PromptEntry } from "./user-config.ts";

/** The prompts of one side, with their files absolute. @throws GygesError `config/…` for a form that gyges cannot carry over */
export async function readPrompts(entries: readonly PromptEntry[], folder: string, refs: FileRefs): Promise<SidePrompt[]> {
  const prompts: SidePrompt[] = [];
  const given = (await Promise.all(entries.map((entry) => expanded(entry, folder)))).flat();
  for (const [index, entry] of given.entries()) prompts.push(await readPrompt(entry, `prompt ${index + 1}`, folder, refs));
  const names = prompts.map((prompt) => prompt.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw notYet(`two prompts are named ${twice}`, "Give each prompt a label of its own.");
  return prompts;
}

async function readPrompt(entry: PromptEntry, place: string, folder: string, refs: FileRefs): Promise<SidePrompt> {
  const { id, raw, label, config } = typeof entry === "string" ? { id: entry } : entry;
  if (typeof entry !== "string") refusePromptKeys(entry, place);
  refuseBarePaths(config, place);
  const carried = config === undefined ? {} : { config: refs.record(config) };
  const given = id ?? raw;
  if (given === undefined)
    throw notYet(`${place} has neither text nor file`, "Example: prompts: [{id: file://prompts/support.json, label: support}]");
  if (/^(?:langfuse|helicone|portkey|exec):/.test(given))
    throw notYet(`${place} is fetched (${given.split(":")[0]}:)`, "Keep the prompt in a file of the repository.");
  const path = pathOf(given, folder);
  if (path === null) return { name: label ?? place, entry: { raw: given, ...carried }, template: checked(given, place) };
  const shownPath = withoutScheme(given).replace(/^\.\//, "");
  const name = label ?? shownPath;
  refs.files.push(path.path);
  const file = { id: `file://${path.path}${path.fragment}`, ...carried };
  if (isCode(path.path)) return { name, entry: file, template: null };
  const template = await readText(path.path);
  refuseManyPrompts(path.path, template);
  refuseBrokenJson(shownPath, template);
  return { name, entry: file, template: asLoaded(path.path, checked(template, `${place} (${basename(path.path)})`)) };
}

/** promptfoo hands on a YAML file as JSON where it can be read before its templates are filled in. */
function asLoaded(path: string, template: string): string {
  if (!/\.ya?ml$/i.test(path)) return template;
  try {
    const parsed: unknown = parse(template);
    return isChat(parsed) ? JSON.stringify(parsed) : template;
  } catch {
    return template;
  }
}

/** A pattern stands for its files, each a prompt of its own; one with settings of its own is left to be refused as a file that is not there. */
async function expanded(entry: PromptEntry, folder: string): Promise<readonly PromptEntry[]> {
  const given = typeof entry === "string" ? entry : (entry.id ?? entry.raw);
  if (given === undefined || !isPattern(given)) return [entry];
  const files = await (await import("./expand-pattern.ts")).expandPattern(given, folder);
  return files.map((path) => (typeof entry === "string" ? path : { ...entry, id: path, label: undefined }));
}

function checked(template: string, where: string): string {
  refuseIncludes(template, where);
  refuseFilesWithin(template, where);
  return template;
}

/** A prompt string is a path where it says so or where such a file is there; promptfoo decides likewise. */
function pathOf(given: string, folder: string): { path: string; fragment: string } | null {
  const { path, fragment } = splitRef(withoutScheme(given));
  const ref = { path: resolve(folder, path), fragment };
  if (given.startsWith("file://")) return ref;
  const mayBePath = given.length <= 300 && !given.includes("\n") && !given.includes("{{");
  return mayBePath && existsSync(ref.path) ? ref : null;
}

function refuseManyPrompts(path: string, template: string): void {
  const kind = extname(path).toLowerCase();
  if (kind === ".txt" && /^---\s*$/m.test(template))
    throw notYet(`${basename(path)} holds several prompts`, "Put each prompt into a file of its own.");
  if (kind === ".csv" || kind === ".jsonl")
    throw notYet(`${basename(path)} is a table of prompts`, "Put each prompt into a file of its own.");
}
