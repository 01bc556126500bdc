import { isAbsolute, resolve } from "node:path";

/** Paths inside a promptfoo config: `file://…` strings, at any depth, relative to the config's folder. */

const prefix = "file://";

/** Makes relative `file://` strings absolute and keeps a list of the files they name. */
export class FileRefs {
  readonly files: string[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  record(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, this.#value(value)]));
  }

  text(text: string): string {
    if (!text.startsWith(prefix)) return text;
    const { path, fragment } = splitRef(withoutScheme(text));
    const absolute = isAbsolute(path) ? path : resolve(this.#folder, path);
    this.files.push(absolute);
    return `${prefix}${absolute}${fragment}`;
  }

  #value(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((one) => this.#value(one));
    return value !== null && typeof value === "object" ? this.record({ ...value }) : value;
  }
}

/** The files that `file://` strings at any depth of a value name, as they stand there. */
export function namedFiles(value: unknown): readonly string[] {
  if (typeof value === "string") return value.startsWith(prefix) ? [splitRef(withoutScheme(value)).path] : [];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(namedFiles) : [];
}

/** The path of a reference, which may stand without its `file://`. */
export function withoutScheme(ref: string): string {
  return ref.startsWith(prefix) ? ref.slice(prefix.length) : ref;
}

/** `prompt.js:make` names an export, `C:\x.js` does not. */
export function splitRef(ref: string): { path: string; fragment: string } {
  const match = /^(.*\.\w+)(:[\w.]+)$/.exec(ref);
  return match === null ? { path: ref, fragment: "" } : { path: match[1]!, fragment: match[2]! };
}

/** Files that run as code. What they load is not visible from here. */
export function isCode(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py|rb|go|sh)$/i.test(path);
}

/** Configs that are run to be read. */
export function isProgram(path: string): boolean {
  return /\.[cm]?[jt]s$/i.test(path);
}

/** Whether a prompt names many files: a path, and not a text, with a star or a list in braces. A variable of a template is no such list. */
export function isPattern(given: string): boolean {
  const path = withoutScheme(given);
  if (path.length > 300 || /[\n]|\{\{/.test(path) || !/[*?]|\{[^{}]*,[^{}]*\}/.test(path)) return false;
  return given.startsWith(prefix) || /^[^\s]+\.\w+$/.test(path);
}
