import type { PackRef } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import { GygesError } from "../schema/error.ts";
import { ownReply } from "./own-reply.ts";
import { ownSet, type SetName } from "./own-set.ts";
import { packReply } from "./pack-reply.ts";
import { type PlacedDraw, toDraws } from "./to-draws.ts";
import type { ToldDraw } from "./told-draw.ts";

/** Whose scenarios a call is of: a pack of gyges by its hash, or a set of one's own by its name. */
export type OfPack = PackRef | SetName;

/** A call with its pack. Held until the file is read: the plan is known only then, and of an own set the scenarios too. */
export interface ToldOfPack {
  readonly told: ToldDraw;
  readonly of: OfPack;
  /** Of an own set: the text that two sides must share, where it is known. */
  readonly asked?: string;
}

export interface ToldFile {
  readonly pack: Pack;
  readonly draws: readonly PlacedDraw[];
  /** False for a set of one's own, of which there is no text to label by. */
  readonly hasText: boolean;
}

/** Held at once at most: some 2 kB each beside its reply. */
export const MOST_TOLD = 200_000;

/**
 * The draws of a file of another harness.
 *
 * @param find the pack that a reference names, or throws
 * @throws GygesError `harness/mixed` where they are of two packs, `harness/only-faults` where no call got a reply, and what the labelling throws
 */
export async function toldFile(all: readonly ToldOfPack[], path: string, find: (ref: PackRef) => Promise<Pack>): Promise<ToldFile> {
  const told = all.map((one) => one.told);
  const of = onePack(all, path);
  if (told.every(({ fault }) => fault !== null)) throw onlyFaults(path, told);
  if ("hash" in of) {
    const pack = await find(of);
    return { pack, draws: toDraws(told, pack, (draw) => packReply(draw, pack), path), hasText: true };
  }
  const asked = new Set(all.flatMap((one) => one.asked ?? []));
  const pack = ownSet(
    of,
    told.map(({ cell }) => cell),
    [...asked],
  );
  return { pack, draws: toDraws(told, pack, ownReply, path), hasText: false };
}

function onePack(all: readonly ToldOfPack[], path: string): OfPack {
  const [first, ...others] = new Map(
    all.map(({ of }) => [JSON.stringify([of.name, of.version, "hash" in of ? of.hash : null]), of]),
  ).values();
  if (first !== undefined && others.length === 0) return first;
  const names = [first, ...others].flatMap((of) => of ?? []).map(({ name, version }) => `${name} ${version}`);
  throw new GygesError(
    "data",
    "harness/mixed",
    `${path} holds ${names.length === 0 ? "no draws" : `draws of ${names.slice(0, 4).join(" and of ")}`}.\n  Wanted: draws of one pack, or of one set of your own.\n  Give each a file of its own.`,
  );
}

function onlyFaults(path: string, told: readonly ToldDraw[]): GygesError {
  return new GygesError(
    "data",
    "harness/only-faults",
    `${path}: none of ${told.length} calls got a reply. The first one says: ${told[0]?.fault ?? "nothing"}\n  Wanted: replies to judge.\n  Look at the key, the model's name and the network, then draw again.`,
  );
}
