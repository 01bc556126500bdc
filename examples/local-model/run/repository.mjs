import { execFile } from "node:child_process";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Lays a git repository as gyges meets one: the base prompt committed, the head prompt in the working tree. */
export async function layRepository(source, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "prompts"), { recursive: true });
  const prompt = join(folder, "prompts", "support.json");
  await copyFile(join(source, "promptfooconfig.yaml"), join(folder, "promptfooconfig.yaml"));
  await copyFile(join(source, "prompts", "base.json"), prompt);
  await git(folder, "init", "--quiet");
  await git(folder, "add", ".");
  await git(folder, "commit", "--quiet", "--no-verify", "--message", "The assistant as it was");
  await copyFile(join(source, "prompts", "head.json"), prompt);
}

/** With an author and a day of its own, so that the commit has the same name everywhere; a hook's GIT_DIR must not lead elsewhere. */
async function git(folder, ...args) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const who = { NAME: "Larkfield", EMAIL: "shop@larkfield.invalid", DATE: "2026-11-23T00:00:00Z" };
  const own = ["AUTHOR", "COMMITTER"].flatMap((role) => Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value]));
  await run("git", args, { cwd: folder, env: Object.fromEntries([...inherited, ...own]) });
}
