import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { Writable, type Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ABSENT_SOURCE_MAPS } from "./absent-source-maps.ts";
import { endWithParent } from "./end-with-parent.ts";

/** The promptfoo child of a run. Its output goes to a file or nowhere: it may hold model text, which could forge workflow commands. */

export interface ChildOptions {
  readonly script: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** File for its output; null keeps the end of it in memory alone. */
  readonly log: string | null;
  /** What the child finds at descriptor 3, which is on no disk. */
  readonly handed?: string | undefined;
  readonly node?: string | undefined;
  /** Ends the child where this process is killed: for one whose answers are lost with it. */
  readonly endsWithParent?: boolean | undefined;
  /** Stops the child like a signal to this process, and keeps one from starting that has not. */
  readonly cancelled?: AbortSignal | undefined;
  /** Called about twice a second while the child runs. */
  readonly onTick: () => void;
}

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** True where this process was asked to stop while the child ran. */
  readonly interrupted: boolean;
  /** The end of the output, where no file keeps it. */
  readonly output: string;
}

/** How long a child may take to stop by itself after Ctrl-C, which the terminal sends to both processes; other signals it is sent at once. */
const graceMs = 1500;
/** GitHub's runner gives a cancelled step 7.5 s before its second signal: what is left after these is for the report. */
const killMs = 5000;

export async function runChild(options: ChildOptions): Promise<ChildEnd> {
  if (options.cancelled?.aborted === true) return { code: null, signal: null, interrupted: true, output: "" };
  const kept = new Tail();
  const log = options.log === null ? kept : createWriteStream(options.log, { mode: 0o600 });
  const preloaded = [...ABSENT_SOURCE_MAPS, ...(options.endsWithParent === true ? endWithParent(process.pid) : [])];
  const child = spawn(options.node ?? process.execPath, [...preloaded, options.script, ...options.args], {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe", options.handed === undefined ? "ignore" : "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.pipe(log, { end: false });
    // A log that cannot be written, as on a full disk, ends neither this process nor the child, which would wait for whoever reads what it says.
    log.on("error", () => stream?.resume());
  }
  if (options.handed !== undefined) hand(child.stdio[3], options.handed);
  let interrupted = false;
  const timers: NodeJS.Timeout[] = [];
  const stop = (signal: NodeJS.Signals | Event): void => {
    if (interrupted) return;
    interrupted = true;
    timers.push(
      setTimeout(() => child.kill("SIGINT"), signal === "SIGINT" ? graceMs : 0),
      setTimeout(() => child.kill("SIGKILL"), killMs),
    );
  };
  const tick = setInterval(options.onTick, 500);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  options.cancelled?.addEventListener("abort", stop);
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve([code, signal]));
    });
    return { code, signal, interrupted, output: kept.text() };
  } finally {
    clearInterval(tick);
    for (const timer of timers) clearTimeout(timer);
    process.off("SIGINT", stop).off("SIGTERM", stop);
    options.cancelled?.removeEventListener("abort", stop);
    log.end();
    await finished(log).catch(() => undefined);
  }
}

const TAIL_BYTES = 1 << 18;

class Tail extends Writable {
  #bytes = Buffer.alloc(0);

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]).subarray(-TAIL_BYTES);
    done();
  }

  text(): string {
    return this.#bytes.toString("utf8");
  }
}

function hand(pipe: Readable | Writable | null | undefined, text: string): void {
  if (!(pipe instanceof Writable)) return;
  // A child that ends before it reads breaks the pipe; how it ended says why.
  pipe.on("error", () => undefined);
  // Nothing comes back, but `close` waits until the other end was seen to close.
  if ("resume" in pipe && typeof pipe.resume === "function") pipe.resume();
  pipe.end(text);
}
