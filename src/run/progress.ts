import { closeSync, openSync, readSync } from "node:fs";
import { SingleBar } from "cli-progress";

/** Progress of a run, read off the store while the child writes it. */

export interface Progress {
  tick(): void;
  stop(): void;
}

/**
 * On a terminal one line that renews itself; in a log one line at every tenth of the way, and after half a minute without one.
 *
 * @param path the store, @param total calls of all columns and sides, @param done calls that an earlier run left
 */
export function watchStore(
  path: string,
  total: number,
  done: number,
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
  now: () => number = performance.now.bind(performance),
): Progress {
  const records = new RecordCounter(path, done);
  if (stream.isTTY) {
    const bar = new SingleBar({
      format: "  calls {value}/{total} · {left} to go · {eta_formatted} left {bar}",
      barsize: 20,
      stream,
      hideCursor: true,
      clearOnComplete: true,
    });
    bar.start(total, done, { left: total - done });
    const show = (): void => {
      const seen = Math.min(total, records.count());
      bar.update(seen, { left: total - seen });
    };
    return { tick: show, stop: () => (show(), bar.stop()) };
  }
  let shown = Math.floor((done / total) * 10);
  const started = now();
  let told = started;
  const show = (): void => {
    const seen = Math.min(total, records.count());
    const tenth = Math.floor((seen / total) * 10);
    if (tenth <= shown && now() - told < LONGEST_SILENCE_MS) return;
    [shown, told] = [tenth, now()];
    const secondsLeft = Math.round(((now() - started) / 1000 / Math.max(1, seen - done)) * (total - seen));
    const rest = seen === done ? "no reply yet" : `about ${secondsLeft} s left`;
    stream.write(`gyges: ${seen} of ${total} calls done, ${total - seen} to go, ${rest}\n`);
  };
  return { tick: show, stop: show };
}

/** A log that says nothing for longer looks like a run that hangs. */
const LONGEST_SILENCE_MS = 30_000;

function isCall(line: string): boolean {
  return line.startsWith('{"record":"draw"') || line.startsWith('{"record":"check"');
}

/** Counts finished lines of a growing file, reading only what is new. */
class RecordCounter {
  readonly #path: string;
  readonly #before: number;
  readonly #there: number;
  #offset = 0;
  #draws = 0;
  #rest = "";

  /** @param before calls that count as done, whatever the file holds now: it also has answers and draws of other rounds */
  constructor(path: string, before: number) {
    this.#path = path;
    this.#before = before;
    this.#readNew();
    this.#there = this.#draws;
  }

  count(): number {
    this.#readNew();
    return this.#before + this.#draws - this.#there;
  }

  #readNew(): void {
    let file: number;
    try {
      file = openSync(this.#path, "r");
    } catch {
      return; // The child has not made it yet; the count stays where it is.
    }
    const chunk = Buffer.alloc(1 << 20);
    try {
      for (
        let read = readSync(file, chunk, 0, chunk.length, this.#offset);
        read > 0;
        read = readSync(file, chunk, 0, chunk.length, this.#offset)
      ) {
        this.#offset += read;
        const lines = (this.#rest + chunk.toString("latin1", 0, read)).split("\n");
        this.#rest = (lines.pop() ?? "").slice(0, 64);
        this.#draws += lines.filter(isCall).length;
      }
    } finally {
      closeSync(file);
    }
  }
}
