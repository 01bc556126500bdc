import { resolve } from "node:path";
import { MOST_DRAWS, type ShownDraw } from "../../report/html/draw-data.ts";
import type { ReportInput } from "../../report/html/html-report.ts";
import type { Side } from "../../schema/identity.ts";
import { earlierSide } from "../gate/gate-side.ts";
import { packFinder, type PackFinder } from "../files/pack-for.ts";
import { type DrawFile, readDrawsInto } from "../files/read-draws.ts";
import { ShownDraws } from "../files/shown-draws.ts";

/** What an HTML report shows beside its verdict. */
export type ReportParts = Omit<ReportInput, "verdict">;

/**
 * The draws that a verdict was made from, out of the files of base and head; one file may be both. Of a sealed pack they come without words, also
 * where the file holds them: a report is for passing on.
 *
 * @throws GygesError of kind `data` for a file that cannot be read, and `gate/other-base` for one that is not the base which head's run read
 */
export async function reportParts(basePath: string, headPath: string, pack: string | undefined): Promise<ReportParts> {
  const finder = packFinder(pack);
  const base = await readShown(basePath, finder);
  if (resolve(basePath) === resolve(headPath)) return partsOf(base.sink.draws, left(base), base, finder);
  const head = await readShown(headPath, finder);
  const [ofBase, ofHead] = [baseDraws(base, head), ofSide(head.sink.draws, "head", "head")];
  const confirming = head.sink.draws.filter(({ side, identity }) => side === "base" && identity.confirm === true);
  const [first, second] = bothWithin(MOST_DRAWS, ofBase, ofHead);
  const cut = ofBase.length + ofHead.length - first.length - second.length;
  return partsOf([...first, ...second, ...confirming], left(base) + left(head) + cut, base, finder);
}

type Read = DrawFile & { readonly sink: ShownDraws };

/** Draws of a large file that are not kept. */
function left({ sink }: Read): number {
  return sink.size - sink.draws.length;
}

async function readShown(path: string, finder: PackFinder): Promise<Read> {
  return readDrawsInto(path, finder, (pack, source) => new ShownDraws(pack, source, finder.sealed));
}

/** Those that stood in for base: of an earlier store often its head's, and then none of those that confirmed its own fail. */
function baseDraws(base: Read, head: Read): readonly ShownDraw[] {
  const own = ofSide(base.sink.draws, earlierSide(base, head), "base");
  return head.header?.cachedBase === undefined ? own : own.filter(({ identity }) => identity.confirm !== true);
}

/** Draws of plain `promptfoo eval` name no side and take the place of their file, as do those of a file that holds one side alone. */
function ofSide(draws: readonly ShownDraw[], from: Side, place: Side): readonly ShownDraw[] {
  const own = draws.filter(({ side }) => side === from || side === null);
  return (own.length > 0 ? own : draws).map((draw) => ({ ...draw, side: place }));
}

/** The first of both, as many as there is room for: neither side crowds the other out. */
export function bothWithin<T>(room: number, one: readonly T[], other: readonly T[]): readonly [readonly T[], readonly T[]] {
  const half = Math.floor(room / 2);
  return [one.slice(0, Math.max(half, room - other.length)), other.slice(0, Math.max(half, room - one.length))];
}

function partsOf(draws: readonly ShownDraw[], notKept: number, read: Read, { sealed }: PackFinder): ReportParts {
  const isHidden = !read.hasText || sealed || draws.some(({ withheld }) => withheld === true);
  return { draws, drawn: draws.length + notKept, ...(isHidden ? {} : { pack: read.pack }) };
}
