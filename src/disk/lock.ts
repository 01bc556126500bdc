import { randomInt } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GygesError, systemCode } from "../schema/error.ts";
import { isRecord } from "../schema/is-record.ts";
import { isAlive } from "./is-alive.ts";

/** One writer a file. */
export interface Lock {
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** When that process started, as the system tells it; null where it does not. Tells a process from a later one with its pid. */
  readonly start: string | null;
}

const ATTEMPTS = 8;
const PAUSE_MS = { min: 5, max: 60 };

/**
 * Takes the lock of `path` or throws `store/locked` naming the process that has it.
 *
 * Each process writes a lock file of its own (`path.lock.<pid>`, created exclusively) and only then looks for others.
 * Of two that come at once at least one sees the other, and whoever sees a living one withdraws, so there are never two
 * holders; a dead one is swept away by whoever comes next, and no order of those steps can sweep away a living one.
 * Holds among the processes of one machine.
 */
export async function acquireLock(path: string): Promise<Lock> {
  const own = `${path}.lock.${process.pid}`;
  for (let attempt = 1; ; attempt += 1) {
    await createOwn(path, own);
    const other = await findOther(path, own).catch(async (cause: unknown) => {
      await rm(own, { force: true });
      throw cause;
    });
    if (other === null) return { release: () => rm(own, { force: true }) };
    await rm(own, { force: true });
    if (attempt === ATTEMPTS) throw locked(path, other.pid, other.file);
    await sleep(randomInt(PAUSE_MS.min, PAUSE_MS.max));
  }
}

async function createOwn(path: string, own: string): Promise<void> {
  const holder: Holder = { pid: process.pid, start: await startOf(process.pid) };
  const text = `${JSON.stringify(holder)}\n`;
  try {
    await writeFile(own, text, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if (systemCode(cause) !== "EEXIST") throw cause;
    if (await isHeld(process.pid, own)) throw locked(path, process.pid, own);
    await writeFile(own, text, { mode: 0o600 });
  }
}

async function findOther(path: string, own: string): Promise<{ pid: number; file: string } | null> {
  const prefix = `${basename(path)}.lock.`;
  for (const name of await readdir(dirname(path))) {
    const file = join(dirname(path), name);
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    if (!Number.isSafeInteger(pid) || pid <= 0 || file === join(dirname(path), basename(own))) continue;
    if (await isHeld(pid, file)) return { pid, file };
    await rm(file, { force: true });
  }
  return null;
}

/** Whether the process that wrote a lock file still runs. In doubt it does: two writers cost more than a stale file. */
async function isHeld(pid: number, file: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const recorded = await recordedStart(file);
  const actual = await startOf(pid);
  return recorded === null || actual === null || recorded === actual;
}

async function recordedStart(file: string): Promise<string | null> {
  try {
    const holder: unknown = JSON.parse(await readFile(file, "utf8"));
    return isRecord(holder) && typeof holder["start"] === "string" ? holder["start"] : null;
  } catch {
    return null; // Half written or just removed: the pid alone decides.
  }
}

/** Field 22 of /proc/<pid>/stat; the command name before it may hold blanks and brackets. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function locked(path: string, pid: number, file: string): GygesError {
  const who = pid === process.pid ? `this process (pid ${pid})` : `process ${pid}`;
  return new GygesError(
    "data",
    "store/locked",
    `${path} is in use: ${who} writes to it.\n  Wanted: one run on a store at a time.\n  Wait for that run to end, or give this one its own store. If no such run exists, delete ${file}.`,
  );
}
