import type { Checked } from "../verdict.ts";
import type { GateSide } from "./gate-side.ts";

/**
 * What one side's file says of whether its notices were understood. A file without answers is judged all the same and the report says "not asked", since
 * files of other versions and exported draws bring none along. The store of a run that had to ask is different: there they were taken out.
 *
 * @param names of its columns, as the comparison calls them
 */
export function checkedSide({ file, own }: GateSide, names: ReadonlyMap<string, string>): Checked {
  const { header, checks } = file;
  const answers = checks
    .filter(({ row }) => row.side === null || file.sides.get(row.side) === own)
    .map((answer) => ({ ...answer, pair: names.get(answer.pair) ?? answer.pair }));
  return { answers, wanted: checks.length === 0 && header?.kind === "run" && header.policy?.manipulationCheck === "require" };
}
