import { isFaultCode, labelOf, choiceOf, orderOf, slotOf } from "../../estimate/draw-code.ts";
import type { CellTally, ColumnTally } from "../../estimate/tally.ts";
import type { Applied } from "../../schema/draw.ts";
import { cellKey, drawKey, type PlanRef, type Side } from "../../schema/identity.ts";
import type { CellDraws, ShardColumn } from "../../schema/shard.ts";

/** The draws of a column as a shard's file has them, and back. */

export function shardColumn(side: Side, column: ColumnTally): ShardColumn {
  const { servedModels, transformed, appliedTemperature } = column;
  return {
    side,
    pair: column.column,
    cells: [...column.cells.values()].toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(cellDraws),
    servedModels: [...servedModels],
    transformed,
    appliedTemperature,
  };
}

/** Keys of the draws of a column, as `drawKey` has them. */
export function keysOf({ cells }: Pick<ShardColumn, "cells">): readonly string[] {
  return cells.flatMap(({ cell, codes }) => codes.map((_, draw) => drawKey({ cell, draw })));
}

/** Whether every code is one that a labeller could have written of this cell. */
export function isReadable({ codes, choices, orders }: CellDraws): boolean {
  return codes.every(
    (code) => labelOf(code) !== null && choiceOf(code) < choices.length && orderOf(code) < orders.length && slotOf(code) < MOST_OPTIONS,
  );
}

const MOST_OPTIONS = 9;

/** The parts of one column, which share no cell, as the column of one run. @param parts in the order of the shards */
export function joined(parts: readonly ShardColumn[], plan: PlanRef): ColumnTally {
  const cells = parts.flatMap((part) => part.cells.map(cellTally));
  const codes = cells.flatMap((cell) => cell.codes);
  return {
    column: parts[0]!.pair,
    cells: new Map(cells.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map((cell) => [cell.key, cell])),
    confirmation: new Map(),
    draws: codes.length,
    faults: codes.filter(isFaultCode).length,
    // It is told where no call of a column got a reply, and then its shard has told it.
    firstFault: null,
    servedModels: [...new Set(parts.flatMap(({ servedModels }) => servedModels))].toSorted(),
    transformed: parts.some(({ transformed }) => transformed),
    appliedTemperature: applied(parts.map(({ appliedTemperature }) => appliedTemperature)),
    plans: new Map([[plan.id, plan]]),
  };
}

function cellDraws({ cell, codes, choices, orders, planted }: CellTally): CellDraws {
  return {
    cell,
    codes: [...codes],
    choices: [...choices],
    orders: [...orders],
    ...(planted === undefined ? {} : { planted: Object.fromEntries([...planted].toSorted(([one], [other]) => (one < other ? -1 : 1))) }),
  };
}

function cellTally({ cell, codes, choices, orders, planted }: CellDraws): CellTally {
  const own = { key: cellKey(cell), cell, codes, choices, orders };
  return planted === undefined ? own : { ...own, planted: new Map(Object.entries(planted)) };
}

/** All draws of a run ask for a temperature, or none does. */
function applied(parts: readonly Applied[]): Applied {
  if (parts.includes("no")) return "no";
  return parts.every((part) => part === "yes") ? "yes" : "unknown";
}
