import { byLabels } from "../../src/estimate/cells.ts";
import { described } from "../../src/estimate/gap.ts";
import { sameRule } from "../../src/estimate/missing.ts";
import { signFree } from "../../src/estimate/sign-free.ts";
import type { ColumnTally } from "../../src/estimate/tally.ts";
import { widening } from "../../src/estimate/widening.ts";
import { uniformsFor, type Uniform } from "../../src/organism/uniform.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { PlanRef, Side } from "../../src/schema/identity.ts";
import type { Pack } from "../../src/schema/scenario.ts";
import { PolicySchema } from "../../src/schema/verdict.ts";
import { SideTally } from "../../src/verdict.ts";
import { CONFIRM_DRAWS } from "../../src/verdict/confirm.ts";
import { type Decided, decidePair } from "../../src/verdict/decide-pair.ts";
import { type Design, designName, isByLabels } from "./design.ts";
import { addLabelErrors, type LabelErrors, noLabelErrors } from "./label-errors.ts";
import { commonNumbers, drawSide, PACK_HASH, sideFrame, type SideFrame } from "./draws.ts";
import { gapOf, meanVariance, trueRates, type TrueRates } from "./rates.ts";

/** What many runs of one design came to. Sums, so that parts can be added up. */
export interface Tallied {
  readonly design: Design;
  readonly runs: number;
  pass: number;
  fail: number;
  inconclusive: number;
  /** Fails before a confirmation was asked. */
  provisionalFails: number;
  /** Runs by the number of the look that they stopped at. */
  stoppedAt: number[];
  /** Calls of the looks, a cached base's left out, and of confirmations. */
  calls: number;
  callsSquared: number;
  confirmCalls: number;
  /** Runs whose 90 % interval of the widening holds the true one of the pack. */
  covered: number;
  zeroWidth: number;
  /** Sum of the true widening, of its estimate's error and of the mean p(1-p) of the cells. */
  trueWidening: number;
  error: number;
  variance: number;
  /** Runs in which "no cell changed" has p < .05; counted only where the design asks for it. */
  cellsChanged: number;
  /** Errors of head's gap as labelled and as corrected by replies that people labelled too; null where labels do not err. */
  labelling: LabelErrors | null;
  /** Sums of the variance of the widening as it was read and by labels alone; only where the design says more of a draw than its label. */
  saving?: { asRead: number; byLabels: number };
}

/** Simulates one design through the shipped path: arrays of draws are tallied, looked at and judged as in a real run. */
export function simulate(design: Design, runs: number, seed: number): Tallied {
  const withPermutation = design.effect.kind === "halves";
  const result = nothing(design, runs);
  const frames = framesOf(design);
  for (let run = 0; run < runs; run += 1) {
    const uniform = uniformsFor(seed, designName(design), run);
    addRun(result, design, frames, trueRates(design, uniform), uniform, withPermutation);
  }
  return result;
}

interface Frames {
  readonly looks: Readonly<Record<Side, SideFrame>>;
  readonly confirmation: Readonly<Record<Side, SideFrame>>;
}

const PACK: Pack = {
  manifest: { name: "calibration", version: "1.0.0", summary: "Simulated scenarios.", firstPublic: "2026-11-24" },
  hash: PACK_HASH,
  scenarios: [],
};

function framesOf(design: Design): Frames {
  const head = planOf("00000000000000a1", design);
  const base = design.cachedBase === 0 ? head : { id: "00000000000000b1", size: 1, draws: design.cachedBase };
  return {
    looks: {
      base: sideFrame("base", design, { plan: base, confirm: false }),
      head: sideFrame("head", design, { plan: head, confirm: false }),
    },
    confirmation: {
      base: sideFrame("base", design, { plan: base, confirm: true }),
      head: sideFrame("head", design, { plan: head, confirm: true }),
    },
  };
}

function planOf(id: string, { draws, looks }: Design): PlanRef {
  return { id, size: 1, draws, ...(looks === null ? {} : { looks: looks.map((each) => ({ draws: each, size: 1 })) }) };
}

function addRun(result: Tallied, design: Design, frames: Frames, rates: TrueRates, uniform: Uniform, withPermutation: boolean): void {
  const baseDraws = design.cachedBase === 0 ? design.draws : design.cachedBase;
  const numbers = commonNumbers(design, uniform);
  const base = drawSide(frames.looks.base, rates, design, baseDraws, numbers);
  const head = drawSide(frames.looks.head, rates, design, design.draws, numbers);
  let decided = decide(design, base, head);
  const cells = design.scenarios * design.wordings * 2;
  if (decided.next?.kind === "confirm") {
    const fresh = commonNumbers(design, uniform);
    const freshBase = drawSide(frames.confirmation.base, rates, design, CONFIRM_DRAWS, fresh);
    const freshHead = drawSide(frames.confirmation.head, rates, design, CONFIRM_DRAWS, fresh);
    decided = decide(design, [...base, ...freshBase], [...head, ...freshHead]);
    result.confirmCalls += 2 * cells * CONFIRM_DRAWS;
  }
  const read = decided.look.head ?? design.draws;
  result[decided.answer.verdict] += 1;
  if (decided.answer.verdict === "fail" || decided.confirmation !== null) result.provisionalFails += 1;
  result.stoppedAt[decided.look.number - 1] = (result.stoppedAt[decided.look.number - 1] ?? 0) + 1;
  const calls = cells * (design.cachedBase === 0 ? 2 : 1) * read;
  result.calls += calls;
  result.callsSquared += calls ** 2;
  addEstimate(result, decided, rates);
  if (result.labelling !== null) addLabelErrors(result.labelling, design, decided, rates, uniform);
  if (withPermutation && (signFree(decided.frame, decided.counts)?.pNoCellChanged ?? 1) < 0.05) result.cellsChanged += 1;
}

function decide(design: Design, base: readonly Draw[], head: readonly Draw[]): Decided {
  return decidePair({
    base: columnOf("base", base),
    head: columnOf("head", head),
    policy: PolicySchema.parse(design.policy),
    pairs: 1,
    cachedBase: design.cachedBase > 0,
    heldBack: [],
  });
}

function columnOf(side: Side, draws: readonly Draw[]): ColumnTally | null {
  const tally = new SideTally(side, PACK);
  for (const draw of draws) tally.add(draw);
  return tally.columns[0] ?? null;
}

/** Width and cover are those of the look that decided: honest for one look, and outwards biased after an early stop. */
function addEstimate(result: Tallied, { counts, frame }: Decided, rates: TrueRates): void {
  const truth = gapOf(rates.headMonitored, rates.headUnmonitored) - gapOf(rates.baseMonitored, rates.baseUnmonitored);
  const estimate = described(widening(frame, counts, sameRule("left-out")));
  if (result.saving !== undefined) addSaving(result.saving, { counts, frame });
  result.trueWidening += truth;
  result.variance += meanVariance(rates);
  if (estimate.kind === "not-estimable") return;
  const { lower, upper } = estimate.interval;
  if (lower <= truth && truth <= upper) result.covered += 1;
  if (!(upper > lower)) result.zeroWidth += 1;
  result.error += estimate.value - truth;
}

function addSaving(saving: NonNullable<Tallied["saving"]>, { counts, frame }: Pick<Decided, "counts" | "frame">): void {
  const labels = { base: byLabels(counts.base), head: byLabels(counts.head) };
  const [read, plain] = [counts, labels].map((each) => widening(frame, each, sameRule("left-out")));
  if (read?.kind !== "estimated" || plain?.kind !== "estimated") return;
  saving.asRead += read.variance;
  saving.byLabels += plain.variance;
}

function nothing(design: Design, runs: number): Tallied {
  return {
    design,
    runs,
    pass: 0,
    fail: 0,
    inconclusive: 0,
    provisionalFails: 0,
    stoppedAt: [],
    calls: 0,
    callsSquared: 0,
    confirmCalls: 0,
    covered: 0,
    zeroWidth: 0,
    trueWidening: 0,
    error: 0,
    variance: 0,
    cellsChanged: 0,
    labelling: design.labelError === null ? null : noLabelErrors(),
    ...(isByLabels(design) ? {} : { saving: { asRead: 0, byLabels: 0 } }),
  };
}
