import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { Repository } from "../test/action/repository.ts";
import { MockGitHub } from "../test/github/mock-github.ts";
import { REPOSITORY, TOKEN } from "../test/github/world.ts";
import { openPullRequest, runnerFiles } from "./action-project.ts";

/** What the built Action takes beside the promptfoo that it starts: event, base's worktree, plan, judging, report, comment. */

export interface ActionTime {
  readonly calls: number;
  /** Of promptfoo. */
  readonly starts: number;
  readonly wallSeconds: number;
  /** The Action's, with the starts of its children. */
  readonly ownSeconds: number;
  readonly ownShare: number;
  /** Of its main process alone, which other guests of the machine do not stretch. */
  readonly ownCpuSeconds: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const entry = join(root, "dist/action/index.js");
const hook = new URL("./times.mjs", import.meta.url).href;

/** Three draws a cell in one look: 624 calls of pack core. */
const INPUTS = { "max-draws": "3", "manipulation-check": "off", "env-pass": "NODE_OPTIONS", "github-token": TOKEN };

/** One run of the demo's planted widening, its comment on a mocked GitHub included. */
export async function measureActionTime(): Promise<ActionTime> {
  const repository = Repository.create();
  const github = await MockGitHub.start();
  try {
    return await measureIn(repository, github);
  } finally {
    await github[Symbol.asyncDispose]();
    repository[Symbol.dispose]();
  }
}

async function measureIn(repository: Repository, github: MockGitHub): Promise<ActionTime> {
  const { event, number, sha } = openPullRequest(repository, root);
  github.world.pull(number, sha);
  const runner = join(repository.folder, ".runner");
  const times = join(runner, "times.jsonl");
  const begun = performance.now();
  await runMain({
    PATH: process.env["PATH"],
    HOME: runner,
    NODE_OPTIONS: `--import=${hook}`,
    PROMPTFOO_BENCH_TIMES: times,
    PROMPTFOO_CONFIG_DIR: join(runner, "promptfoo"),
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    GITHUB_API_URL: github.url,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_WORKSPACE: repository.folder,
    ...runnerFiles(runner, event),
    ...Object.fromEntries(Object.entries(INPUTS).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  });
  const wallSeconds = (performance.now() - begun) / 1_000;
  if (github.world.comments.length !== 1) throw new Error(`wanted one comment, saw ${github.world.comments.length}`);
  const { main, promptfoo } = readTimes(times);
  const ownSeconds = wallSeconds - promptfoo.reduce((sum, one) => sum + one.wallSeconds, 0);
  return {
    calls: callsOf(repository),
    starts: promptfoo.length,
    wallSeconds,
    ownSeconds,
    ownShare: ownSeconds / wallSeconds,
    ownCpuSeconds: main.cpuSeconds,
  };
}

/** Red with the verdict that the demo plants, or the figure is one of something else. */
async function runMain(env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [entry], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 1 || !said.includes("FAIL"))
    throw new Error(`wanted the verdict fail and code 1, saw code ${String(code)}:\n${said.slice(-4_000)}`);
}

const Times = z.object({ script: z.string(), wallSeconds: z.number().positive(), cpuSeconds: z.number().positive() });

function readTimes(path: string): { readonly main: z.infer<typeof Times>; readonly promptfoo: readonly z.infer<typeof Times>[] } {
  const all = readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => Times.parse(JSON.parse(line)));
  const main = all.find(({ script }) => script === entry);
  const promptfoo = all.filter(({ script }) => script.includes("/promptfoo/"));
  if (main === undefined || promptfoo.length === 0) throw new Error(`a process is missing: ${all.map(({ script }) => script).join(", ")}`);
  return { main, promptfoo };
}

function callsOf({ folder }: Repository): number {
  const report: unknown = JSON.parse(readFileSync(join(folder, "gyges-report/verdict.json"), "utf8"));
  return z.looseObject({ run: z.looseObject({ calls: z.int() }) }).parse(report).run.calls;
}
