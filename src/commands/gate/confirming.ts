import type { Bill } from "../../estimate/bill.ts";
import type { ColumnTally } from "../../estimate/tally.ts";
import { GygesError } from "../../schema/error.ts";
import type { BothSides, GateSide } from "./gate-side.ts";
import type { MatchedNames } from "./match-pairs.ts";
import type { FreshDraws } from "./matched-side.ts";
import { SIDES, type Side } from "../../schema/identity.ts";
import { refuseOneRun, refuseStale } from "./one-run.ts";
import { otherCells } from "./other-cells.ts";
import { gapCellsOf, refusePartOfConfirmation, wholeColumns } from "./whole-column.ts";

/** Draws from elsewhere that confirm a side's columns, by the name of the column there. */
export interface Confirmation {
  readonly draws: ReadonlyMap<string, FreshDraws>;
  readonly bill: Bill;
}

/**
 * Checks the files that are to confirm a fail against those that said it.
 *
 * @throws GygesError `gate/one-run` where they share draws, `gate/confirmation` where either has a confirmation of its own or they sent
 * other requests
 */
export function refuseConfirming(fresh: BothSides, judged: BothSides): void {
  refuseOneRun(fresh);
  refuseStale(fresh, judged);
  for (const side of SIDES) {
    const [sent, wanted] = [sentBy(fresh, side), sentBy(judged, side)];
    if (sent !== undefined && wanted !== undefined && sent !== wanted) throw sentOther(fresh[side], judged[side]);
  }
  for (const { file, own, side } of [fresh.base, fresh.head, judged.base, judged.head, ...elsewhere(judged)]) {
    if (own.confirming === 0) continue;
    throw new GygesError(
      "data",
      "gate/confirmation",
      `${file.path} holds ${own.confirming} draws of ${side} that confirm a fail already.\n  Wanted: one confirmation.\n  Leave --confirm-base and --confirm-head out, or name files of plain draws.`,
    );
  }
}

/** Hash of what a side sent; only stores of `gyges run` know it. */
function sentBy({ base, head }: BothSides, side: Side): string | undefined {
  const readsEarlierBase = side === "base" && head.file.header?.cachedBase !== undefined;
  const file = side === "head" || readsEarlierBase ? head.file : base.file;
  return file.header?.sides?.[side];
}

/** The draws of other files that confirm a side, as the files of `--confirm-base` and `--confirm-head` hold them: in the place of a look's. */
export function confirmationOf(fresh: GateSide, columns: readonly ColumnTally[]): Confirmation {
  const draws = wholeColumns(fresh).map((column): [string, FreshDraws] => {
    const judged = columns.find((one) => one.column === column.column);
    if (judged === undefined) throw otherColumn(fresh, column, columns);
    const other = otherCells(gapCellsOf(judged.cells), gapCellsOf(column.cells));
    if (other !== null) throw notTheCells(fresh, column, other);
    return [column.column, { column, cells: column.cells }];
  });
  return { draws: new Map(draws), bill: fresh.own.bill };
}

/**
 * The draws of base that confirm a fail where base itself comes out of an earlier store: head's run drew them, on its side base and in
 * the columns that it names.
 */
export function confirmationBesideHead(judged: BothSides, base: readonly ColumnTally[], names: MatchedNames): Confirmation | null {
  const [beside] = elsewhere(judged);
  if (beside === undefined) return null;
  const fresh = new Map(beside.own.tally.columns.map((column) => [column.column, column]));
  const draws = [...names.head].flatMap(([own, pair]): [string, FreshDraws][] => {
    const column = fresh.get(own);
    const judgedColumn = base.find((one) => names.base.get(one.column) === pair);
    if (column === undefined || judgedColumn === undefined) return [];
    refusePartOfConfirmation({ ...column, cells: judgedColumn.cells }, beside.file.path);
    return [[judgedColumn.column, { column, cells: column.confirmation }]];
  });
  return { draws: new Map(draws), bill: beside.own.bill };
}

function elsewhere({ base, head }: BothSides): readonly GateSide[] {
  const own = head.file.sides.get("base");
  const isBeside = base.file !== head.file && own !== undefined && own.draws > 0 && own.confirming === own.draws;
  return isBeside ? [{ side: "base", file: head.file, own }] : [];
}

function sentOther({ file, side }: GateSide, judged: GateSide): GygesError {
  return new GygesError(
    "data",
    "gate/confirmation",
    `${file.path} is to confirm ${side} and sent other requests than ${judged.file.path}: another commit, config, promptfoo or environment.\n  Wanted: fresh draws of the very requests that said fail.\n  Run gyges run on the same commits, with the same promptfoo and the same variables.`,
  );
}

function otherColumn({ file, side }: GateSide, { column }: ColumnTally, columns: readonly ColumnTally[]): GygesError {
  return new GygesError(
    "data",
    "gate/confirmation",
    `${file.path} is to confirm ${side} and holds draws of ${column}; ${side} has ${columns.map((one) => one.column).join(", ")}.\n  Wanted: draws of the same prompts and providers, under the same labels.\n  Draw with the config that ${side} was drawn with.`,
  );
}

function notTheCells({ file, side }: GateSide, { column }: ColumnTally, other: string): GygesError {
  return new GygesError(
    "data",
    "gate/plans-differ",
    `${file.path} is to confirm ${side} and differs in its cells of ${column}: ${other}.\n  Wanted: fresh draws of the very cells that said fail.\n  Draw with the same pack, scenarios and conditions.`,
  );
}
