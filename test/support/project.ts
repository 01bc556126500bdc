import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

/** A throw-away promptfoo project in a git repository of its own, inside the checkout, where promptfoo and gyges resolve. */

export const repositoryFolder = resolve(import.meta.dirname, "../..");
const cli = join(repositoryFolder, "dist/src/cli.js");
const promptfoo = join(repositoryFolder, "node_modules/promptfoo/dist/src/entrypoint.js");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Project implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param files by path; they are the first commit */
  static async create(files: Readonly<Record<string, string>>): Promise<Project> {
    const parent = join(repositoryFolder, ".gyges", "tmp");
    mkdirSync(parent, { recursive: true });
    const project = new Project(mkdtempSync(join(parent, "project-")));
    await project.write({ ".gitignore": ".gyges/\n.promptfoo/\n", ...files });
    await project.git("init", "--quiet");
    await project.commit("base");
    return project;
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.folder, name)), { recursive: true });
      await writeFile(join(this.folder, name), text);
    }
  }

  async read(name: string): Promise<string> {
    return readFile(join(this.folder, name), "utf8");
  }

  async git(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)("git", ["-C", this.folder, "-c", "user.name=t", "-c", "user.email=t@invalid", "-c", "commit.gpgsign=false", ...args]);
    return stdout;
  }

  async commit(message: string): Promise<void> {
    await this.git("add", "-A");
    await this.git("commit", "--quiet", "--no-verify", "-m", message);
  }

  /** `gyges …` as a user types it, from the build. */
  gyges(args: readonly string[], options: RunningOptions = {}): Running {
    return start(cli, args, this.folder, options);
  }

  /** Plain `promptfoo eval …`. */
  promptfoo(args: readonly string[], options: RunningOptions = {}): Running {
    return start(promptfoo, ["eval", "--no-table", "--no-progress-bar", ...args], this.folder, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export interface RunningOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A process under way: awaiting it gives how it ended. */
export interface Running {
  readonly ended: Promise<Ended>;
  signal(signal: NodeJS.Signals): void;
  readonly pid: number;
}

function start(script: string, args: readonly string[], folder: string, { env = {}, cwd }: RunningOptions): Running {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: cwd === undefined ? folder : join(folder, cwd),
    env: {
      ...withoutOurs(process.env),
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_DISABLE_UPDATE: "1",
      PROMPTFOO_CONFIG_DIR: join(folder, ".promptfoo"),
      NO_COLOR: "1",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const ended = new Promise<Ended>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
  });
  return { ended, signal: (signal) => child.kill(signal), pid: child.pid! };
}

/** Variables that would change what promptfoo or gyges does, or hand it a key. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:GYGES|PROMPTFOO|VITEST|OPENAI|ANTHROPIC|NODE_OPTIONS)/.test(name)));
}
