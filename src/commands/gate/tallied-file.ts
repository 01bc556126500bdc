import { resolve } from "node:path";
import { UNNAMED_RUN } from "../../promptfoo/results/read-results.ts";
import type { Side } from "../../schema/identity.ts";
import { FileTally } from "./file-tally.ts";
import type { PackFinder } from "../files/pack-for.ts";
import { type DrawFile, readDrawsInto } from "../files/read-draws.ts";
import type { SideOfFile } from "./side-of-file.ts";

/** A file whose draws are tallied, none of them held. */
export interface TalliedFile extends DrawFile {
  /** Null stands for draws that name no side, as those of plain `promptfoo eval`. */
  readonly sides: ReadonlyMap<Side | null, SideOfFile>;
  /** Ids of the replies, of all sides. */
  readonly responses: ReadonlyMap<string, unknown>;
}

export interface BothFiles {
  readonly base: TalliedFile;
  readonly head: TalliedFile;
}

/** Reads the files of both sides; one file that is given for both is read once. */
export async function tallyBoth(basePath: string, headPath: string, find: PackFinder): Promise<BothFiles> {
  const base = await tallyFile(basePath, "base", find);
  return { base, head: resolve(basePath) === resolve(headPath) ? base : await tallyFile(headPath, "head", find) };
}

async function tallyFile(path: string, place: Side, find: PackFinder): Promise<TalliedFile> {
  const { sink, ...file } = await readDrawsInto(path, find, (pack, source) => new FileTally(place, pack, source, find.sealed));
  return { ...file, sides: sink.end(), responses: sink.responses };
}

/** Ids of the runs that drew a file, as far as they tell one run from another. */
export function runsOf({ sides, ofAll }: TalliedFile): ReadonlySet<string> {
  const runs = new Set(ofAll.run === undefined ? [...sides.values()].flatMap((side) => [...side.runs]) : [ofAll.run]);
  runs.delete(UNNAMED_RUN);
  return runs;
}
