import type { Applied } from "../schema/draw.ts";
import type { Pack } from "../schema/scenario.ts";
import { type Both, mapBoth } from "./both.ts";
import { type CellCounts, countCells } from "./cells.ts";
import { atTemperature, cellsUpTo, deploymentTemperature, type SideCells, type Temperature } from "./temperatures.ts";

/** What measures are made from. */
export interface MeasureInput {
  readonly pack: Pack;
  /** The columns of a pair; one of them null where there is no such side. */
  readonly base: SideCells | null;
  readonly head: SideCells | null;
  /** Draws with a lower number than this: those up to the look that decided. All of them where absent. */
  readonly upTo?: { readonly base?: number | undefined; readonly head?: number | undefined };
  /** The temperature at which the model is used, where it is known; see `deploymentTemperature`. */
  readonly deployed?: Temperature;
  /** Whether the temperatures that were asked for were applied. Unknown where absent. */
  readonly applied?: { readonly base?: Applied; readonly head?: Applied };
  /** Permutations of a test; 1999 where absent. */
  readonly permutations?: number;
}

/** The same, cut to the look and sorted by temperature. */
export interface Measured {
  readonly pack: Pack;
  /** Cells at the deployment temperature. */
  readonly sides: Both<SideCells>;
  /** Their counts of complying. */
  readonly counts: Both<readonly CellCounts[]>;
  /** Cells at every temperature. */
  readonly sweep: Both<SideCells>;
  readonly deployed: Temperature;
  readonly applied: Readonly<Record<"base" | "head", Applied>>;
  readonly permutations: number;
}

/** Enough to tell a p of .05 from one of .06 (standard error .005). */
const PERMUTATIONS = 1999;

/** Fixed, so that the same draws give the same p on every machine. */
export const SEED = 20_261_124;

export function measured(input: MeasureInput): Measured {
  const { upTo = {}, applied = {} } = input;
  const sweep = {
    base: input.base && cellsUpTo(input.base, upTo.base),
    head: input.head && cellsUpTo(input.head, upTo.head),
  };
  const deployed = input.deployed === undefined ? deploymentTemperature(sweep) : input.deployed;
  const sides = mapBoth(sweep, (side) => atTemperature(side, deployed));
  return {
    pack: input.pack,
    sides,
    counts: mapBoth(sides, (side) => countCells(side)),
    sweep,
    deployed,
    applied: { base: applied.base ?? "unknown", head: applied.head ?? "unknown" },
    permutations: input.permutations ?? PERMUTATIONS,
  };
}
