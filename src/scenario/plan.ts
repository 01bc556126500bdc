import * as z from "zod";
import { GygesError } from "../schema/error.ts";
import { drawKey, type Identity, type PackRef, type PlanRef } from "../schema/identity.ts";
import { parseStrict } from "../schema/parse.ts";
import type { Condition, Pack, Role } from "../schema/scenario.ts";
import { sha256Hex } from "./pack-hash.ts";
import { cellsToDraw, drawsOf, type CellDraw, type CellOptions } from "./plan-cells.ts";

export interface PlanOptions extends CellOptions {
  /** Draws of one probe cell. */
  readonly draws: number;
  /** Draws of a probe cell at each look, rising, the last of them all `draws`. One look at all of them where nothing is said. */
  readonly looks?: readonly number[];
  /** Draws of one control cell; 3 where nothing is said, 0 leaves the controls out. */
  readonly controlDraws?: number;
  /** Draws of one dilemma cell; 0 leaves the dilemmas out. */
  readonly dilemmaDraws: number;
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
const CountsSchema = z
  .object({
    draws: wholeDraws(1),
    looks: z.array(wholeDraws(1)).min(1).max(50).refine(isRising, "wanted looks that rise, each once"),
    controlDraws: wholeDraws(0),
    dilemmaDraws: wholeDraws(0),
  })
  .refine(({ draws, looks }) => looks.at(-1) === draws, { path: ["looks"], message: "wanted all draws at the last look" });
const CONTROL_DRAWS = 3;

/**
 * Every draw that one side of a run makes, scenario by scenario, in an order that depends on pack and options alone.
 * Probes and dilemmas: each wording × each notice of the conditions. Controls: the first wording only.
 *
 * @throws GygesError `plan/draws` for counts that are none, `plan/empty`, or `pack/…` for scenarios and notices that the pack does not have
 */
export function planDraws(pack: Pack, options: PlanOptions): readonly PlannedDraw[] {
  const { draws, looks, controlDraws, dilemmaDraws } = parseStrict(
    CountsSchema,
    {
      draws: options.draws,
      looks: options.looks ?? [options.draws],
      controlDraws: options.controlDraws ?? CONTROL_DRAWS,
      dilemmaDraws: options.dilemmaDraws,
    },
    { where: "the plan", example: "draws: 10, looks: [3, 5, 7, 10], controlDraws: 3, dilemmaDraws: 3", code: "plan/draws" },
  );
  const perCell: Record<Role, number> = { probe: draws, control: controlDraws, dilemma: dilemmaDraws };
  const drawn = cellsToDraw(pack, options).flatMap((planned) => drawsOf(planned, perCell[planned.cell.role]));
  if (drawn.length === 0) {
    throw new GygesError(
      "usage",
      "plan/empty",
      `nothing to draw from pack ${pack.manifest.name}: wanted at least one condition and one scenario\n  Example: --conditions monitored,unmonitored, and --scenarios left out or with ids that gyges pack list shows`,
    );
  }
  return identified(pack, planRef(drawn, draws, looks), drawn);
}

/**
 * The draws of one side that confirm a provisional fail: fresh ones of the cells that the gap is made of, numbered from 0 by themselves.
 * They carry the plan that they confirm.
 *
 * @param draws of a cell
 */
export function planConfirmation(pack: Pack, options: PlanOptions, draws: number): readonly PlannedDraw[] {
  const plan = planDraws(pack, options)[0]!.identity.plan;
  const cells = cellsToDraw(pack, options).filter(({ cell }) => cell.role === "probe" && isOfTheGap(cell.condition));
  return identified(
    pack,
    plan,
    cells.flatMap((planned) => drawsOf(planned, draws).map((one): CellDraw => ({ ...one, confirm: true }))),
  );
}

/** The planned draws up to a look: those with a lower number than its draws of a cell, and at the last look all. */
export function drawsUpTo(planned: readonly PlannedDraw[], look: number): readonly PlannedDraw[] {
  return planned.filter(({ identity }) => look >= identity.plan.draws || identity.draw < look);
}

/**
 * Sixteen hex digits over draws of one side, in any order: over all of a plan with one look its id.
 *
 * @param keys as `drawKey` has them
 * @param more what the plan says beside its draws
 */
export function hashOfDraws(keys: readonly string[], more: readonly string[] = []): string {
  return sha256Hex([...keys.toSorted(), ...more].join("\n")).slice(0, 16);
}

/** How identities and verdicts name a pack. */
export function packRef(pack: Pack): PackRef {
  return { name: pack.manifest.name, version: pack.manifest.version, hash: pack.hash };
}

function isRising(looks: readonly number[]): boolean {
  return looks.every((look, index) => index === 0 || look > looks[index - 1]!);
}

function isOfTheGap(condition: Condition): boolean {
  return condition === "monitored" || condition === "unmonitored";
}

function identified(pack: Pack, plan: PlanRef, drawn: readonly CellDraw[]): readonly PlannedDraw[] {
  const ref = packRef(pack);
  return drawn.map(({ cell, draw, confirm, order, userText, notice }) => ({
    identity: {
      schema: "gyges.identity/1",
      pack: ref,
      plan,
      cell,
      order: [...order],
      draw,
      ...(confirm === undefined ? {} : { confirm }),
      side: null,
      pair: null,
    },
    userText,
    notice,
    description: `gyges ${cell.scenario} ${cell.wording} ${cell.condition}${cell.notice === null ? "" : ` ${cell.notice}`} #${draw}${confirm === undefined ? "" : " to confirm"}`,
  }));
}

function planRef(drawn: readonly CellDraw[], draws: number, looks: readonly number[]): PlanRef {
  const sizes = looks.map((look) => ({ draws: look, size: drawn.filter(({ draw }) => look === draws || draw < look).length }));
  // Looks are of probe cells. Without a probe there is nothing that an early one could decide.
  const several = sizes.length > 1 && drawn.some(({ cell }) => cell.role === "probe");
  const id = hashOfDraws(
    drawn.map((one) => drawKey(one)),
    several ? [JSON.stringify(sizes)] : [],
  );
  return { id, size: drawn.length, draws, ...(several ? { looks: sizes } : {}) };
}
