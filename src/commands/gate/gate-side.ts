import { GygesError } from "../../schema/error.ts";
import type { Side } from "../../schema/identity.ts";
import { SideOfFile } from "./side-of-file.ts";
import type { BothFiles, TalliedFile } from "./tallied-file.ts";

/** One side of the comparison, in the file that it is taken from. */
export interface GateSide {
  readonly side: Side;
  readonly file: TalliedFile;
  readonly own: SideOfFile;
}

export interface BothSides {
  readonly base: GateSide;
  readonly head: GateSide;
}

/**
 * Takes each side out of its file and refuses a file that carries no verdict: an unfinished run, another pack, swapped or absent sides,
 * a mix of plans. Throws a `data` error `gate/…` that names the file and the remedy.
 */
export function gateSides({ base, head }: BothFiles): BothSides {
  for (const file of [base, head]) if (!file.finished) throw unfinished(file);
  if (base.pack.hash !== head.pack.hash) throw packsDiffer(base, head);
  const sides = { base: takeSide(base, "base", earlierSide(base, head)), head: takeSide(head, "head", "head") };
  for (const side of [sides.base, sides.head]) refuseSeveralPlans(side);
  return sides;
}

type TheFile = Pick<TalliedFile, "header" | "path">;

/**
 * The side of the base's file that stands in for base. Where head's run took its base from an earlier store, that is the side which
 * sent what head's run would have sent as its base: often the head of then.
 *
 * @throws GygesError `gate/other-base` where neither of its sides did
 */
export function earlierSide({ header, path }: TheFile, head: TheFile): Side {
  const print = head.header?.cachedBase === undefined ? undefined : head.header.sides?.base;
  if (print === undefined || header?.sides === undefined || header.sides.base === print) return "base";
  if (header.sides.head === print) return "head";
  throw new GygesError(
    "data",
    "gate/other-base",
    `${path} is given as base, and neither of its sides sent what the run of ${head.path} read as its base.\n  Wanted: the store that the run named with --base-draws.\n  Give that store: gyges gate BASE HEAD`,
  );
}

/** A file of `gyges run` holds both sides and gives the one asked for; under plain `promptfoo eval` rows name none and take the file's place. */
function takeSide(file: TalliedFile, side: Side, asked: Side): GateSide {
  const { sides, path } = file;
  const unnamed = sides.get(null);
  if (unnamed !== undefined) {
    if (sides.size > 1)
      throw halfNamed(
        path,
        unnamed.draws,
        [...sides.values()].reduce((sum, { draws }) => sum + draws, 0),
      );
    return { side, file, own: unnamed };
  }
  const own = sides.get(asked) ?? (sides.size === 0 ? new SideOfFile(side, file.pack) : undefined);
  const readsEarlierBase = side === "base" && file.header?.cachedBase !== undefined;
  if (own === undefined) throw readsEarlierBase ? baseElsewhere(path) : otherSide(path, side);
  if (own.draws > 0 && own.confirming === own.draws) throw readsEarlierBase ? baseElsewhere(path) : onlyConfirming(path, side);
  return { side, file, own };
}

function refuseSeveralPlans({ file, own }: GateSide): void {
  if (own.plans.length < 2) return;
  throw new GygesError(
    "data",
    "gate/plans",
    `${file.path} mixes draws of ${own.plans.length} plans.\n  Wanted: the draws of one run.\n  An evaluation was resumed after its pack or options changed: run it anew.`,
  );
}

function unfinished({ path }: TalliedFile): GygesError {
  return new GygesError(
    "data",
    "gate/unfinished",
    `${path} is the store of a run that was stopped before its end.\n  Wanted: a finished run.\n  Run the same command again: it goes on where it stopped.`,
  );
}

function packsDiffer(base: TalliedFile, head: TalliedFile): GygesError {
  if (!base.hasText && !head.hasText) return setsDiffer(base, head);
  const name = ({ path, pack }: TalliedFile): string =>
    `${path} is of ${pack.manifest.name} ${pack.manifest.version} (${pack.hash.slice(0, 19)})`;
  return new GygesError(
    "data",
    "gate/packs-differ",
    `${name(base)}, ${name(head)}.\n  Wanted: one pack for both sides.\n  Draw the older side again.`,
  );
}

function setsDiffer(base: TalliedFile, head: TalliedFile): GygesError {
  const name = ({ pack: { manifest } }: TalliedFile): string => `${manifest.name} ${manifest.version}`;
  const seen =
    name(base) === name(head)
      ? `both are of ${name(base)}, and their scenarios, conditions or texts differ`
      : `base is of ${name(base)}, head of ${name(head)}`;
  return new GygesError(
    "data",
    "gate/packs-differ",
    `${base.path} and ${head.path}: ${seen}.\n  Wanted: one and the same data set for both sides.\n  What is under test goes into the model, its settings or a solver, and not into the data set; draw both sides with one version of it.`,
  );
}

function halfNamed(path: string, without: number, all: number): GygesError {
  return new GygesError(
    "data",
    "gate/sides",
    `${path}: ${without} of ${all} draws name no side, the others do.\n  Wanted: draws of one run.\n  Two files were joined: give each by itself.`,
  );
}

function otherSide(path: string, side: Side): GygesError {
  const other = side === "base" ? "head" : "base";
  return new GygesError(
    "data",
    "gate/sides",
    `${path} is given as ${side}, and all its draws are of side ${other}.\n  Wanted: draws of ${side}.\n  If the two files are swapped, type them the other way round: gyges gate BASE HEAD`,
  );
}

function baseElsewhere(path: string): GygesError {
  return new GygesError(
    "data",
    "gate/sides",
    `${path} is given as base, and its run read its base from an earlier store.\n  Wanted: the draws of base.\n  Give the store that the run named with --base-draws: gyges gate BASE HEAD`,
  );
}

function onlyConfirming(path: string, side: Side): GygesError {
  return new GygesError(
    "data",
    "gate/sides",
    `${path} is given as ${side}, and its draws of ${side} only confirm a fail.\n  Wanted: the draws that said it, too.\n  Give the whole store of the run.`,
  );
}
