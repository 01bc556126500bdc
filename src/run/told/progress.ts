import { type Planned, type Progress, Way } from "../way.ts";

/** Progress of a run, read off the store while the child writes it. */

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/**
 * On a terminal one line that renews itself; in a log one line at every tenth of the way, and after half a minute without one. Money is what all calls of the
 * store cost, those of earlier looks too, and what the rest of this step will at that rate.
 *
 * @param path the store, @param total calls of all columns and sides, @param done calls that an earlier run left
 */
export async function watchStore(
  path: string,
  total: number,
  done: number,
  stream: Stream,
  now: () => number = performance.now.bind(performance),
): Promise<Progress> {
  const way = new Way(path, { total, done }, now);
  if (stream.isTTY !== true) return inLog(way, { total, done }, stream, now);
  const { onTerminal } = await import("./progress-bar.ts");
  return onTerminal(way, { total, done }, stream);
}

/** A log that says nothing for longer looks like a run that hangs. */
const LONGEST_SILENCE_MS = 30_000;

function inLog(way: Way, { total, done }: Planned, stream: Stream, now: () => number): Progress {
  let shown = Math.floor((done / total) * 10);
  let told = now();
  const show = (): void => {
    const { seen, rest } = way.seen();
    const tenth = Math.floor((seen / total) * 10);
    if (tenth <= shown && now() - told < LONGEST_SILENCE_MS) return;
    [shown, told] = [tenth, now()];
    stream.write(`gyges: ${seen} of ${total} calls done, ${rest.join(", ")}\n`);
  };
  return { tick: show, stop: show };
}
