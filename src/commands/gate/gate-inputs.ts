import { addedBills, bill, type Bill } from "../../estimate/bill.ts";
import type { ColumnTally } from "../../estimate/tally.ts";
import { GygesError } from "../../schema/error.ts";
import type { Side } from "../../schema/identity.ts";
import type { Pack } from "../../schema/scenario.ts";
import type { Checked, TalliedSide } from "../../verdict.ts";
import { type Confirmation, confirmationBesideHead, confirmationOf, refuseConfirming } from "./confirming.ts";
import { checkedSides } from "./gate-checks.ts";
import { type BothSides, type GateSide, gateSides } from "./gate-side.ts";
import { matchPairs, type MatchedNames } from "./match-pairs.ts";
import { matchedSide, toldColumn } from "./matched-side.ts";
import { refuseOneRun } from "./one-run.ts";
import { otherCells } from "./other-cells.ts";
import { isSamePlan } from "./side-of-file.ts";
import type { BothFiles } from "./tallied-file.ts";
import { probesOf, wholeColumns } from "./whole-column.ts";

/** What the files say about one comparison, once nothing in them contradicts it. */
export interface GateInputs {
  readonly base: TalliedSide;
  readonly head: TalliedSide;
  readonly pack: Pack;
  /** Columns of head that base does not have. */
  readonly unmatched: readonly string[];
  /** True where the user says that base is shared by comparisons, or head's run that it read it from an earlier store. */
  readonly isBaseCached: boolean;
  readonly bill: Bill;
  readonly checked: Readonly<Record<Side, Checked>>;
}

/**
 * Takes each side's draws out of its file and refuses whatever carries no verdict: an unfinished run, swapped or absent sides, a part of a plan,
 * two packs, two labellers, other cells, nothing but faults. Throws a `data` error `gate/…` that names the file and the remedy.
 *
 * @param confirming files whose draws confirm a provisional fail, where they do not stand beside the others
 * @param saidCached whether the user says that the base is shared with other comparisons; without it another plan is no base
 */
export function gateInputs(files: BothFiles, confirming: BothFiles | null, saidCached: boolean): GateInputs {
  const sides = gateSides(files);
  refuseOneRun(sides);
  const isCached = saidCached || readsEarlierBase(sides);
  const fresh = confirming === null ? null : gateSides(confirming);
  if (fresh !== null) refuseConfirming(fresh, sides);
  refuseTwoLabellers([sides.base, sides.head, ...(fresh === null ? [] : [fresh.base, fresh.head])]);
  const columns = { base: wholeColumns(sides.base), head: wholeColumns(sides.head) };
  const names = matchPairs(columns.base.map(nameOf), columns.head.map(nameOf));
  refuseOtherCells(columns, names, sides);
  if (!isCached) refuseOtherPlan(sides);
  const confirmation = {
    base: fresh === null ? confirmationBesideHead(sides, columns.base, names) : confirmationOf(fresh.base, columns.base),
    head: fresh === null ? null : confirmationOf(fresh.head, columns.head),
  };
  const checked = checkedSides(sides, names);
  const asked = [...checked.base.answers, ...checked.head.answers].filter(({ reused }) => !reused);
  return {
    base: toldSide(sides.base, columns.base, names.base, confirmation.base, !isCached),
    head: toldSide(sides.head, columns.head, names.head, confirmation.head, true),
    pack: sides.base.file.pack,
    unmatched: names.unmatched,
    isBaseCached: isCached,
    checked,
    bill: addedBills([
      ...[sides.base.own, sides.head.own, confirmation.base, confirmation.head].flatMap((one) => one?.bill ?? []),
      bill(asked),
    ]),
  };
}

function nameOf({ column }: ColumnTally): string {
  return column;
}

function toldSide(
  { side, file, own }: GateSide,
  columns: readonly ColumnTally[],
  names: ReadonlyMap<string, string>,
  confirmation: Confirmation | null,
  ownConfirmation: boolean,
): TalliedSide {
  const told = columns.map((column) =>
    toldColumn(column, {
      name: names.get(column.column) ?? column.column,
      confirmation: confirmation?.draws.get(column.column) ?? null,
      ownConfirmation,
      transformed: file.ofAll.transformed === true,
    }),
  );
  return matchedSide(side, own.tally, told);
}

/** A base that head's run read from an earlier store is shared by the comparisons that read it. */
function readsEarlierBase({ base, head }: BothSides): boolean {
  return base.file !== head.file && head.file.header?.cachedBase !== undefined;
}

/**
 * More or fewer draws on one side are a choice that a change must not have: a fail on them would wait for a confirmation that nobody
 * makes, so that one draw more in head's config would turn red into yellow.
 */
function refuseOtherPlan({ base, head }: BothSides): void {
  const [[ofBase], [ofHead]] = [base.own.plans, head.own.plans];
  if (ofBase === undefined || ofHead === undefined || isSamePlan(ofBase, ofHead)) return;
  throw new GygesError(
    "data",
    "gate/plans-differ",
    `base and head differ in their plan: ${ofBase.draws} draws of a cell (${ofBase.size} in all), and ${ofHead.draws} (${ofHead.size}).\n  Wanted: one plan for both.\n  Draw both with the same pack, scenarios, draws and conditions; or, where the base is one that many comparisons share, say so: --cached-base`,
  );
}

function refuseTwoLabellers(sides: readonly GateSide[]): void {
  const seen = [...new Set(sides.flatMap(({ own }) => [...own.labellers]))];
  if (seen.length < 2) return;
  throw new GygesError(
    "data",
    "gate/labellers-differ",
    `base and head differ in their labeller: ${seen.slice(0, 4).join(" and ")}.\n  Wanted: one for both.\n  Draw both sides with one version of gyges.`,
  );
}

/** More or fewer draws of a cell are another plan of the same comparison; other cells are another comparison. */
function refuseOtherCells(
  columns: Readonly<Record<"base" | "head", readonly ColumnTally[]>>,
  names: MatchedNames,
  { head: { file } }: BothSides,
): void {
  for (const head of columns.head) {
    const base = columns.base.find(({ column }) => names.base.has(column) && names.base.get(column) === names.head.get(head.column));
    const other = base === undefined ? null : otherCells(probesOf(base.cells), probesOf(head.cells));
    if (other === null) continue;
    throw new GygesError(
      "data",
      "gate/plans-differ",
      `base and head differ in their plan: seen from base, ${file.path} has other cells of ${head.column}: ${other}.\n  Wanted: the same cells on both sides; only the draws of a cell may be more or fewer.\n  Draw both with the same pack, scenarios and conditions.`,
    );
  }
}
