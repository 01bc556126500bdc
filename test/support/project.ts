import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
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
    const project = new Project(temporary(join(repositoryFolder, ".gyges", "tmp")));
    await project.write({ ".gitignore": ".gyges/\n.promptfoo/\n", ...files });
    await project.git("init", "--quiet");
    await project.commit("base");
    return project;
  }

  /** A folder outside the checkout, with no repository around it and neither gyges nor promptfoo within reach. */
  static async createOutside(files: Readonly<Record<string, string>>): Promise<Project> {
    const project = new Project(temporary(realpathSync(tmpdir())));
    await project.write(files);
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
    const { stdout } = await promisify(execFile)("git", [
      "-C",
      this.folder,
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@invalid",
      "-c",
      "commit.gpgsign=false",
      ...args,
    ]);
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

  /** Another script of Node's, such as a gyges that lies elsewhere. */
  script(path: string, args: readonly string[], options: RunningOptions = {}): Running {
    return start(path, args, this.folder, options);
  }

  /** Plain `promptfoo eval …`. */
  promptfoo(args: readonly string[], options: RunningOptions = {}): Running {
    return this.promptfooCommand(["eval", "--no-table", "--no-progress-bar", ...args], options);
  }

  /** Any other command of promptfoo. */
  promptfooCommand(args: readonly string[], options: RunningOptions = {}): Running {
    return start(promptfoo, args, this.folder, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function temporary(parent: string): string {
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "gyges-project-"));
}

export interface RunningOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A process under way: awaiting it gives how it ended. */
export interface Running {
  readonly ended: Promise<Ended>;
  signal(signal: NodeJS.Signals): void;
  /** As a terminal does on Ctrl-C: to the process and to all that it has spawned. */
  signalAll(signal: NodeJS.Signals): void;
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
    detached: true,
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const ended = new Promise<Ended>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
  });
  const pid = child.pid!;
  return { ended, pid, signal: (signal) => child.kill(signal), signalAll: (signal) => process.kill(-pid, signal) };
}

/** Variables that would change what promptfoo or gyges does, or hand it a key. Under NODE_ENV=test promptfoo keeps its cache in memory. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:GYGES|PROMPTFOO|VITEST|OPENAI|ANTHROPIC|NODE_|CI$|GITHUB_)/.test(name)),
  );
}
