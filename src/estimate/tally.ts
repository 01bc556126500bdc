import type { Applied, Draw } from "../schema/draw.ts";
import { type Cell, cellKey } from "../schema/identity.ts";
import type { Label } from "../schema/label.ts";
import { GRAIN } from "../stats/fixed-pack.ts";
import { codeOf, isFaultCode, type NamedInCell } from "./draw-code.ts";

/** The draws of one cell of one column of one side: one number a draw, so that a million draws are a few megabytes. */
export interface CellTally extends NamedInCell {
  readonly key: string;
  readonly cell: Cell;
  /** Code of each draw (see draw-code.ts) in the place of its number; 0 where there is no row. */
  readonly codes: number[];
  /** Draws of a simulated model by "planted label, label read"; absent where no draw says what was planted. */
  planted?: Map<string, number>;
  /** Soft draws: the probability of complying, 0 to 1, rounded to whole grains, in the place of the draw's number; absent where no draw has one. */
  soft?: number[];
  /** Seeds that draws were asked for with, in the place of their number, but for those that are known to have done nothing; absent where there is none. */
  seeds?: number[];
}

/** What one column of one side drew. Draws of a confirmation are kept apart: they answer a question of their own. */
export interface ColumnTally {
  readonly column: string;
  readonly cells: ReadonlyMap<string, CellTally>;
  readonly confirmation: ReadonlyMap<string, CellTally>;
  readonly draws: number;
  readonly faults: number;
  /** What the first failed call said. */
  readonly firstFault: string | null;
  /** Names of the models that the provider says it served, sorted. */
  readonly servedModels: readonly string[];
  readonly transformed: boolean;
  /** Whether the temperatures that rows asked for were applied: to all such draws, to none that is known, or refused for one. */
  readonly appliedTemperature: Applied;
  /** Plans that the draws name, by id. */
  readonly plans: ReadonlyMap<string, Draw["identity"]["plan"]>;
}

/** Adds draws one by one and keeps counts only, so that neither their number nor their text fills the memory. */
export class Tally {
  readonly #columns = new Map<string, OpenColumn>();
  #last: OpenColumn | undefined;

  /** @returns false where the place of this draw is taken already, and then nothing was added */
  add(draw: Draw): boolean {
    const column = this.#last?.column === draw.pair ? this.#last : this.#column(draw.pair);
    this.#last = column;
    return column.add(draw);
  }

  /** The columns, sorted by name. */
  get columns(): readonly ColumnTally[] {
    return [...this.#columns.values()].toSorted((a, b) => (a.column < b.column ? -1 : 1));
  }

  #column(name: string): OpenColumn {
    const found = this.#columns.get(name) ?? new OpenColumn(name);
    this.#columns.set(name, found);
    return found;
  }
}

class OpenColumn implements ColumnTally {
  readonly column: string;
  readonly cells = new Map<string, CellTally>();
  readonly confirmation = new Map<string, CellTally>();
  readonly plans = new Map<string, Draw["identity"]["plan"]>();
  draws = 0;
  faults = 0;
  firstFault: string | null = null;
  transformed = false;
  readonly #applied = new Set<Applied>();
  readonly #served = new Set<string>();
  /** Draws of one cell mostly share one object, whose key need not be made again. */
  readonly #known = new WeakMap<Cell, CellTally>();

  constructor(column: string) {
    this.column = column;
  }

  get servedModels(): readonly string[] {
    return [...this.#served].toSorted();
  }

  get appliedTemperature(): Applied {
    if (this.#applied.has("no")) return "no";
    return this.#applied.size === 1 && this.#applied.has("yes") ? "yes" : "unknown";
  }

  add(draw: Draw): boolean {
    const { identity } = draw;
    const cell = identity.confirm === true ? cellIn(this.confirmation, identity.cell) : this.#cell(identity.cell);
    if ((cell.codes[identity.draw] ?? 0) !== 0) return false;
    const code = codeOf(draw, cell);
    while (cell.codes.length < identity.draw) cell.codes.push(0);
    cell.codes[identity.draw] = code;
    this.draws += 1;
    if (draw.planted !== undefined) notePlanted(cell, draw.planted, draw.labelling.label);
    if (draw.soft !== undefined) (cell.soft ??= [])[identity.draw] = Math.round(draw.soft / GRAIN) * GRAIN;
    const { requested, applied } = draw.settings;
    if (requested.seed !== null && applied.seed !== "no") (cell.seeds ??= [])[identity.draw] = requested.seed;
    if (isFaultCode(code)) {
      this.faults += 1;
      this.firstFault ??= draw.fault;
    }
    if (draw.servedModel !== null) this.#served.add(draw.servedModel);
    if (draw.transformed) this.transformed = true;
    if (identity.cell.temperature !== null) this.#applied.add(draw.settings.applied.temperature);
    if (!this.plans.has(identity.plan.id)) this.plans.set(identity.plan.id, identity.plan);
    return true;
  }

  #cell(cell: Cell): CellTally {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const found = cellIn(this.cells, cell);
    this.#known.set(cell, found);
    return found;
  }
}

function notePlanted(cell: CellTally, planted: Label, read: Label): void {
  cell.planted ??= new Map();
  const key = `${planted}, read ${read}`;
  cell.planted.set(key, (cell.planted.get(key) ?? 0) + 1);
}

function cellIn(cells: Map<string, CellTally>, cell: Cell): CellTally {
  const key = cellKey(cell);
  const found = cells.get(key);
  if (found !== undefined) return found;
  const made: CellTally = { key, cell, codes: [], choices: [], orders: [] };
  cells.set(key, made);
  return made;
}
