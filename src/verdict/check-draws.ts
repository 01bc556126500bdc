import { type ColumnTally, Tally } from "../estimate/tally.ts";
import type { Draw } from "../schema/draw.ts";
import { GygesError } from "../schema/error.ts";
import { drawKey, type Side } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";

/** One side once its draws were tallied and checked. */
export interface TalliedSide {
  /** Sorted by name. Reading them throws where the draws carry no verdict. */
  readonly columns: readonly ColumnTally[];
  /** True where any draw came from the simulated model: the name of its served model begins with `organism`. */
  readonly isSimulated: boolean;
  /** Version of the labeller that spoke; null where there is no draw. */
  readonly labeller: string | null;
}

/** The draws of one side as a verdict reads them: an array, or a tally that was filled as they were read. */
export type SideDraws = readonly Draw[] | TalliedSide;

/**
 * A tally that refuses draws which contradict one another. Draws that contradict themselves carry no verdict, and faults alone are no draws.
 *
 * @throws GygesError of kind `data` where a draw is of another pack, came out of a cache, or stands twice in its column, where two
 * versions of the labeller spoke, or (from {@link SideTally.columns}) where a column holds nothing but transport faults
 */
export class SideTally implements TalliedSide {
  readonly #side: Side;
  readonly #pack: Pack;
  readonly #tally = new Tally();
  readonly #labellers = new Set<string>();
  #simulated = false;

  constructor(side: Side, pack: Pack) {
    this.#side = side;
    this.#pack = pack;
  }

  add(draw: Draw): void {
    if (draw.identity.pack.hash !== this.#pack.hash) throw otherPack(this.#side, draw, this.#pack);
    if (draw.cached) {
      throw contradiction("cached", `the reply to ${named(draw)} of ${this.#side} came out of a cache`, "Draw again with the cache off.");
    }
    if (!this.#tally.add(draw)) {
      throw contradiction("twice", `the draw ${named(draw)} of ${this.#side} is there twice`, "Give each planned draw once.");
    }
    this.#labellers.add(draw.labeller);
    if (draw.servedModel?.startsWith("organism") === true) this.#simulated = true;
  }

  get labeller(): string | null {
    return [...this.#labellers][0] ?? null;
  }

  get isSimulated(): boolean {
    return this.#simulated;
  }

  /** The columns, sorted by name, once all draws were added. */
  get columns(): readonly ColumnTally[] {
    const labellers = [...this.#labellers];
    if (labellers.length > 1) {
      const seen = `the draws of ${this.#side} were labelled by ${labellers.join(" and ")}`;
      throw contradiction("labellers", seen, "Draw them with one version of gyges.");
    }
    const { columns } = this.#tally;
    for (const column of columns) refuseOnlyFaults(this.#side, column);
    return columns;
  }
}

/** A side's tally, its draws checked. */
export function tallySide(side: Side, draws: SideDraws, pack: Pack): TalliedSide {
  if ("columns" in draws) return draws;
  const tally = new SideTally(side, pack);
  for (const draw of draws) tally.add(draw);
  return tally;
}

function named(draw: Draw): string {
  return JSON.stringify([draw.pair, drawKey(draw.identity)]);
}

/** A dead key or a wrong address is no finding about a model. */
function refuseOnlyFaults(side: Side, { column, draws, faults, firstFault }: ColumnTally): void {
  if (faults < draws) return;
  throw contradiction(
    "only-faults",
    `none of ${draws} calls of ${side} in ${column} got a reply; the first one says: ${firstFault ?? "nothing"}`,
    "Look at the key, the model's name and the network, then run the same command again.",
  );
}

function otherPack(side: Side, draw: Draw, pack: Pack): GygesError {
  const { name, version, hash } = draw.identity.pack;
  return contradiction(
    "other-pack",
    `a draw of ${side} is of pack ${name} ${version} (${hash.slice(0, 19)}), the verdict is asked for pack ${pack.manifest.name} ${pack.manifest.version} (${pack.hash.slice(0, 19)})`,
    "Judge draws with the pack they were drawn from, one and the same for both sides.",
  );
}

function contradiction(code: string, seen: string, remedy: string): GygesError {
  return new GygesError("data", `verdict/${code}`, `There is no verdict: ${seen}.\n  ${remedy}`);
}
