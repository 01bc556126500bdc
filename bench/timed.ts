import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { TreeMemory } from "./memory-of-tree.ts";

const hook = new URL("./times.mjs", import.meta.url).href;

const Times = z.looseObject({ script: z.string(), cpuSeconds: z.number().positive(), peakMegabytes: z.number().positive() });

/** A Node program with all that it started. */
export interface Timed {
  readonly seconds: number;
  /** Megabytes of all processes at one moment, the most that was seen; null where the system does not tell. */
  readonly atOnce: number | null;
  /** Each Node process of it. */
  readonly processes: readonly z.infer<typeof Times>[];
}

/** The highest peak of a process of that script, in megabytes. */
export function peakOf({ processes }: Timed, script: string): number {
  return Math.round(Math.max(...processes.filter((one) => one.script.endsWith(script)).map((one) => one.peakMegabytes)));
}

/** Runs `node …args`. @param name of the file of times, made in `cwd` */
export async function timed(cwd: string, name: string, args: readonly string[]): Promise<Timed> {
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
  const memory = new TreeMemory(child.pid ?? 0);
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve)).finally(() => memory.stop());
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0 && code !== 100) throw new Error(`${name} ended with code ${String(code)}`);
  const processes = readFileSync(times, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => Times.parse(JSON.parse(line)));
  return { seconds, atOnce: memory.stop(), processes };
}
