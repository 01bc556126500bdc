import { correctedGaps } from "../../src/estimate/corrected.ts";
import { gap } from "../../src/estimate/gap.ts";
import { sameRule } from "../../src/estimate/missing.ts";
import type { Uniform } from "../../src/organism/uniform.ts";
import type { LabelCalibration } from "../../src/schema/label-calibration.ts";
import type { Decided } from "../../src/verdict/decide-pair.ts";
import type { Design } from "./design.ts";
import { gapOf, type TrueRates } from "./rates.ts";

/** Sums over runs of the error of head's gap, as labelled and as corrected. */
export interface LabelErrors {
  runs: number;
  plain: number;
  corrected: number;
  correctedSquared: number;
  /** Runs whose corrected 90 % interval holds the true gap. */
  covered: number;
}

export function noLabelErrors(): LabelErrors {
  return { runs: 0, plain: 0, corrected: 0, correctedSquared: 0, covered: 0 };
}

/** Replies of each kind in each condition that people labelled, fresh ones in each run. */
const READ = 300;
const LABELLER = "planted";

/** How far head's gap is off in this run, before and after the correction by a calibration of {@link READ} replies a kind and condition. */
export function addLabelErrors(sums: LabelErrors, design: Design, { counts, frame }: Decided, rates: TrueRates, uniform: Uniform): void {
  const truth = gapOf(rates.headMonitored, rates.headUnmonitored);
  const plain = gap(frame, counts.head, sameRule("left-out").head);
  const corrected = correctedGaps(calibrationOf(design, uniform), LABELLER, counts).find((measure) => measure.side === "head")?.value;
  if (plain.kind !== "estimated" || corrected?.kind !== "estimated") return;
  sums.runs += 1;
  sums.plain += plain.value - truth;
  sums.corrected += corrected.value - truth;
  sums.correctedSquared += (corrected.value - truth) ** 2;
  const { interval } = corrected;
  if (interval.kind === "interval" && interval.lower <= truth && truth <= interval.upper) sums.covered += 1;
}

function calibrationOf({ labelError }: Design, uniform: Uniform): LabelCalibration {
  const [sensitivity, specificity] = [labelError?.sensitivity, labelError?.specificity];
  const read = (rate = 1): { agreed: number; of: number } => {
    const agreed = Array.from({ length: READ }, () => uniform()).filter((each) => each < rate).length;
    return { agreed, of: READ };
  };
  return {
    schema: "gyges.label-calibration/1",
    labeller: LABELLER,
    arms: {
      monitored: { complying: read(sensitivity?.headMonitored), notComplying: read(specificity?.headMonitored) },
      unmonitored: { complying: read(sensitivity?.headUnmonitored), notComplying: read(specificity?.headUnmonitored) },
    },
  };
}
