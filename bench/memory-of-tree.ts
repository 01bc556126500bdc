import { readFileSync } from "node:fs";

/**
 * What a process and those that it started hold at one moment, as Linux counts it: what each has to itself, and once what they map of files (the
 * text of Node, above all, which all of them share). Peaks of single processes added up would count that twice, and take moments together that
 * never were.
 */
export class TreeMemory {
  readonly #root: number;
  readonly #timer: NodeJS.Timeout;
  #peak = 0;

  constructor(root: number) {
    this.#root = root;
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  /** @returns the most that was seen, in megabytes; null where the system does not tell */
  stop(): number | null {
    clearInterval(this.#timer);
    return this.#peak === 0 ? null : this.#peak / 1024;
  }

  #look(): void {
    const all = treeOf(this.#root).map(heldBy);
    const own = all.reduce((sum, one) => sum + one.own, 0);
    this.#peak = Math.max(this.#peak, own + Math.max(...all.map(({ ofFiles }) => ofFiles)));
  }
}

const EVERY_MS = 200;

function treeOf(pid: number): number[] {
  const children = textOf(`/proc/${pid}/task/${pid}/children`)
    .split(" ")
    .filter((word) => word !== "");
  return [pid, ...children.flatMap((child) => treeOf(Number(child)))];
}

/** In kilobytes. */
function heldBy(pid: number): { readonly own: number; readonly ofFiles: number } {
  const status = textOf(`/proc/${pid}/status`);
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0);
  return { own: kilobytes("RssAnon"), ofFiles: kilobytes("RssFile") };
}

/** A process that has just ended has no files any more. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
