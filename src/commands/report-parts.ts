import { resolve } from "node:path";
import { isSealed } from "../disk/sealed-pack.ts";
import type { ShownDraw } from "../report/html/draw-data.ts";
import type { ReportInput } from "../report/html/html-report.ts";
import type { Side } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import { packFinder } from "./pack-for.ts";
import { readDrawsInto } from "./read-draws.ts";
import { ShownDraws } from "./shown-draws.ts";

/** What an HTML report shows beside its verdict. */
export type ReportParts = Omit<ReportInput, "verdict">;

/**
 * The draws that a verdict was made from, out of the files of base and head; one file may be both. Of a sealed pack they come without words, also
 * where the file holds them: a report is for passing on.
 *
 * @throws GygesError of kind `data` for a file that cannot be read
 */
export async function reportParts(basePath: string, headPath: string, pack: string | undefined): Promise<ReportParts> {
  const base = await readShown(basePath, pack);
  if (resolve(basePath) === resolve(headPath)) return partsOf(base.sink.draws, left(base), base, pack);
  const head = await readShown(headPath, pack);
  const confirming = head.sink.draws.filter(({ side, identity }) => side === "base" && identity.confirm === true);
  const draws = [...ofSide(base.sink.draws, "base"), ...ofSide(head.sink.draws, "head"), ...confirming];
  return partsOf(draws, left(base) + left(head), base, pack);
}

interface Read {
  readonly sink: ShownDraws;
  readonly pack: Pack;
  readonly hasText: boolean;
}

/** Draws of a large file that are not kept. */
function left({ sink }: Read): number {
  return sink.size - sink.draws.length;
}

async function readShown(path: string, pack: string | undefined): Promise<Read> {
  const isHidden = pack !== undefined && isSealed(pack);
  return readDrawsInto(path, packFinder(pack), (read, source) => new ShownDraws(read, source, isHidden));
}

function partsOf(draws: readonly ShownDraw[], notKept: number, read: Read, pack: string | undefined): ReportParts {
  const isHidden = !read.hasText || (pack !== undefined && isSealed(pack)) || draws.some(({ withheld }) => withheld === true);
  return { draws, drawn: draws.length + notKept, ...(isHidden ? {} : { pack: read.pack }) };
}

/** Draws of plain `promptfoo eval` name no side and take the place of their file; a cached base may be another run's head. */
function ofSide(draws: readonly ShownDraw[], place: Side): readonly ShownDraw[] {
  const own = draws.filter(({ side }) => side === place || side === null);
  return (own.length > 0 ? own : draws).map((draw) => ({ ...draw, side: place }));
}
