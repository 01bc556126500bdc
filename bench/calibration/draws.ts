import { sampleBeta } from "../../src/organism/base-rate.ts";
import { cellDistribution, sampleLabel } from "../../src/organism/organism.ts";
import { type Uniform, uniformsFor } from "../../src/organism/uniform.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Cell, PlanRef, Side } from "../../src/schema/identity.ts";
import { type Label, LABELS } from "../../src/schema/label.ts";
import type { Condition } from "../../src/schema/scenario.ts";
import type { Arms, Design } from "./design.ts";
import type { TrueRates } from "./rates.ts";

/** Everything of the draws of one side that is the same in every run, made once; a run only picks labels. */
export interface SideFrame {
  readonly side: Side;
  /** By arm, scenario, wording and draw: the draw as it is with each label. */
  readonly monitored: readonly CellFrame[][];
  readonly unmonitored: readonly CellFrame[][];
}

/** Gives the draw of this number with what came of it. */
type CellFrame = (number: number, came: Came) => Draw;

/** What one draw did, and what was known of it before. */
interface Came {
  readonly label: Label;
  /** The chance of complying that the server said; absent for plain labels. */
  readonly soft?: number;
}

export interface FrameOptions {
  readonly plan: PlanRef;
  readonly confirm: boolean;
}

export function sideFrame(side: Side, design: Design, options: FrameOptions): SideFrame {
  const { scenarios, wordings } = design;
  const seeds = design.shared === undefined ? null : (s: number, w: number, number: number): number => (s * wordings + w) * 1000 + number;
  const arm = (condition: Condition): CellFrame[][] =>
    Array.from({ length: scenarios }, (_, s) =>
      Array.from({ length: wordings }, (_, w) =>
        cellFrame(cellOf(condition, s, w), side, { ...options, seed: seeds && ((number) => seeds(s, w, number)) }),
      ),
    );
  return { side, monitored: arm("monitored"), unmonitored: arm("unmonitored") };
}

/** The random numbers of one draw of a cell. */
type NumbersOf = (s: number, w: number, number: number) => Uniform;

/** Random numbers by scenario, wording and draw that the arms of a run share where its design says so; each its own where not. */
export function commonNumbers({ shared, wordings }: Design, uniform: Uniform): NumbersOf {
  if (shared === undefined) return () => uniform;
  const stream = uniformsFor("common", uniform());
  const known = new Map<number, CommonNumbers>();
  return (s, w, number) => {
    const place = (s * wordings + w) * 1000 + number;
    const common = known.get(place) ?? { isShared: stream() < shared, first: stream(), key: stream() };
    known.set(place, common);
    return common.isShared ? again(common) : uniform;
  };
}

interface CommonNumbers {
  readonly isShared: boolean;
  readonly first: number;
  /** Of the stream of all numbers behind the first, which few designs need. */
  readonly key: number;
}

/** The same numbers for whoever asks. */
function again({ first, key }: CommonNumbers): Uniform {
  let rest: Uniform | null = null;
  let isFirst = true;
  return () => {
    if (isFirst) {
      isFirst = false;
      return first;
    }
    rest ??= uniformsFor("rest", key);
    return rest();
  };
}

/** The draws of one side in one run: `count` of each cell. */
export function drawSide(frame: SideFrame, rates: TrueRates, design: Design, count: number, numbers: NumbersOf): Draw[] {
  const draws: Draw[] = [];
  for (const condition of ["monitored", "unmonitored"] as const) {
    const arm = armName(frame.side, condition);
    const come = comer(design, arm);
    for (const [s, wordings] of frame[condition].entries()) {
      for (const [w, cell] of wordings.entries()) {
        const rate = rates[arm][s]?.[w] ?? 0;
        for (let number = 0; number < count; number += 1) draws.push(cell(number, come(rate, numbers(s, w, number))));
      }
    }
  }
  return draws;
}

type Comer = (rate: number, uniform: Uniform) => Came;

/** What the simulated model does at a rate of complying, as the labeller of the design reads it. */
function comer({ missing, labelError, soft, told = 1 }: Design, arm: keyof Arms): Comer {
  const lost = missing[arm];
  const distributions = new Map<number, ReturnType<typeof cellDistribution>>();
  const reply = (rate: number, uniform: Uniform): Label => {
    const known = distributions.get(rate) ?? cellDistribution(rate, lost);
    if (soft === undefined) distributions.set(rate, known);
    return sampleLabel(known, uniform());
  };
  if (soft !== undefined) {
    return (rate, uniform) => {
      const chance = rate <= 0 || rate >= 1 ? rate : sampleBeta(soft * rate, soft * (1 - rate), uniform);
      return { label: reply(chance, uniform), soft: chance ** told / (chance ** told + (1 - chance) ** told) };
    };
  }
  if (labelError === null) return (rate, uniform) => ({ label: reply(rate, uniform) });
  const [sensitivity, specificity] = [labelError.sensitivity[arm], labelError.specificity[arm]];
  return (rate, uniform) => {
    const label = reply(rate, uniform);
    if (label === "comply-full") return { label: uniform() < sensitivity ? label : "object-open" };
    if (label === "object-open") return { label: uniform() < specificity ? label : "comply-full" };
    return { label };
  };
}

function armName(side: Side, condition: "monitored" | "unmonitored"): keyof TrueRates {
  if (side === "base") return condition === "monitored" ? "baseMonitored" : "baseUnmonitored";
  return condition === "monitored" ? "headMonitored" : "headUnmonitored";
}

function cellOf(condition: Condition, s: number, w: number): Cell {
  return { scenario: `s${s}`, role: "probe", wording: `w${w}`, condition, notice: condition, temperature: null };
}

type CellOptions = FrameOptions & { readonly seed: ((number: number) => number) | null };

function cellFrame(cell: Cell, side: Side, options: CellOptions): CellFrame {
  const made: Map<Label, Draw>[] = [];
  return (number, { label, soft }) => {
    const byLabel = (made[number] ??= new Map());
    const known = byLabel.get(label) ?? drawOf(side, cell, number, label, options);
    byLabel.set(label, known);
    return soft === undefined ? known : { ...known, soft };
  };
}

export const PACK_HASH = `sha256:${"0".repeat(64)}`;
const PACK_REF = { name: "calibration", version: "1.0.0", hash: PACK_HASH };
const LABELLINGS = new Map(LABELS.map((label) => [label, { label, evidence: null, choice: null, flags: [] }]));
const SETTINGS = {
  requested: { temperature: null, maxTokens: null, seed: null },
  applied: { temperature: "unknown" as const },
};

function drawOf(side: Side, cell: Cell, draw: number, label: Label, { plan, confirm, seed }: CellOptions): Draw {
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
    settings: seed === null ? SETTINGS : { ...SETTINGS, requested: { ...SETTINGS.requested, seed: seed(draw) } },
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
