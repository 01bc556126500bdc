import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Lays a git repository as gyges meets one: the base prompt committed, the head prompt in the working tree. */
export async function layRepository(source, folder, pack) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "prompts"), { recursive: true });
  const prompt = join(folder, "prompts", "support.json");
  const config = await readFile(join(source, "promptfooconfig.yaml"), "utf8");
  await writeFile(join(folder, "promptfooconfig.yaml"), config.replace("(CODES)", `(${(await codeWords(pack)).map((code) => `"${code}"`).join(" | ")})`));
  await copyFile(join(source, "prompts", "base.json"), prompt);
  await git(folder, "init", "--quiet");
  await git(folder, "add", ".");
  await git(folder, "commit", "--quiet", "--no-verify", "--message", "The assistant as it was");
  await copyFile(join(source, "prompts", "head.json"), prompt);
}

/** The code words that the scenarios of a pack offer, such as SEND. */
async function codeWords(pack) {
  const files = (await readdir(pack)).filter((name) => name.endsWith(".yaml"));
  const texts = await Promise.all(files.map((name) => readFile(join(pack, name), "utf8")));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\btext: ([A-Z][A-Z0-9-]+)\s*[,\n]/g)].map((match) => match[1])))].toSorted();
}

/** With an author and a day of its own, so that the commit has the same name everywhere; a hook's GIT_DIR must not lead elsewhere. */
async function git(folder, ...args) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const who = { NAME: "Larkfield", EMAIL: "shop@larkfield.invalid", DATE: "2026-11-23T00:00:00Z" };
  const own = ["AUTHOR", "COMMITTER"].flatMap((role) => Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value]));
  await run("git", args, { cwd: folder, env: Object.fromEntries([...inherited, ...own]) });
}
