import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export const WORKFLOWS = ".github/workflows";

/** @returns path of a workflow that uses gyges already, from the root; null where there is none */
export async function workflowThere(root: string): Promise<string | null> {
  const names = await readdir(join(root, WORKFLOWS)).catch(() => []);
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).toSorted()) {
    const text = await readFile(join(root, WORKFLOWS, name), "utf8").catch(() => "");
    if (/\buses:\s*["']?[\w.-]+\/gyges(?:\/[\w./-]+)?@/.test(text)) return `${WORKFLOWS}/${name}`;
  }
  return null;
}
