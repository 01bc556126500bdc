import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { ABSENT_SOURCE_MAPS } from "./absent-source-maps.ts";

/** The promptfoo child of a run. Its output goes to a file: it may hold model text, which could forge workflow commands. */

export interface ChildOptions {
  readonly script: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: string;
  readonly node?: string | undefined;
  /** Called about twice a second while the child runs. */
  readonly onTick: () => void;
}

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** True where this process was asked to stop while the child ran. */
  readonly interrupted: boolean;
}

/** How long a child may take to stop by itself after Ctrl-C, which the terminal sends to both processes; other signals it is sent at once. */
const graceMs = 1500;
const killMs = 10_000;

export async function runChild(options: ChildOptions): Promise<ChildEnd> {
  const log = createWriteStream(options.log, { mode: 0o600 });
  const child = spawn(options.node ?? process.execPath, [...ABSENT_SOURCE_MAPS, options.script, ...options.args], {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  let interrupted = false;
  const timers: NodeJS.Timeout[] = [];
  const stop = (signal: NodeJS.Signals): void => {
    if (interrupted) return;
    interrupted = true;
    timers.push(
      setTimeout(() => child.kill("SIGINT"), signal === "SIGINT" ? graceMs : 0),
      setTimeout(() => child.kill("SIGKILL"), killMs),
    );
  };
  const tick = setInterval(options.onTick, 500);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve([code, signal]));
    });
    return { code, signal, interrupted };
  } finally {
    clearInterval(tick);
    for (const timer of timers) clearTimeout(timer);
    process.off("SIGINT", stop).off("SIGTERM", stop);
    log.end();
    await finished(log).catch(() => undefined);
  }
}
