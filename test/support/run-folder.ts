import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Project } from "./project.ts";

/** The folder of a project's one run. */
export function runFolder({ folder }: Project): string {
  const runs = join(folder, ".gyges", "runs");
  return join(runs, readdirSync(runs)[0]!);
}

export function storeOf(project: Project): string {
  return join(runFolder(project), "store.jsonl");
}

/** Waits for the process that writes the store: its lock names it. Nobody tells it to end here. */
export async function childIsGone(project: Project): Promise<void> {
  const pids = readdirSync(runFolder(project)).flatMap((name) => /\.lock\.(\d+)$/.exec(name)?.[1] ?? []);
  while (pids.some((pid) => isAlive(Number(pid)))) await sleep(50);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
