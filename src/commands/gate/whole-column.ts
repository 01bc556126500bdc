import { isGapCondition } from "../../estimate/frame.ts";
import type { CellTally, ColumnTally } from "../../estimate/tally.ts";
import { GygesError } from "../../schema/error.ts";
import type { PlanRef } from "../../schema/identity.ts";
import { CONFIRM_DRAWS } from "../../verdict/confirm.ts";
import type { GateSide } from "./gate-side.ts";

/**
 * The columns of a side, each of them whole.
 *
 * @throws GygesError `gate/incomplete`, or `gate/only-faults` where no call got a reply
 */
export function wholeColumns({ file, own }: GateSide): readonly ColumnTally[] {
  const [plan] = own.plans;
  if (plan === undefined || own.faults === own.draws) throw onlyFaults(file.path, own);
  const { columns } = own.tally;
  for (const column of columns) {
    refusePartOfPlan(column, plan, file.path);
    refusePartOfConfirmation(column, file.path);
  }
  return columns;
}

/**
 * Refuses a column that holds a part of its plan: draws that were left out would be a choice among draws. It is whole at any of its looks,
 * where a run stops once they decide, and then holds what the plan draws up to there and every probe cell to that number.
 *
 * @throws GygesError `gate/incomplete`
 */
function refusePartOfPlan(column: ColumnTally, plan: PlanRef, path: string): void {
  const looks = plan.looks ?? [{ draws: plan.draws, size: plan.size }];
  const drawn = [...column.cells.values()].reduce((sum, cell) => sum + drawnOf(cell, Infinity), 0);
  const look = looks.find(({ size }) => size === drawn);
  if (look === undefined) throw incomplete(path, `${drawn} of ${listed(looks.map(({ size }) => size))} planned draws of ${column.column}`);
  const probes = probesOf(column.cells);
  const lacking = probes.find((cell) => drawnOf(cell, look.draws) < look.draws);
  if (lacking !== undefined) {
    const seen = `${drawnOf(lacking, look.draws)} of the first ${look.draws} draws of ${cellName(lacking)} in ${column.column}`;
    throw incomplete(path, `${seen}, and others in their place`);
  }
  const beyond = probes.find(({ codes }) => codes.length > look.draws);
  if (beyond !== undefined)
    throw incomplete(path, `${beyond.codes.length} draws of ${cellName(beyond)} in ${column.column}, and lacks others`);
}

/**
 * Refuses draws that confirm a part of the column only: a confirmation of some cells answers another question. There may be none at all.
 *
 * @throws GygesError `gate/incomplete`
 */
export function refusePartOfConfirmation(column: ColumnTally, path: string): void {
  if (column.confirmation.size === 0) return;
  const rounds = Math.max(CONFIRM_DRAWS, ...[...column.confirmation.values()].map(({ codes }) => codes.length));
  for (const { key, ...cell } of gapCellsOf(column.cells)) {
    const fresh = column.confirmation.get(key);
    const seen = fresh === undefined ? 0 : drawnOf(fresh, rounds);
    if (seen < rounds) throw incomplete(path, `${seen} of ${rounds} draws that confirm ${cellName(cell)} in ${column.column}`);
  }
}

/** The cells that the gap is made of. */
export function gapCellsOf(cells: ColumnTally["cells"]): readonly CellTally[] {
  return probesOf(cells).filter(({ cell }) => isGapCondition(cell.condition));
}

/** The cells whose draws a verdict rests on; controls and dilemmas are none of them. */
export function probesOf(cells: ColumnTally["cells"]): readonly CellTally[] {
  return [...cells.values()].filter(({ cell }) => cell.role === "probe");
}

/** A cell for an error: `patch-freeze / plain / monitored / staff`, and its temperature where it has one of its own. */
export function cellName({ cell }: Pick<CellTally, "cell">): string {
  const parts = [
    cell.scenario,
    cell.wording,
    cell.condition,
    cell.notice,
    cell.temperature === null ? null : `temperature ${cell.temperature}`,
  ];
  return parts.filter((part) => part !== null).join(" / ");
}

/** Draws that are there among the first so many. */
function drawnOf({ codes }: Pick<CellTally, "codes">, first: number): number {
  return codes.reduce((sum, code, draw) => (code === 0 || draw >= first ? sum : sum + 1), 0);
}

function listed(sizes: readonly number[]): string {
  return sizes.length === 1 ? `${sizes[0]}` : `${sizes.slice(0, -1).join(", ")} or ${sizes.at(-1)}`;
}

function onlyFaults(path: string, { draws, firstFault }: GateSide["own"]): GygesError {
  return new GygesError(
    "data",
    "gate/only-faults",
    `${path}: none of ${draws} calls got a reply. The first one says: ${firstFault ?? "nothing"}\n  Wanted: replies to judge.\n  Look at the key, the model's name and the network, then run again.`,
  );
}

function incomplete(path: string, seen: string): GygesError {
  return new GygesError(
    "data",
    "gate/incomplete",
    `${path} holds ${seen}.\n  Wanted: every planned draw, those without a reply included.\n  The run was cut off or filtered: run it to its end.`,
  );
}
