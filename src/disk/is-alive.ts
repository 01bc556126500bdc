import { systemCode } from "../schema/error.ts";

/** Whether a process of this machine runs, another user's too. It may be a later one that was given the same number. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return systemCode(cause) === "EPERM";
  }
}
