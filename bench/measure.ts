import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";

/** What a Node process used, as the system counts it. CPU is user and system time of all its threads; the wall says more about the machine's other guests. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

export interface Measured extends Usage {
  readonly runs: number;
}

interface Around {
  readonly runs: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are no failure. Default: 0. */
  readonly codes?: readonly number[];
}

const UsageSchema = z.strictObject({ cpuSeconds: z.number().positive(), peakMegabytes: z.number().positive() });
const hook = fileURLToPath(new URL("./usage.mjs", import.meta.url));

/** Runs `node …args` several times, one after the other, and gives the medians. Throws where a run fails. */
export function measure(args: readonly string[], { runs, cwd, env = {}, codes = [0] }: Around): Measured {
  const all = Array.from({ length: runs }, () => once(args, { cwd, env, codes }));
  return {
    cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
    peakMegabytes: median(all.map(({ peakMegabytes }) => peakMegabytes)),
    runs,
  };
}

function once(
  args: readonly string[],
  around: { cwd: string | undefined; env: Readonly<Record<string, string>>; codes: readonly number[] },
): Usage {
  const folder = mkdtempSync(join(tmpdir(), "usage-"));
  try {
    const path = join(folder, "usage.json");
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", hook, ...args], {
      cwd: around.cwd,
      env: { ...process.env, ...around.env, GYGES_BENCH_USAGE: path },
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (status === null || !around.codes.includes(status))
      throw new Error(`node ${args.join(" ")} ended with ${status}:\n${stdout.slice(-2_000)}${stderr.slice(-2_000)}`);
    return UsageSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
