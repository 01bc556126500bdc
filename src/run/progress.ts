import { type Planned, type Progress, Way } from "./way.ts";

/** Progress of a run, read off the store while the child writes it. */

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/**
 * On a terminal one line that renews itself; in a log one line at every tenth of the way. Money is what all calls of the
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
  if (stream.isTTY !== true) return inLog(way, { total, done }, stream);
  const { onTerminal } = await import("./progress-bar.ts");
  return onTerminal(way, { total, done }, stream);
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
