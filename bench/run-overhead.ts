import { fork, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import * as z from "zod";
import { Repository } from "../test/action/repository.ts";

/** `gyges run` beside one bare `promptfoo eval --no-cache` that makes the very same calls, of a server that answers after 20 ms. */

export interface Overhead {
  readonly calls: number;
  readonly runSeconds: number;
  readonly evalSeconds: number;
  /** How much longer the run took, as a share of the evaluation. */
  readonly longer: number;
  /** Peak of all processes of the run together, less that of the evaluation. */
  readonly moreMegabytes: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const hook = new URL("./times.mjs", import.meta.url).href;
const CONCURRENCY = "8";
/** One look, so that promptfoo starts once in either. */
const FLAGS = ["--draws", "10", "--manipulation-check", "off", "-j", CONCURRENCY, "--json"];

export async function measureOverhead(): Promise<Overhead> {
  const repository = Repository.create();
  const folder = repository.folder;
  const seen = `${folder}-seen.jsonl`;
  const server = fork(join(root, "bench/quick-server.mjs"), [seen]);
  try {
    const { port } = z.object({ port: z.int() }).parse(await new Promise((resolve) => server.once("message", resolve)));
    const url = `http://127.0.0.1:${port}/v1`;
    lay(repository, url);
    const run = await timed(folder, "run", [join(root, "dist/src/cli.js"), "run", "-c", "promptfooconfig.yaml", ...FLAGS]);
    const calls = readFileSync(seen, "utf8").trimEnd().split("\n");
    const bare = join(folder, "bare.yaml");
    writeFileSync(bare, bareConfig(url, calls));
    const flags = ["eval", "-c", bare, "--no-cache", "--no-write", "--no-table", "--no-progress-bar", "-j", CONCURRENCY];
    const alone = await timed(folder, "eval", [join(root, "node_modules/promptfoo/dist/src/entrypoint.js"), ...flags]);
    return {
      calls: calls.length,
      runSeconds: run.seconds,
      evalSeconds: alone.seconds,
      longer: run.seconds / alone.seconds - 1,
      moreMegabytes: Math.round(run.megabytes - alone.megabytes),
    };
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

/** The requests that the run sent, a test each. */
function bareConfig(url: string, calls: readonly string[]): string {
  return stringify({
    prompts: ["{{messages | dump | safe}}"],
    providers: [{ id: "openai:chat:quick", config: { apiBaseUrl: url, apiKey: "none", temperature: 1 } }],
    tests: calls.map((messages): object => ({
      vars: { messages: JSON.parse(messages) as unknown },
      options: { disableVarExpansion: true },
    })),
  });
}

const Times = z.looseObject({ peakMegabytes: z.number().positive() });

async function timed(
  cwd: string,
  name: string,
  args: readonly string[],
): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const times = join(cwd, `${name}.json`);
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env["PATH"],
      HOME: cwd,
      NODE_OPTIONS: `--import=${hook}`,
      PROMPTFOO_BENCH_TIMES: times,
      PROMPTFOO_CONFIG_DIR: join(cwd, ".promptfoo"),
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_DISABLE_UPDATE: "1",
    },
  });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0 && code !== 100) throw new Error(`${name} ended with code ${String(code)}`);
  const peaks = readFileSync(times, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => Times.parse(JSON.parse(line)).peakMegabytes);
  return { seconds, megabytes: peaks.reduce((sum, one) => sum + one, 0) };
}
