import { SingleBar } from "cli-progress";
import type { Planned, Progress, Way } from "../way.ts";

/** The line of a terminal that renews itself. */
export function onTerminal(way: Way, { total, done }: Planned, stream: NodeJS.WritableStream): Progress {
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
