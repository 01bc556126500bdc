import type { PlannedDraw } from "../../scenario/plan.ts";
import { cellKey, type Side } from "../../schema/identity.ts";
import { columnName } from "../sides/columns.ts";
import type { Comparison } from "../comparison.ts";
import { hashText } from "../sides/fingerprint.ts";

type Inputs = Pick<Comparison, "prints" | "pack" | "planned" | "matching">;

/**
 * Sixteen hex digits over what a side sends (model id, prompt, sampling, environment, versions, labeller: all in its print), the pack, its cells and
 * the names of its columns. How many draws of a cell there are is no part of it: fewer of them are the same base, less well known.
 */
export function baselineKey({ prints, pack, planned, matching }: Inputs, side: Side): string {
  const columns = matching.pairs.map((pair) => columnName(pair[side])).toSorted();
  return hashText(JSON.stringify([prints.sides[side], pack.hash, cellsIn(planned), columns])).slice(0, 16);
}

function cellsIn(planned: readonly PlannedDraw[]): readonly string[] {
  return [...new Set(planned.map(({ identity }) => cellKey(identity.cell)))].toSorted();
}
