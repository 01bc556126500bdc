import { SingleBar } from "cli-progress";
import { inDollars } from "../money/in-dollars.ts";
import { duration } from "../report/words.ts";
import { RecordCounter } from "./count-records.ts";

/** Progress of a run, read off the store while the child writes it. */

export interface Progress {
  tick(): void;
  stop(): void;
}

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/**
 * On a terminal one line that renews itself; in a log one line at every tenth of the way. Money is what this step's calls cost, and what the rest of it
 * will at that rate.
 *
 * @param path the store, @param total calls of all columns and sides, @param done calls that an earlier run left
 */
export function watchStore(
  path: string,
  total: number,
  done: number,
  stream: Stream,
  now: () => number = performance.now.bind(performance),
): Progress {
  const way = new Way(path, { total, done }, now);
  return stream.isTTY === true ? onTerminal(way, { total, done }, stream) : inLog(way, { total, done }, stream);
}

interface Planned {
  readonly total: number;
  readonly done: number;
}

function onTerminal(way: Way, { total, done }: Planned, stream: Stream): Progress {
  const bar = new SingleBar({
    format: "  calls {value}/{total} · {rest} {bar}",
    barsize: 20,
    stream,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(total, done, { rest: way.seen().rest.join(" · ") });
  const show = (): void => {
    const { seen, rest } = way.seen();
    bar.update(seen, { rest: rest.join(" · ") });
  };
  return { tick: show, stop: () => (show(), bar.stop()) };
}

function inLog(way: Way, { total, done }: Planned, stream: Stream): Progress {
  let shown = Math.floor((done / total) * 10);
  const show = (): void => {
    const { seen, rest } = way.seen();
    const tenth = Math.floor((seen / total) * 10);
    if (tenth <= shown) return;
    shown = tenth;
    stream.write(`gyges: ${seen} of ${total} calls done, ${rest.join(", ")}\n`);
  };
  return { tick: show, stop: show };
}

/** Before this many replies a rate would be that of the start: of promptfoo loading, and of calls that come back all at once. */
const FEWEST_REPLIES = 8;

/** How far a step has come, and what can honestly be said of the rest. */
class Way {
  readonly #counter: RecordCounter;
  readonly #planned: Planned;
  readonly #now: () => number;
  /** The first replies that were seen, from which the rate is taken. */
  #first: { readonly calls: number; readonly at: number } | null = null;

  /** Calls that count as done do, whatever the file holds now: it also has answers and draws of other rounds. */
  constructor(path: string, planned: Planned, now: () => number) {
    this.#counter = new RecordCounter(path);
    this.#planned = planned;
    this.#now = now;
  }

  seen(): { readonly seen: number; readonly rest: readonly string[] } {
    const { total, done } = this.#planned;
    const { calls, cost, priced } = this.#counter.since();
    const seen = Math.min(total, done + calls);
    const left = total - seen;
    const seconds = this.#secondsLeft(calls, left);
    const money =
      priced === 0
        ? []
        : [
            `${priced < calls ? "at least " : ""}${inDollars(cost)} so far`,
            ...(left === 0 ? [] : [`about ${inDollars((cost / priced) * left)} to go`]),
          ];
    return { seen, rest: [`${left} to go`, ...(seconds === null || left === 0 ? [] : [`about ${duration(seconds)} left`]), ...money] };
  }

  #secondsLeft(calls: number, left: number): number | null {
    if (calls === 0) return null;
    this.#first ??= { calls, at: this.#now() };
    const since = calls - this.#first.calls;
    return since < FEWEST_REPLIES ? null : ((this.#now() - this.#first.at) / 1000 / since) * left;
  }
}
