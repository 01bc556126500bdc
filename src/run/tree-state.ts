import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readlink } from "node:fs/promises";
import { join } from "node:path";
import { describeError, GygesError, systemCode } from "../schema/error.ts";
import { hashText } from "./sides/fingerprint.ts";
import { git } from "./git.ts";

/** What a working tree holds beside a commit: code may load any file of it. */

/** Whether the working tree holds exactly what the commit holds, and 64 hex digits over how it differs. */
export async function treeState(root: string, commit: string): Promise<{ equal: boolean; hash: string }> {
  // Attributes and settings that the head itself may carry must not hide a change.
  const whole = ["--binary", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none"];
  const changes = await git(root, ["diff", ...whole, commit, "--"]);
  const untracked = await printsOf(root, await listed(root, ["--others"]));
  return { equal: changes === "" && untracked.length === 0, hash: hashText(JSON.stringify([commit, changes, untracked])) };
}

/** Hash of the files of a commit, whatever its history. */
export async function treeOf(root: string, commit: string): Promise<string> {
  return (await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{tree}`])).trim();
}

/** A path and what stands there. */
type Print = readonly [path: string, kind: "file" | "link" | "folder" | "gone" | "other", content: string];

/** A submodule that is not laid out names itself, as `./`, where its folder is looked into. */
async function listed(folder: string, which: readonly string[]): Promise<readonly string[]> {
  const paths = (await git(folder, ["ls-files", ...which, "--exclude-standard", "-z"])).split("\0");
  return paths.filter((path) => path !== "" && path !== "./");
}

/** One after the other: there may be as many as a data set has files. */
async function printsOf(folder: string, paths: readonly string[]): Promise<readonly Print[]> {
  const prints: Print[] = [];
  for (const path of paths) {
    const print = await printOf(folder, path).catch((cause: unknown) => {
      throw unreadable(join(folder, path), cause);
    });
    prints.push(print);
  }
  return prints;
}

/** A link counts by what it says, as git itself keeps one: what it leads to may be a folder, outside the repository, or nothing. */
async function printOf(folder: string, path: string): Promise<Print> {
  const whole = join(folder, path);
  const about = await lstat(whole).catch((cause: unknown) => {
    // A name that is no UTF-8 was read from git as another one, of which nothing can be said.
    if (systemCode(cause) === "ENOENT" && !path.includes("\uFFFD")) return null;
    throw cause;
  });
  if (about === null) return [path, "gone", ""];
  if (about.isSymbolicLink()) return [path, "link", await readlink(whole)];
  // git lists a repository inside this one as a folder, and none of its files.
  if (about.isDirectory()) return [path, "folder", JSON.stringify(await printsOf(whole, await listed(whole, ["--cached", "--others"])))];
  return about.isFile() ? [path, "file", await hashOfFile(whole)] : [path, "other", ""];
}

/** Read as a stream: weights and recordings lie in working trees too. */
async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  const chunks: AsyncIterable<Buffer> = createReadStream(path);
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

function unreadable(path: string, cause: unknown): GygesError {
  if (cause instanceof GygesError) return cause;
  return new GygesError(
    "usage",
    "run/untracked",
    `${path} is not tracked by git and cannot be read: ${describeError(cause)}\n  Wanted: to know whether it differs from run to run, since code of the config may load it.\n  Make it readable, or name it in .gitignore`,
    { cause },
  );
}
