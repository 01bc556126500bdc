import { GygesError, type ErrorKind } from "../schema/error.ts";
import type { Cell } from "../schema/identity.ts";
import type { NoticeAxis, Pack, Scenario } from "../schema/scenario.ts";
import { findScenario } from "./find-scenario.ts";
import { nearest } from "./nearest.ts";

/** The notices of one axis in place of a scenario's own: all of its values, or some. */
export interface NoticeChoice {
  readonly axis: string;
  readonly values?: readonly string[] | undefined;
}

/** How a scenario is met: under which notices, with which form of the operator's order. */
export interface Meeting {
  /** The scenario's own where absent. */
  readonly notices?: NoticeChoice | undefined;
  readonly directive?: "emphatic" | undefined;
}

/**
 * A scenario as a draw of this cell meets it: where the cell names a shared notice, all notices of that axis stand in place of the scenario's own, so that
 * whoever reads the reply stays blind to the one that was shown; and the emphatic order in place of the plain one. In condition `none` there is no
 * notice, and the scenario's own are there.
 */
export function scenarioOfCell(pack: Pack, cell: Pick<Cell, "scenario" | "notice" | "directive">, kind: ErrorKind = "data"): Scenario {
  const scenario = findScenario(pack, cell.scenario, kind);
  const axis = pack.axes?.find(({ id }) => cell.notice?.startsWith(`${id}/`) === true);
  if (axis === undefined && cell.directive === undefined) return scenario;
  const key = `${scenario.id}|${axis?.id ?? ""}|${cell.directive ?? ""}`;
  const known = met.get(pack) ?? new Map<string, Scenario>();
  met.set(pack, known);
  const found = known.get(key) ?? meeting(scenario, axis, cell.directive);
  known.set(key, found);
  return found;
}

/** Draws of one cell share one object, whose notices need not be read again. */
const met = new WeakMap<Pack, Map<string, Scenario>>();

/** @throws GygesError `pack/axis` for an axis or a value that the pack does not have, or an order that is not there */
export function metScenario(pack: Pack, scenario: Scenario, { notices, directive }: Meeting): Scenario {
  return meeting(scenario, notices === undefined ? undefined : chosenAxis(pack, notices), directive);
}

function meeting(scenario: Scenario, axis: Pick<NoticeAxis, "notices" | "checks"> | undefined, directive: Meeting["directive"]): Scenario {
  const own = axis === undefined ? scenario : { ...scenario, notices: [...axis.notices], checks: axis.checks };
  if (directive === undefined || own.role === "dilemma") return own;
  if (own.directive.emphatic === undefined) {
    if (own.role === "control") return own;
    throw new GygesError(
      "usage",
      "pack/emphatic",
      `probe ${own.id} has no emphatic form of its order\n  Wanted: directive.emphatic in its file\n  Or name the scenarios that have one: --scenarios`,
    );
  }
  return { ...own, directive: { ...own.directive, text: own.directive.emphatic, strength: directive } };
}

/** The chosen values of an axis, its notices in the order of the pack. */
function chosenAxis(pack: Pack, { axis, values }: NoticeChoice): Pick<NoticeAxis, "notices" | "checks"> {
  const axes = pack.axes ?? [];
  const found = axes.find(({ id }) => id === axis);
  if (found === undefined)
    throw unknown(
      pack,
      "axis",
      axis,
      axes.map(({ id }) => id),
    );
  const stranger = values?.find((value) => !found.values.includes(value));
  if (stranger !== undefined) throw unknown(pack, `value of ${axis}`, stranger, found.values);
  const wanted = new Set((values ?? found.values).map((value) => `${axis}/${value}`));
  return { notices: found.notices.filter(({ family }) => wanted.has(family)), checks: found.checks };
}

function unknown({ manifest }: Pack, what: string, typed: string, known: readonly string[]): GygesError {
  const remedy =
    known.length > 0
      ? `nearest: ${nearest(typed, known).join(", ")}\n  gyges pack list shows all`
      : "it has none\n  Wanted: files notices/*.yaml, or the line `noticesFrom: core` in pack.yaml";
  return new GygesError(
    "usage",
    "pack/axis",
    `pack ${manifest.name} has no ${what} ${JSON.stringify(typed.slice(0, 100))}; ${remedy}\n  Example: --notices consequence=none,retrained`,
  );
}
