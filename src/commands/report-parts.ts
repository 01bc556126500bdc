import { resolve } from "node:path";
import { isSealed } from "../disk/sealed-pack.ts";
import { withheldDraw } from "../promptfoo/withheld.ts";
import type { Draw } from "../schema/draw.ts";
import { SIDES, type Side } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import { readDraws } from "./read-draws.ts";

/** What an HTML report shows beside its verdict. */
export interface ReportParts {
  readonly draws: readonly Draw[];
  /** Absent for a sealed pack, whose text no report shows. */
  readonly pack?: Pack;
}

/**
 * The draws that a verdict was made from, out of the files of base and head; one file may be both. Of a sealed pack they come without words, also
 * where the file holds them: a report is for passing on.
 *
 * @throws GygesError of kind `data` for a file that cannot be read
 */
export async function reportParts(basePath: string, headPath: string, pack: string | undefined): Promise<ReportParts> {
  const base = await readDraws(basePath, pack);
  const isOne = resolve(basePath) === resolve(headPath);
  const draws = isOne ? base.draws : [...ofSide(base.draws, "base"), ...ofSide((await readDraws(headPath, pack)).draws, "head")];
  if (pack !== undefined && isSealed(pack)) return { draws: draws.map(withheldDraw) };
  return { draws, ...(draws.some(({ withheld }) => withheld === true) ? {} : { pack: base.pack }) };
}

/** Draws of plain `promptfoo eval` name no side and take the place of their file. */
function ofSide(draws: readonly Draw[], place: Side): readonly Draw[] {
  const own = draws.filter(({ side }) => side === place || side === null);
  const found = own.length > 0 ? own : draws.filter(({ side }) => side === SIDES.find((other) => other !== place));
  return found.map((draw) => ({ ...draw, side: place }));
}
