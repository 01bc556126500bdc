import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import * as z from "zod";
import { readStore } from "../../src/disk/store.ts";
import type { StoreContents } from "../../src/schema/store.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { asked } from "../support/asked.ts";
import { Project, type Ended, type Running, type RunningOptions } from "../support/project.ts";
import { childIsGone, storeOf } from "../support/run-folder.ts";
import { DrawServer, sends, type Asking } from "./draw-server.ts";

/** `gyges run` over the real promptfoo, with a provider file as users write them, which tells the server which draw it asks for. */

const model = `module.exports = class {
  constructor({ config }) { this.url = config.url; }
  id() { return "own-model"; }
  async callApi(prompt, context) {
    const body = JSON.stringify({ draw: context.test.metadata.gyges, messages: JSON.parse(prompt) });
    const reply = await (await fetch(this.url, { method: "POST", body })).json();
    return { output: reply.text, metadata: { responseId: reply.id } };
  }
};`;

const chat = (system: string): string =>
  JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: "{{message}}" },
  ]);

export class WholeRun implements AsyncDisposable {
  readonly server: DrawServer;
  readonly project: Project;
  readonly #draws: number;

  private constructor(server: DrawServer, project: Project, draws: number) {
    this.server = server;
    this.project = project;
    this.#draws = draws;
  }

  /** @param draws of a cell: eight calls of both sides for each */
  static async create(draws: number, delayMs: () => number): Promise<WholeRun> {
    const server = await DrawServer.start(delayMs, read);
    const project = await Project.create({
      "promptfooconfig.yaml": stringify({
        prompts: ["file://chat.json"],
        providers: [{ id: "file://own-model.cjs", config: { url: server.url } }],
        tests: [{ vars: { message: "Hello" } }],
      }),
      "chat.json": chat("You assist a shop."),
      "own-model.cjs": model,
    });
    await project.write({ "chat.json": chat("You assist a bank.") });
    return new WholeRun(server, project, draws);
  }

  get calls(): number {
    return 8 * this.#draws;
  }

  start(atOnce: number, options: RunningOptions = {}): Running {
    const flags = ["--manipulation-check", "off", "--scenarios", "patch-freeze", "--draws", String(this.#draws), "-j", String(atOnce)];
    return this.project.gyges(["run", "-c", "promptfooconfig.yaml", ...flags, "--json"], options);
  }

  /** The store; null before there is one. */
  async store(): Promise<StoreContents | null> {
    if (!this.#runs().some((name) => name.length > 0)) return null;
    return readStore(storeOf(this.project)).catch(() => null);
  }

  /** Waits for a promptfoo whose parent is gone. */
  async alone(): Promise<void> {
    if (this.#runs().length > 0) await childIsGone(this.project);
  }

  async forget(): Promise<void> {
    await rm(join(this.project.folder, ".gyges"), { recursive: true, force: true });
  }

  #runs(): readonly string[] {
    try {
      return readdirSync(join(this.project.folder, ".gyges", "runs"));
    } catch {
      return [];
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.project[Symbol.asyncDispose]();
    await this.server[Symbol.asyncDispose]();
  }
}

/** A verdict as it ended, and as bytes without its block `run`. */
export function verdictOf({ stdout }: Ended): { readonly verdict: Verdict; readonly report: string } {
  const verdict = VerdictSchema.parse(JSON.parse(stdout));
  const { run: _, ...rest } = verdict;
  return { verdict, report: JSON.stringify(rest) };
}

const RequestSchema = z.object({ draw: z.unknown(), messages: z.array(z.object({ role: z.string(), content: z.unknown() })) });

function read(body: string): Asking {
  const { draw, messages } = RequestSchema.parse(JSON.parse(body));
  const key = JSON.stringify(draw);
  const found = asked({ path: "", headers: {}, raw: body, body: { model: "own", messages } });
  if (found === null) throw new Error("a request that is not of the pack");
  return { key, answer: { text: sends(key) ? found.comply : found.object } };
}
