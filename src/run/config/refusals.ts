import { GygesError } from "../../schema/error.ts";
import { isCode } from "./file-refs.ts";

/** Forms of a config that would not reach the model as they are written. They are refused by name, never dropped or guessed. */

export function notYet(seen: string, remedy: string): GygesError {
  return new GygesError("usage", "config/unsupported", `gyges run does not support this form of config yet: ${seen}.\n  ${remedy}`);
}

const carried = ["prompts", "providers", "targets", "tests", "defaultTest", "extensions", "nunjucksFilters", "env", "evaluateOptions"];
/** They reach no request of the pack's rows. */
const harmless = [
  "description",
  "tags",
  "metadata",
  "sharing",
  "outputPath",
  "scenarios",
  "derivedMetrics",
  "assertionTemplates",
  "redteam",
  "tracing",
  "writeLatestResults",
  "judge",
  "commandLineOptions",
  "$schema",
];

export function refuseConfigKeys(config: object): void {
  refuseOtherKeys(config, [...carried, ...harmless], (key) => `the key ${key} of the config`);
  const { commandLineOptions } = config as { commandLineOptions?: unknown };
  if (typeof commandLineOptions !== "object" || commandLineOptions === null) return;
  const glue = ["promptPrefix", "promptSuffix"].find((key) => key in commandLineOptions);
  if (glue !== undefined) throw notYet(`commandLineOptions.${glue} changes every prompt`, "Write its text into the prompts.");
}

export function refuseDefaultTestKeys(defaultTest: object): void {
  const known = ["vars", "options", "assert", "threshold", "metadata", "description"];
  refuseOtherKeys(defaultTest, known, (key) => `the key defaultTest.${key}`);
}

export function refusePromptKeys(prompt: object, place: string): void {
  refuseOtherKeys(prompt, ["id", "raw", "label", "config"], (key) => `the key ${key} of ${place}`);
}

function refuseOtherKeys(record: object, known: readonly string[], shown: (key: string) => string): void {
  const other = Object.keys(record).find((key) => !known.includes(key));
  if (other === undefined) return;
  throw notYet(
    `${shown(other.slice(0, 100))} is none that gyges carries into its run`,
    `Leave it out of the config that gyges reads. Known here: ${known.join(", ")}.`,
  );
}

export function refuseIncludes(text: string, where: string): void {
  if (/\{%-?\s*(?:include|import|extends|from)\b/.test(text))
    throw notYet(
      `${where} uses include, import or extends`,
      "Write it into the prompt itself: one run has one working folder, so base would read head's file.",
    );
}

/** promptfoo puts the file in the place of such a string when it renders, relative to head's folder for both sides. */
export function refuseFilesWithin(text: string, where: string): void {
  // As JSON may write it: `\/` for a slash, `\u0066` for a letter.
  const plain = text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).replaceAll("\\/", "/");
  if (plain.includes("file://")) throw notYet(`${where} names a file:// inside its text`, "Write it into the prompt itself.");
}

/** promptfoo takes such an id for a file of code, but nothing here would see that it is one. */
export function refuseBarePath(id: string): void {
  if (/^\.{1,2}[\\/]/.test(id) || (isCode(id) && !/^[\w+.-]+:/.test(id))) throw barePath(`the provider ${id}`, id);
}

/** Strings at any depth that look like relative paths: both sides would read head's file. */
export function refuseBarePaths(value: unknown, where: string): void {
  if (typeof value === "string") {
    if (/^\.{1,2}[\\/]/.test(value)) throw barePath(`${where} has the path ${JSON.stringify(value.slice(0, 200))}`, value);
  } else if (typeof value === "object" && value !== null) {
    for (const one of Object.values(value)) refuseBarePaths(one, where);
  }
}

function barePath(seen: string, path: string): GygesError {
  return notYet(`${seen} without file://, which base would read from head's folder`, `Write it as file://${path.slice(0, 200)}`);
}
