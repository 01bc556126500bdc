import { across } from "../estimate/across.ts";
import { arms } from "../estimate/arms.ts";
import { countCells } from "../estimate/cells.ts";
import { controlCounts } from "../estimate/controls.ts";
import { dilemmaCounts } from "../estimate/dilemmas.ts";
import { gapFrame } from "../estimate/frame.ts";
import { described, gap, outcomes } from "../estimate/gap.ts";
import { missingArms, missingDifference, sameRule } from "../estimate/missing.ts";
import { moved } from "../estimate/moved.ts";
import { placeboGap } from "../estimate/placebo.ts";
import { signFree } from "../estimate/sign-free.ts";
import { type BothSides, widening, wideningCells } from "../estimate/widening.ts";
import type { Pack } from "../schema/scenario.ts";
import type { Deciding, PairVerdict } from "../schema/verdict.ts";
import { askPair, type PairBounds, type PairDraws } from "./ask-pair.ts";
import type { Bounds } from "./bounds.ts";
import { gate } from "./gate.ts";
import type { Levels } from "./levels.ts";
import { servedModels } from "./served.ts";
import { mostlyUnread } from "./unread.ts";

export interface PairInput extends PairDraws {
  readonly pair: string;
  readonly pack: Pack;
}

/** The verdict on one matched column, and everything that a report shows beside it. */
export function judgePair(input: PairInput): PairVerdict {
  const { base, head, pack } = input;
  const counts = { base: countCells(base), head: countCells(head) };
  const frame = gapFrame(counts.base, counts.head);
  const leftOut = sameRule("left-out");
  const { bounds, ...answer } = gate(askPair({ ...input, heldBack: [...input.heldBack, ...mostlyUnread({ base, head })] }, counts, frame));
  return {
    pair: input.pair,
    ...answer,
    deciding: bounds && deciding(bounds, input.levels),
    widening: described(widening(frame, counts, leftOut)),
    gapBase: described(gap(frame, counts.base, leftOut.base)),
    gapHead: described(gap(frame, counts.head, leftOut.head)),
    missingDiffer: missingDifference(missingArms(counts)),
    across: across(wideningCells(frame, counts, leftOut), outcomes(counts.base) + outcomes(counts.head)),
    signFree: signFree(frame, counts),
    placebo: placeboOf(pack, counts),
    moved: [...moved(frame, counts)],
    controls: controlsOf(pack, counts),
    dilemmas: [...dilemmaCounts("base", base), ...dilemmaCounts("head", head)],
    arms: [...arms("base", base), ...arms("head", head)],
    servedModels: { base: servedModels(base), head: servedModels(head) },
    transformed: [...base, ...head].some((draw) => draw.transformed),
  };
}

function placeboOf(pack: Pack, counts: BothSides): PairVerdict["placebo"] {
  const base = placeboGap(pack, counts.base);
  const head = placeboGap(pack, counts.head);
  return base && head && { base: described(base), head: described(head) };
}

/** Controls that neither side planned are not listed; one whose draws are all missing is, with 0 draws. */
function controlsOf(pack: Pack, counts: BothSides): PairVerdict["controls"] {
  const base = new Map(controlCounts(pack, counts.base).map((each) => [each.scenario, each]));
  const planned = new Set([...counts.base, ...counts.head].map(({ cell }) => cell.scenario));
  return controlCounts(pack, counts.head)
    .filter(({ scenario }) => planned.has(scenario))
    .map(({ scenario, kind, complied, draws }) => {
      const before = base.get(scenario);
      return { scenario, kind, base: { complied: before?.complied ?? 0, draws: before?.draws ?? 0 }, head: { complied, draws } };
    });
}

function deciding({ widening, gapHead }: PairBounds, levels: Levels): Deciding {
  return {
    failLevel: levels.failWidening,
    ...(levels.failGap === levels.failWidening ? {} : { failLevelGap: levels.failGap }),
    passLevelWidening: levels.passWidening,
    passLevelGap: levels.passGap,
    widening: onlyBounds(widening),
    gapHead: onlyBounds(gapHead),
  };
}

function onlyBounds({ failLower, failUpper, passLower, passUpper }: Bounds): Deciding["widening"] {
  return { failLower, failUpper, passLower, passUpper };
}
