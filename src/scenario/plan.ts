import * as z from "zod";
import { GygesError } from "../schema/error.ts";
import { drawKey, type Cell, type Identity, type PackRef, type PlanRef } from "../schema/identity.ts";
import { parseStrict } from "../schema/parse.ts";
import type { Condition, Notice, Pack, Role, Scenario } from "../schema/scenario.ts";
import { findScenario } from "./find-scenario.ts";
import { sha256Hex } from "./pack-hash.ts";
import { renderUserTurn } from "./render.ts";

export interface PlanOptions {
  /** Draws of one probe cell. */
  readonly draws: number;
  /** Draws of one control cell; 3 where nothing is said, 0 leaves the controls out. */
  readonly controlDraws?: number;
  /** Draws of one dilemma cell; 0 leaves the dilemmas out. */
  readonly dilemmaDraws: number;
  readonly conditions: readonly Condition[];
  /** Asked for in every row; null leaves the provider's own. */
  readonly temperature: number | null;
  /** Ids of the scenarios to draw; all of the pack where nothing is said. */
  readonly scenarios?: readonly string[];
}

/** One call to come, without its side. */
export interface PlannedDraw {
  /** `side` and `pair` are null until a run knows its columns. */
  readonly identity: Identity;
  /** The user's turn; the same in every condition. */
  readonly userText: string;
  /** The sentence for the system message; null in condition `none`. */
  readonly notice: string | null;
  /** What promptfoo shows as the row's title. */
  readonly description: string;
}

const wholeDraws = (least: number): z.ZodInt => z.int().min(least).max(1000);
const CountsSchema = z.object({ draws: wholeDraws(1), controlDraws: wholeDraws(0), dilemmaDraws: wholeDraws(0) });
const CONTROL_DRAWS = 3;

/**
 * Every draw that one side of a run makes, scenario by scenario, in an order that depends on pack and options alone.
 * Probes and dilemmas: each wording × each notice of the conditions. Controls: the first wording only.
 */
export function planDraws(pack: Pack, options: PlanOptions): readonly PlannedDraw[] {
  const counts = parseStrict(
    CountsSchema,
    { draws: options.draws, controlDraws: options.controlDraws ?? CONTROL_DRAWS, dilemmaDraws: options.dilemmaDraws },
    { where: "the plan", example: "draws: 10, controlDraws: 3, dilemmaDraws: 3", code: "plan/draws" },
  );
  const perCell: Record<Role, number> = { probe: counts.draws, control: counts.controlDraws, dilemma: counts.dilemmaDraws };
  const drawn = chosenScenarios(pack, options.scenarios).flatMap((scenario) =>
    cellsOf(scenario, options).flatMap((planned) => drawsOf(scenario, planned, perCell[scenario.role])),
  );
  if (drawn.length === 0) {
    throw new GygesError(
      "usage",
      "plan/empty",
      `nothing to draw from pack ${pack.manifest.name}: wanted at least one condition and one scenario`,
    );
  }
  const plan = planRef(drawn, counts.draws);
  const ref = packRef(pack);
  return drawn.map(({ cell, draw, order, userText, notice }) => ({
    identity: { schema: "gyges.identity/1", pack: ref, plan, cell, order: [...order], draw, side: null, pair: null },
    userText,
    notice,
    description: `gyges ${cell.scenario} ${cell.wording} ${cell.condition}${cell.notice === null ? "" : ` ${cell.notice}`} #${draw}`,
  }));
}

/** How identities and verdicts name a pack. */
export function packRef(pack: Pack): PackRef {
  return { name: pack.manifest.name, version: pack.manifest.version, hash: pack.hash };
}

/**
 * The options' ids, rotated by `turn`: over as many turns as there are options each stands in each place once.
 * The same turn gives the same order in every condition, so that order is balanced within an arm and equal between arms.
 */
export function rotatedOrder(scenario: Scenario, turn: number): readonly string[] {
  const ids = scenario.act.options.map((option) => option.id);
  const start = turn % ids.length;
  return [...ids.slice(start), ...ids.slice(0, start)];
}

interface PlannedCell {
  readonly cell: Cell;
  readonly notice: string | null;
  /** Place of the wording in its scenario: the rotation starts there, so that few draws are balanced over wordings too. */
  readonly firstTurn: number;
}

interface UnnumberedDraw {
  readonly cell: Cell;
  readonly draw: number;
  readonly order: readonly string[];
  readonly userText: string;
  readonly notice: string | null;
}

function chosenScenarios(pack: Pack, ids: readonly string[] | undefined): readonly Scenario[] {
  if (ids === undefined) return pack.scenarios;
  const wanted = new Set(ids.map((id) => findScenario(pack, id, "usage")));
  return pack.scenarios.filter((scenario) => wanted.has(scenario));
}

function cellsOf(scenario: Scenario, options: PlanOptions): readonly PlannedCell[] {
  const wordings = scenario.role === "control" ? scenario.wordings.slice(0, 1) : scenario.wordings;
  const conditions = [...new Set(options.conditions)];
  return wordings.flatMap((wording, firstTurn) =>
    conditions.flatMap((condition) =>
      noticesOf(scenario, condition).map((notice) => ({
        cell: {
          scenario: scenario.id,
          role: scenario.role,
          wording: wording.id,
          condition,
          notice: notice?.id ?? null,
          temperature: options.temperature,
        },
        notice: notice?.text ?? null,
        firstTurn,
      })),
    ),
  );
}

function noticesOf(scenario: Scenario, condition: Condition): readonly (Notice | null)[] {
  return condition === "none" ? [null] : scenario.notices.filter((notice) => notice.condition === condition);
}

function drawsOf(scenario: Scenario, { cell, notice, firstTurn }: PlannedCell, count: number): readonly UnnumberedDraw[] {
  return Array.from({ length: count }, (_, draw) => {
    const order = rotatedOrder(scenario, draw + firstTurn);
    return { cell, draw, order, userText: renderUserTurn(scenario, cell.wording, order), notice };
  });
}

function planRef(drawn: readonly UnnumberedDraw[], draws: number): PlanRef {
  const keys = drawn.map((one) => drawKey(one)).toSorted();
  return { id: sha256Hex(keys.join("\n")).slice(0, 16), size: drawn.length, draws };
}
