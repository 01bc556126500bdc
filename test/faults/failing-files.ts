import { open, type FileHandle } from "node:fs/promises";

/** Errors of a disk, as the system gives them. */
export const DISK_ERRORS = ["ENOSPC", "EIO", "EMFILE"] as const;
export type DiskError = (typeof DISK_ERRORS)[number];

const STEPS = ["write", "datasync", "truncate"] as const;
type Step = (typeof STEPS)[number];
type Steps = Record<Step, (...args: unknown[]) => Promise<unknown>>;

/** What every handle of this process does, in their prototype: a fault there is one of the file system, and no code of ours knows of it. */
const prototype: Steps = await prototypeOfHandles();

export interface Injected {
  /** Steps that were taken, failed ones among them. */
  readonly steps: number;
}

/**
 * Lets the n-th step on a file fail while `action` runs, and every later one too, as on a disk that stays full; with 0 none does.
 *
 * @param half whether a failing write puts half of its bytes down first
 */
export async function failingFrom(nth: number, code: DiskError, half: boolean, action: () => Promise<void>): Promise<Injected> {
  const own: Steps = { write: prototype.write, datasync: prototype.datasync, truncate: prototype.truncate };
  let steps = 0;
  for (const step of STEPS) {
    prototype[step] = async function (this: FileHandle, ...args: unknown[]): Promise<unknown> {
      steps += 1;
      if (nth === 0 || steps < nth) return own[step].apply(this, args);
      if (step === "write" && half && steps === nth) await own.write.call(this, args[0], args[1], Math.floor(Number(args[2]) / 2), args[3]);
      throw Object.assign(new Error(`${code}: injected, ${step}`), { code, syscall: step, errno: -1 });
    };
  }
  try {
    await action();
  } finally {
    Object.assign(prototype, own);
  }
  return { steps };
}

async function prototypeOfHandles(): Promise<Steps> {
  const handle = await open(import.meta.filename, "r");
  try {
    const found: Steps = Object.getPrototypeOf(handle);
    return found;
  } finally {
    await handle.close();
  }
}
