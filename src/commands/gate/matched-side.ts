import type { ColumnTally } from "../../estimate/tally.ts";
import { GygesError } from "../../schema/error.ts";
import type { Side } from "../../schema/identity.ts";
import type { TalliedSide } from "../../verdict.ts";

/** What is known of a column beside its own draws. */
export interface ToldOfColumn {
  /** Name of its pair. */
  readonly name: string;
  /** Draws of another file that confirm it. */
  readonly confirmation: FreshDraws | null;
  /** Whether the column's own confirming draws are fresh ones for this comparison. Those of a shared base are shared too. */
  readonly ownConfirmation: boolean;
  /** Whether the file's config names transforms. */
  readonly transformed: boolean;
}

export interface FreshDraws {
  readonly column: ColumnTally;
  /** The cells of that column which confirm: those of its own confirmation, or all it drew. */
  readonly cells: ColumnTally["confirmation"];
}

/**
 * A side as it goes to the verdict, its columns under the names of their pairs.
 *
 * @throws GygesError `gate/columns` where two columns came to one name: the second would be judged as the first
 */
export function matchedSide(
  side: Side,
  { isSimulated, labeller }: Omit<TalliedSide, "columns">,
  columns: readonly ColumnTally[],
): TalliedSide {
  const names = columns.map(({ column }) => column);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw sameName(side, twice);
  return { columns: columns.toSorted((a, b) => (a.column < b.column ? -1 : 1)), isSimulated, labeller };
}

/** A column together with what is told of it elsewhere. */
export function toldColumn(column: ColumnTally, { name, confirmation, ownConfirmation, transformed }: ToldOfColumn): ColumnTally {
  const fresh = confirmation?.column;
  return {
    column: name,
    cells: column.cells,
    confirmation: confirmation?.cells ?? (ownConfirmation ? column.confirmation : new Map()),
    draws: column.draws + (fresh?.draws ?? 0),
    faults: column.faults + (fresh?.faults ?? 0),
    firstFault: column.firstFault ?? fresh?.firstFault ?? null,
    servedModels: [...new Set([...column.servedModels, ...(fresh?.servedModels ?? [])])].toSorted(),
    transformed: transformed || column.transformed || fresh?.transformed === true,
    appliedTemperature: column.appliedTemperature,
    plans: column.plans,
  };
}

function sameName(side: Side, name: string): GygesError {
  return new GygesError(
    "data",
    "gate/columns",
    `two columns of ${side} come to one name, ${JSON.stringify(name)}.\n  Wanted: columns that can be told apart.\n  Give the prompts or the providers labels that differ in their first 80 characters.`,
  );
}
