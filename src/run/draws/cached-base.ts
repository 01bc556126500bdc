import { readStore } from "../../disk/store.ts";
import type { PlannedDraw } from "../../scenario/plan.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import { cellKey, SIDES, type Side } from "../../schema/identity.ts";
import type { Pack } from "../../schema/scenario.ts";
import type { StoreContents, StoreHeader } from "../../schema/store.ts";
import { columnName, type MatchedPair } from "../sides/columns.ts";
import { hashText } from "../sides/fingerprint.ts";

/** Draws of an earlier run that stand in for this run's base: all of its look draws, read at every look. */
export interface CachedBase {
  /** The file they were read from. */
  readonly path: string;
  /** As draws of this run's pairs, on side base. */
  readonly draws: readonly Draw[];
  /** Of these draws: others are another base. */
  readonly hash: string;
}

/** What this run's base is, so that only draws of its like stand in for it. */
export interface WantedBase {
  readonly pack: Pack;
  readonly planned: readonly PlannedDraw[];
  /** Hash of what base sends, circumstances included. */
  readonly print: string;
  readonly pairs: readonly MatchedPair[];
}

/**
 * Reads `--base-draws`: the finished store of a run with the same pack and the same cells, one of whose sides sent what this run's base sends.
 *
 * @throws GygesError `run/base-draws` that says what differs and what to type
 */
export async function readCachedBase(path: string, wanted: WantedBase): Promise<CachedBase> {
  const { header, draws, finished, torn } = await readStore(path);
  if (!finished || torn) {
    throw refusal(path, "the run that wrote it was stopped before its end", "Run its command again first: it goes on where it stopped.");
  }
  if (header.pack.hash !== wanted.pack.hash) throw otherPack(path, header, wanted.pack);
  const side = sideOf(path, { header, draws }, wanted.print);
  const own = wanted.pairs.flatMap((pair) => {
    const earlier = pairNamed(path, header, side, columnName(pair.base));
    const column = draws.filter((draw) => isLookDraw(draw, side) && draw.pair === earlier);
    refuseOtherCells(path, column, wanted.planned, pair.name);
    return column.map((draw) => asBase(draw, pair.name));
  });
  return {
    path,
    draws: own,
    hash: hashText(
      own
        .map((draw) => JSON.stringify(draw))
        .toSorted()
        .join("\n"),
    ),
  };
}

/** @throws GygesError `run/same-response`: one reply cannot be a draw of base in an earlier run and a draw of this one. */
export function refuseSharedReplies({ draws }: Pick<CachedBase, "draws">, own: readonly Draw[]): void {
  const replies = new Set(draws.flatMap(({ responseId }) => responseId ?? []));
  const shared = own.find(({ responseId }) => responseId !== null && replies.has(responseId));
  if (shared === undefined) return;
  throw new GygesError(
    "data",
    "run/same-response",
    `There is no verdict: the reply ${shared.responseId} is a draw of the cached base and one of this run.\n  Switch off the cache between promptfoo and the model, and run again.`,
  );
}

function isLookDraw(draw: Draw, side: Side): boolean {
  return draw.side === side && draw.identity.confirm === undefined;
}

function asBase(draw: Draw, pair: string): Draw {
  return { ...draw, side: "base", pair, identity: { ...draw.identity, side: "base", pair } };
}

/** The side of the earlier run that sent what this run's base sends, and has draws of it. */
function sideOf(path: string, { header, draws }: Pick<StoreContents, "header" | "draws">, print: string): Side {
  const { sides } = header;
  if (sides === undefined) {
    throw refusal(path, "it does not say what its sides sent, as stores of earlier versions do not", "Draw it anew with this gyges.");
  }
  const side = SIDES.find((side) => sides[side] === print && draws.some((draw) => isLookDraw(draw, side)));
  if (side !== undefined) return side;
  const seen = SIDES.map((side) => `${side} ${sides[side].slice(0, 12)}`).join(", ");
  throw refusal(
    path,
    `no side of it drew what this base sends (it has ${seen}; this base is ${print.slice(0, 12)}). Prompts, providers, defaults, the environment or the version of promptfoo or gyges are others`,
    "Name the store of a run whose head or base was this commit under the same circumstances.",
  );
}

function pairNamed(path: string, { pairs, columns }: StoreHeader, side: Side, column: string): string {
  const places = (columns?.[side] ?? []).flatMap((name, index) => (name === column ? [pairs[index]] : []));
  const [pair] = places;
  if (pair !== undefined && places.length === 1) return pair;
  throw refusal(
    path,
    `it has ${places.length === 0 ? "no draws" : "several columns"} of ${JSON.stringify(column)}`,
    "Name the store of a run with the same prompts and providers.",
  );
}

function refuseOtherCells(path: string, draws: readonly Draw[], planned: readonly PlannedDraw[], pair: string): void {
  const has = cellsOf(draws);
  const wants = cellsOf(planned);
  const absent = [...wants].filter((cell) => !has.has(cell));
  const more = [...has].filter((cell) => !wants.has(cell));
  if (absent.length + more.length === 0) return;
  const seen = [
    ...(absent.length === 0 ? [] : [`lacks ${absent.length} of ${wants.size} cells, such as ${absent[0]}`]),
    ...(more.length === 0 ? [] : [`has ${more.length} that this run does not draw, such as ${more[0]}`]),
  ];
  throw refusal(
    path,
    `its column ${JSON.stringify(pair)} ${seen.join(", and ")}`,
    "Give this run the --scenarios, --conditions and --temperature of that one.",
  );
}

function cellsOf(draws: readonly Pick<Draw, "identity">[]): Set<string> {
  return new Set(draws.map(({ identity }) => cellKey(identity.cell)));
}

function otherPack(path: string, header: StoreHeader, pack: Pack): GygesError {
  const name = `${header.pack.name} ${header.pack.version} (${header.pack.hash.slice(0, 19)})`;
  const own = `${pack.manifest.name} ${pack.manifest.version} (${pack.hash.slice(0, 19)})`;
  return refusal(path, `it was drawn with pack ${name}, and this run draws with ${own}`, "Name a store of the same pack.");
}

function refusal(path: string, seen: string, remedy: string): GygesError {
  return new GygesError(
    "usage",
    "run/base-draws",
    `the draws of ${path} cannot stand in for base: ${seen}.\n  ${remedy}\n  Or leave --base-draws out: then both sides are drawn.`,
  );
}
