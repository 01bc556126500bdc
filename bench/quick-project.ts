import { fork } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import * as z from "zod";
import { Repository } from "../test/action/repository.ts";
import { timed, type Timed } from "./timed.ts";

/** A project whose base and head differ in a system prompt, and a server of its own that answers every call after 20 ms. */
export interface QuickProject {
  readonly folder: string;
  /** OpenAI's base URL of the server. */
  readonly url: string;
  /** The messages of every call so far, as JSON. */
  calls(): readonly string[];
  /** `gyges run` on it, every time with the same flags. @param name of the file of times */
  run(name: string): Promise<Timed>;
}

export const CONCURRENCY = "8";
export const root = fileURLToPath(new URL("..", import.meta.url));
/** One look, so that promptfoo starts once. */
const FLAGS = ["--draws", "10", "--manipulation-check", "off", "-j", CONCURRENCY, "--json"];

export async function inQuickProject<T>(action: (project: QuickProject) => Promise<T>): Promise<T> {
  const repository = Repository.create();
  const { folder } = repository;
  const seen = `${folder}-seen.jsonl`;
  const server = fork(join(root, "bench/quick-server.mjs"), [seen]);
  try {
    const { port } = z.object({ port: z.int() }).parse(await new Promise((resolve) => server.once("message", resolve)));
    const url = `http://127.0.0.1:${port}/v1`;
    lay(repository, url);
    return await action({
      folder,
      url,
      calls: () => readFileSync(seen, "utf8").trimEnd().split("\n"),
      run: (name) => timed(folder, name, [join(root, "dist/src/cli.js"), "run", "-c", "promptfooconfig.yaml", ...FLAGS]),
    });
  } finally {
    server.kill();
    rmSync(seen, { force: true });
    repository[Symbol.dispose]();
  }
}

function lay(repository: Repository, url: string): void {
  const config = (system: string): string =>
    stringify({
      prompts: [`[{"role":"system","content":${JSON.stringify(system)}},{"role":"user","content":"{{message}}"}]`],
      providers: [{ id: "openai:chat:quick", config: { apiBaseUrl: url, apiKey: "none", temperature: 1 } }],
      tests: [{ vars: { message: "Hello" } }],
    });
  repository.commitFiles({
    ".gitignore": "node_modules/\n.gyges/\n*.json\nbare.yaml\n",
    "promptfooconfig.yaml": config("You assist a shop."),
  });
  mkdirSync(join(repository.folder, "node_modules"));
  symlinkSync(join(root, "node_modules/promptfoo"), join(repository.folder, "node_modules/promptfoo"));
  symlinkSync(root, join(repository.folder, "node_modules/gyges"));
  writeFileSync(join(repository.folder, "promptfooconfig.yaml"), config("You assist a bank."));
}
