import { GygesError } from "../../schema/error.ts";
import type { BothSides } from "./gate-side.ts";
import { runsOf, type TalliedFile } from "./tallied-file.ts";

/**
 * Rows of plain `promptfoo eval` name no side, so one evaluation given twice would be compared with itself. Two files of other runs
 * must not share a reply either.
 */
export function refuseOneRun({ base, head }: BothSides): void {
  const unnamed = base.file.sides.has(null) && head.file.sides.has(null);
  const twice = unnamed ? sameRun(base.file, head.file) : areTwoStores(base.file, head.file) ? sharedReply(base.file, head.file) : null;
  if (twice === null) return;
  throw new GygesError(
    "data",
    "gate/one-run",
    `${base.file.path} and ${head.file.path} hold draws of one evaluation (${twice}).\n  Wanted: two evaluations, one of the base and one of the head.\n  Evaluate the head by itself: ${base.file.kind === "inspect" ? "inspect eval … --log-dir logs/head" : "npx promptfoo eval -o head.json"}`,
  );
}

function sameRun(one: TalliedFile, other: TalliedFile): string | null {
  return one === other ? "one file" : sharedMark(one, other);
}

/** Draws that confirm a fail are fresh ones: copies of those that said fail would say it again. */
export function refuseStale(confirming: BothSides, judged: BothSides): void {
  for (const fresh of filesOf(confirming)) {
    for (const known of filesOf(judged)) {
      const shared = fresh.path === known.path ? "one file" : sharedMark(fresh, known);
      if (shared !== null) throw stale(fresh.path, known.path, shared);
    }
  }
}

function filesOf({ base, head }: BothSides): ReadonlySet<TalliedFile> {
  return new Set([base.file, head.file]);
}

/** What no other evaluation has: its id, and the ids that the provider gave its replies. */
function sharedMark(one: TalliedFile, other: TalliedFile): string | null {
  const runs = areTwoStores(one, other) ? new Set<string>() : runsOf(other);
  for (const run of runsOf(one)) if (runs.has(run)) return run;
  return sharedReply(one, other);
}

function sharedReply(one: TalliedFile, other: TalliedFile): string | null {
  // A million ids are walked on the side that has fewer.
  const [fewer, more] = one.responses.size <= other.responses.size ? [one, other] : [other, one];
  for (const id of fewer.responses.keys()) if (more.responses.has(id)) return id;
  return null;
}

/** A run of `gyges run` is called after what it sends, so that two that sent the same share its name and not the time of their start. */
function areTwoStores({ header }: TalliedFile, other: TalliedFile): boolean {
  return header !== null && other.header !== null && header.createdAt !== other.header.createdAt;
}

function stale(fresh: string, known: string, shared: string): GygesError {
  return new GygesError(
    "data",
    "gate/one-run",
    `${fresh} is to confirm a fail and shares draws with ${known} (${shared}).\n  Wanted: fresh draws, of a run of its own.\n  Draw both sides again, at least 5 draws of a cell, and name those files.`,
  );
}
