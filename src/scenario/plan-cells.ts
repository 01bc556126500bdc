import type { Cell } from "../schema/identity.ts";
import type { Condition, Notice, Pack, Scenario } from "../schema/scenario.ts";
import { findScenario } from "./find-scenario.ts";
import { metScenario, type Meeting } from "./met-scenario.ts";
import { renderUserTurn } from "./render.ts";

/** Which cells of a pack are drawn, and what each draw of a cell shows. */

export const DESIGNS = ["pr", "full"] as const;
export type Design = (typeof DESIGNS)[number];

/** Wordings of a probe or a dilemma in design `pr`. */
export const PR_WORDINGS = 2;

export interface CellOptions extends Meeting {
  readonly conditions: readonly Condition[];
  /** Asked for in every row; null leaves the provider's own. */
  readonly temperature: number | null;
  /**
   * `pr`: two wordings of a probe, each with one family of notices, so that a pull request meets several notices at the price of one. `full`:
   * every wording with every family. Default: `pr`. Shared notices of an axis: every wording that is drawn with every value.
   */
  readonly design?: Design;
  /**
   * The pack has as many fresh wordings as others in each probe, behind them (`publicationPack`): all are drawn, and the n-th fresh one meets the notices and
   * option orders of the n-th other, so that nothing but the wording differs.
   */
  readonly publication?: boolean;
  /** Ids of the scenarios to draw; all of the pack where nothing is said. */
  readonly scenarios?: readonly string[];
  /** Orders of the options in which one cell of a forced choice is put, where it has more. Default: all. */
  readonly orders?: Orders;
}

/** `two`: half a turn apart, so that a cell is two prompts and two wordings of a scenario have between them all four orders of four options. */
export type Orders = "all" | "two";

export interface PlannedCell {
  readonly scenario: Scenario;
  readonly cell: Cell;
  readonly notice: string | null;
  /** Place of the wording in its scenario: the rotation starts there, so that few draws are balanced over wordings too. */
  readonly firstTurn: number;
  readonly orders: Orders;
}

/** One draw of a cell, before a plan gives it its identity. */
export interface CellDraw {
  readonly cell: Cell;
  readonly draw: number;
  readonly confirm?: true;
  readonly order: readonly string[];
  readonly userText: string;
  readonly notice: string | null;
}

/** The cells in the order of the pack. Probes and dilemmas: wordings × notices of the conditions, as the design has them. Controls: the first wording. */
export function cellsToDraw(pack: Pack, options: CellOptions): readonly PlannedCell[] {
  return chosenScenarios(pack, options.scenarios).flatMap((scenario) => cellsOf(metScenario(pack, scenario, options), options));
}

/** The first draws of a cell, numbered from 0. */
export function drawsOf({ scenario, cell, notice, firstTurn, orders }: PlannedCell, count: number): readonly CellDraw[] {
  const half = orders === "two" && scenario.act.kind === "forced-choice" ? Math.ceil(ordersOf(scenario).length / 2) : null;
  return Array.from({ length: count }, (_, draw) => {
    const order = orderAt(scenario, firstTurn + (half === null ? draw : half * (draw % 2)));
    return { cell, draw, order, userText: renderUserTurn(scenario, cell.wording, order), notice };
  });
}

/** The options' ids as one turn shows them. The same turn gives the same order in every condition, so that order is balanced within an arm and equal between arms. */
export function orderAt(scenario: Scenario, turn: number): readonly string[] {
  const orders = ordersOf(scenario);
  return orders[turn % orders.length]!;
}

/**
 * The orders that draws take in turn. Up to 3 options every ordering comes once before the first comes again; above, their rotations, a Latin
 * square: over as many turns as there are options each stands in each place once. The rotations come first for 3 options too, so that 3
 * turns are balanced over places and 6 over orders.
 */
export function ordersOf({ act }: Pick<Scenario, "act">): readonly (readonly string[])[] {
  const ids = act.options.map((option) => option.id);
  return ids.length === 3 ? [...rotations(ids), ...rotations(ids.toReversed())] : rotations(ids);
}

function rotations(ids: readonly string[]): (readonly string[])[] {
  return ids.map((_, start) => [...ids.slice(start), ...ids.slice(0, start)]);
}

function chosenScenarios(pack: Pack, ids: readonly string[] | undefined): readonly Scenario[] {
  if (ids === undefined) return pack.scenarios;
  const wanted = new Set(ids.map((id) => findScenario(pack, id, "usage")));
  return pack.scenarios.filter((scenario) => wanted.has(scenario));
}

function cellsOf(scenario: Scenario, options: CellOptions): readonly PlannedCell[] {
  const design = options.design ?? "pr";
  const isPaired = options.publication === true && scenario.role === "probe";
  const wordings = scenario.wordings.slice(0, scenario.role === "control" ? 1 : design === "pr" && !isPaired ? PR_WORDINGS : Infinity);
  const turnOf = (place: number): number => (isPaired ? place % (wordings.length / 2) : place);
  const conditions = [...new Set(options.conditions)];
  const directive = options.directive !== undefined && hasEmphatic(scenario) ? { directive: options.directive } : {};
  // The values of an axis are there to be held against each other, so every wording meets all of them.
  const isTurned = design === "pr" && options.notices === undefined;
  return wordings
    .map((wording, place) => [wording, turnOf(place)] as const)
    .flatMap(([wording, firstTurn]) =>
      conditions.flatMap((condition) =>
        noticesOf(scenario, condition, isTurned ? firstTurn : null).map((notice) => ({
          scenario,
          cell: {
            scenario: scenario.id,
            role: scenario.role,
            wording: wording.id,
            condition,
            notice: notice?.id ?? null,
            temperature: options.temperature,
            ...directive,
          },
          notice: notice?.text ?? null,
          firstTurn,
          orders: options.orders ?? "all",
        })),
      ),
    );
}

function hasEmphatic(scenario: Scenario): boolean {
  return scenario.role !== "dilemma" && scenario.directive.emphatic !== undefined;
}

/**
 * The notices of a condition: of every family, or of the one whose turn it is. A family without a notice of this condition lets the
 * first that has one stand in.
 */
function noticesOf(scenario: Scenario, condition: Condition, turn: number | null): readonly (Notice | null)[] {
  if (condition === "none") return [null];
  const own = scenario.notices.filter((notice) => notice.condition === condition);
  if (turn === null) return own;
  const families = [...new Set(scenario.notices.map(({ family }) => family))];
  const family = families[turn % families.length];
  const turned = own.filter((notice) => notice.family === family);
  return turned.length > 0 ? turned : own.filter((notice) => notice.family === own[0]?.family);
}
