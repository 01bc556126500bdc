import { isAbsolute, resolve } from "node:path";

/** Paths inside a promptfoo config: `file://…` strings, at any depth, relative to the config's folder. */

const prefix = "file://";

/** A copy of `value` in which every relative `file://` is absolute, and the list of the files it names. */
export function absoluteRefs<T>(value: T, folder: string): { value: T; files: string[] } {
  const files: string[] = [];
  const walk = (here: unknown): unknown => {
    if (typeof here === "string") return here.startsWith(prefix) ? absoluteRef(here, folder, files) : here;
    if (Array.isArray(here)) return here.map(walk);
    if (here !== null && typeof here === "object") return Object.fromEntries(Object.entries(here).map(([key, one]) => [key, walk(one)]));
    return here;
  };
  return { value: walk(value) as T, files };
}

function absoluteRef(ref: string, folder: string, files: string[]): string {
  const { path, fragment } = splitRef(ref.slice(prefix.length));
  const absolute = isAbsolute(path) ? path : resolve(folder, path);
  files.push(absolute);
  return `${prefix}${absolute}${fragment}`;
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
