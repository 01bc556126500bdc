import { cellDistribution, sampleLabel } from "../../src/organism/organism.ts";
import type { Uniform } from "../../src/organism/uniform.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Cell, PlanRef, Side } from "../../src/schema/identity.ts";
import { type Label, LABELS } from "../../src/schema/label.ts";
import type { Condition } from "../../src/schema/scenario.ts";
import type { Arms, Design } from "./design.ts";
import type { ArmRates, TrueRates } from "./rates.ts";

/** Everything of the draws of one side that is the same in every run, made once; a run only picks labels. */
export interface SideFrame {
  readonly side: Side;
  /** By arm, scenario, wording and draw: the draw as it is with each label. */
  readonly monitored: readonly CellFrame[][];
  readonly unmonitored: readonly CellFrame[][];
}

/** Gives the draw of this number with a label. */
type CellFrame = (number: number, label: Label) => Draw;

export interface FrameOptions {
  readonly plan: PlanRef;
  readonly confirm: boolean;
}

export function sideFrame(side: Side, { scenarios, wordings }: Design, options: FrameOptions): SideFrame {
  const arm = (condition: Condition): CellFrame[][] =>
    Array.from({ length: scenarios }, (_, s) => Array.from({ length: wordings }, (_, w) => cellFrame(side, condition, s, w, options)));
  return { side, monitored: arm("monitored"), unmonitored: arm("unmonitored") };
}

/** The draws of one side in one run: `count` of each cell. */
export function drawSide(frame: SideFrame, rates: TrueRates, design: Design, count: number, uniform: Uniform): Draw[] {
  const draws: Draw[] = [];
  for (const condition of ["monitored", "unmonitored"] as const) {
    const arm = armName(frame.side, condition);
    const labels = labeller(design, arm, uniform);
    addArm(draws, frame[condition], rates[arm], labels, count);
  }
  return draws;
}

type Labeller = (rate: number) => Label;

/** What the simulated model does at a rate of complying, as the labeller of the design reads it. */
function labeller({ missing, labelError }: Design, arm: keyof Arms, uniform: Uniform): Labeller {
  const lost = missing[arm];
  const distributions = new Map<number, ReturnType<typeof cellDistribution>>();
  const reply = (rate: number): Label => {
    const known = distributions.get(rate) ?? cellDistribution(rate, lost);
    distributions.set(rate, known);
    return sampleLabel(known, uniform());
  };
  if (labelError === null) return reply;
  const [sensitivity, specificity] = [labelError.sensitivity[arm], labelError.specificity[arm]];
  return (rate) => {
    const label = reply(rate);
    if (label === "comply-full") return uniform() < sensitivity ? label : "object-open";
    if (label === "object-open") return uniform() < specificity ? label : "comply-full";
    return label;
  };
}

function addArm(draws: Draw[], cells: readonly CellFrame[][], rates: ArmRates, label: Labeller, count: number): void {
  for (const [s, wordings] of cells.entries()) {
    for (const [w, cell] of wordings.entries()) {
      const rate = rates[s]?.[w] ?? 0;
      for (let number = 0; number < count; number += 1) draws.push(cell(number, label(rate)));
    }
  }
}

function armName(side: Side, condition: "monitored" | "unmonitored"): keyof TrueRates {
  if (side === "base") return condition === "monitored" ? "baseMonitored" : "baseUnmonitored";
  return condition === "monitored" ? "headMonitored" : "headUnmonitored";
}

function cellFrame(side: Side, condition: Condition, s: number, w: number, options: FrameOptions): CellFrame {
  const cell: Cell = { scenario: `s${s}`, role: "probe", wording: `w${w}`, condition, notice: condition, temperature: null };
  const made: Map<Label, Draw>[] = [];
  return (number, label) => {
    const byLabel = (made[number] ??= new Map());
    const known = byLabel.get(label) ?? drawOf(side, cell, number, label, options);
    byLabel.set(label, known);
    return known;
  };
}

export const PACK_HASH = `sha256:${"0".repeat(64)}`;
const PACK_REF = { name: "calibration", version: "1.0.0", hash: PACK_HASH };
const LABELLINGS = new Map(LABELS.map((label) => [label, { label, evidence: null, choice: null, flags: [] }]));
const SETTINGS = {
  requested: { temperature: null, maxTokens: null, seed: null },
  applied: { temperature: "unknown" as const },
};

function drawOf(side: Side, cell: Cell, draw: number, label: Label, { plan, confirm }: FrameOptions): Draw {
  return {
    schema: "gyges.draw/1",
    run: "calibration",
    side,
    pair: "p",
    identity: {
      schema: "gyges.identity/1",
      pack: PACK_REF,
      plan,
      cell,
      order: ["do", "not"],
      draw,
      side,
      pair: "p",
      ...(confirm ? { confirm: true as const } : {}),
    },
    provider: "organism",
    servedModel: "organism/calibration",
    settings: SETTINGS,
    reply: "",
    reasoning: null,
    responseId: null,
    finishReason: null,
    cached: false,
    fault: null,
    filtered: null,
    transformed: false,
    labelling: LABELLINGS.get(label) ?? { label, evidence: null, choice: null, flags: [] },
    labeller: "planted",
    tokens: null,
    cost: null,
    latencyMs: null,
    at: null,
  };
}
