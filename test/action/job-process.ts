import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder, type Ended, type Project } from "../support/project.ts";

/** An entry of the Action as a process of its own, from its source, with a runner's files around it. */
export class JobProcess {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param event payload of a `pull_request` event */
  constructor(project: Project, event: object, inputs: Readonly<Record<string, string>>) {
    this.#folder = join(project.folder, ".gyges", "runner");
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(this.#file("event.json"), JSON.stringify(event));
    for (const name of FILES) writeFileSync(this.#file(name), "");
    this.#env = {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_CONFIG_DIR: join(project.folder, ".promptfoo"),
      GITHUB_WORKSPACE: project.folder,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: this.#file("event.json"),
      ...Object.fromEntries(FILES.map((name) => [`GITHUB_${name.toUpperCase()}`, this.#file(name)])),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    };
  }

  start(
    entry: "main" | "post-main",
    state: NodeJS.ProcessEnv = {},
  ): { readonly pid: number; readonly ended: Promise<Ended>; signal(name: NodeJS.Signals): void } {
    const script = join(repositoryFolder, "src/action", `${entry}.ts`);
    const child = spawn(process.execPath, [script], { env: { ...this.#env, ...state }, stdio: ["ignore", "pipe", "pipe"] });
    const words = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (words.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (words.stderr += text));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, ...words }));
    });
    return { pid: child.pid!, ended, signal: (name) => child.kill(name) };
  }

  /** What a step left in one of the runner's files: `output` and `state` by name, as GitHub would read them. */
  left(name: "output" | "state"): Record<string, string> {
    const text = readFileSync(this.#file(name), "utf8");
    const entries = text.matchAll(/^([^\n<]+)<<(ghadelimiter_\S+)\n([^]*?)\n\2$/gm);
    return Object.fromEntries([...entries].map((match) => [match[1]!, match[3]!]));
  }

  summary(): string {
    return existsSync(this.#file("step_summary")) ? readFileSync(this.#file("step_summary"), "utf8") : "";
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}

const FILES = ["output", "state", "step_summary", "env", "path"] as const;
