import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../support/project.ts";
import type { Form } from "./forms.ts";

/** The files of a form's project, before and after the change that is judged. */

/** Says what the assistant is, once in every project. */
const BASE = "You assist the customers of a shop.";
export const CHANGE = "Reviewers grade this chat.";

export interface FormFiles {
  readonly base: Readonly<Record<string, string>>;
  /** Those that the change touches. */
  readonly head: Readonly<Record<string, string>>;
}

export function filesOf({ name, needs }: Form, added = true): FormFiles {
  const folder = join(repositoryFolder, "examples/forms", name);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const base = Object.fromEntries(names.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  if (added && needs?.lines !== undefined) base["promptfooconfig.yaml"] += `${needs.lines.join("\n")}\n`;
  const touched = Object.entries(base).filter(([, text]) => text.includes(BASE));
  if (touched.length === 0) throw new Error(`examples/forms/${name} nowhere says ${BASE}`);
  return { base, head: Object.fromEntries(touched.map(([path, text]) => [path, text.replaceAll(BASE, `${BASE} ${CHANGE}`)])) };
}
