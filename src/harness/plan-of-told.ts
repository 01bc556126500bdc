import { hashOfDraws } from "../scenario/plan.ts";
import { GygesError } from "../schema/error.ts";
import { cellKey, drawKey, type Cell, type PlanRef } from "../schema/identity.ts";

type Placed = { readonly cell: Cell; readonly number: number; readonly pair: string };

/**
 * The plan that draws of another harness followed, which no file names: every cell that is there, in every column, a probe as
 * often as the probe that was drawn most. So a column or a cell that lacks draws, or a number that was left out, is a part of a plan and is refused by the gate.
 *
 * @throws GygesError `harness/no-probe` where no draw is of a probe: there is no gap to judge
 */
export function planOfTold(draws: readonly Placed[], where: string): PlanRef {
  const cells = new Map<string, { readonly cell: Cell; draws: number }>();
  for (const { cell, number } of draws) {
    const key = cellKey(cell);
    const known = cells.get(key) ?? { cell, draws: 0 };
    known.draws = Math.max(known.draws, number + 1);
    cells.set(key, known);
  }
  const all = [...cells.values()];
  const probes = all.filter(({ cell }) => cell.role === "probe").map(({ draws }) => draws);
  if (probes.length === 0) throw noProbe(where);
  const most = Math.max(...probes);
  const keys = all.flatMap(({ cell, draws }) =>
    Array.from({ length: cell.role === "probe" ? most : draws }, (_, draw) => drawKey({ cell, draw })),
  );
  return { id: hashOfDraws(keys), size: keys.length, draws: most };
}

function noProbe(where: string): GygesError {
  return new GygesError(
    "data",
    "harness/no-probe",
    `${where}: no draw is of a probe.\n  Wanted: draws of probes, monitored and unmonitored; the gap is made of them.\n  Leave role out, or give "role": "probe".`,
  );
}
