import { git } from "../../run/git.ts";

/** Workflow files as they are in a commit, never as they lie in the checkout. */

const FOLDER = ".github/workflows";
const MAX_FILES = 200;

/** Where this job's workflow file lies; `elsewhere` in another repository, which no pull request here can change; null where nobody says. */
export function workflowPath(env: NodeJS.ProcessEnv): { readonly path: string } | "elsewhere" | null {
  const named = /^([\w.-]+\/[\w.-]+)\/(\.github\/workflows\/[^@]{1,200}\.ya?ml)@/.exec(env["GITHUB_WORKFLOW_REF"] ?? "");
  if (named === null) return null;
  return named[1]!.toLowerCase() === (env["GITHUB_REPOSITORY"] ?? "").toLowerCase() ? { path: named[2]! } : "elsewhere";
}

/** @returns texts by path, of all workflow files of a commit. @param only one file, where no other matters */
export async function workflowsAt(root: string, commit: string, only?: string): Promise<ReadonlyMap<string, string>> {
  const listed = await git(root, ["ls-tree", "--full-tree", "--name-only", "-z", commit, "--", only ?? `${FOLDER}/`]);
  const paths = listed.split("\0").filter((path) => /\.ya?ml$/.test(path));
  const texts = new Map<string, string>();
  for (const path of paths.slice(0, MAX_FILES)) texts.set(path, await git(root, ["cat-file", "blob", `${commit}:${path}`]));
  return texts;
}

/** True where both commits have the same `.github`, and the same of whatever else of the repository their workflows use. */
export async function haveSameWorkflows(root: string, one: string, other: string): Promise<boolean> {
  const texts = [...(await workflowsAt(root, one)).values(), ...(await workflowsAt(root, other)).values()];
  const local = texts.flatMap((text) =>
    [...text.matchAll(/\buses:\s*["']?\.\/([^\s"'#@,{}]+)/g)].map((match) => match[1]!.replace(/\/+$/, "")),
  );
  for (const path of new Set([".github", ...local])) {
    const [a, b] = [await objectAt(root, one, path), await objectAt(root, other, path)];
    if (a === null || a !== b) return false;
  }
  return true;
}

async function objectAt(root: string, commit: string, path: string): Promise<string | null> {
  return git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}:${path}`]).catch(() => null);
}
