import { join } from "node:path";
import type { Voting } from "../../judge/votes.ts";
import { LABELLER } from "../../label/label-reply.ts";
import { GygesError } from "../../schema/error.ts";
import type { LabelCalibration } from "../../schema/label-calibration.ts";
import { findJudge, type Judge } from "./find-judge.ts";
import { judgeLabeller } from "./judge-labeller.ts";

/** A judge as `gyges run` is asked for one. */
export interface RunJudgeOptions {
  /** As `--judge` names it; `true` takes the one of the config. */
  readonly judge: string | true;
  readonly voting: Voting;
  /** Gate by it though nobody has shown that it is good enough. */
  readonly insist: boolean;
}

/** The judge of a run: one for both sides. */
export interface RunJudge {
  readonly judge: Judge;
  readonly voting: Voting;
  /** What every draw of the run is labelled by, the rules and the judge together. */
  readonly labeller: string;
}

/**
 * Finds the judge of a run. Where the command line does not name it, it is the one of base's config, since a change must not choose who
 * judges it.
 *
 * @param configs config of either side, absolute
 * @throws GygesError where there is none, or where its labels may not gate
 */
export async function findRunJudge(
  { judge: asked, voting, insist }: RunJudgeOptions,
  configs: { readonly base: string; readonly head: string },
  cwd: string,
  calibration: LabelCalibration | undefined,
): Promise<RunJudge> {
  const judge = await findJudge({ judge: asked, config: asked === true ? configs.base : configs.head, cwd });
  const labeller = await judgeLabeller(LABELLER, judge, voting);
  refuseUnmeasured(labeller, calibration, insist);
  return { judge, voting, labeller };
}

/** Whether labels are in part a judge's. */
function isOfJudge(labeller: string): boolean {
  return labeller.includes("+judge/");
}

/**
 * Labels of a judge gate where a calibration says that it reached the bar, or the user takes them all the same.
 *
 * @throws GygesError `judge/unmeasured`, `judge/other-calibration`
 */
export function refuseUnmeasured(labeller: string, calibration: LabelCalibration | undefined, insist: boolean): void {
  if (!isOfJudge(labeller)) return;
  if (calibration === undefined && !insist) throw unmeasured(labeller);
  if (calibration !== undefined && calibration.labeller !== labeller) throw otherCalibration(calibration.labeller, labeller);
}

/** Where the judge of a run is asked from. */
export function judgeFolder(folder: string): string {
  return join(folder, "judge");
}

function unmeasured(labeller: string): GygesError {
  return new GygesError(
    "usage",
    "judge/unmeasured",
    `labels by ${labeller} may not gate yet: nobody has measured this judge against people.\n  Measure it: gyges label FILE --judge … --all --gold gold.jsonl --calibration labels.json\n  and give the file to the gate: --label-calibration labels.json\n  To gate by it all the same: --insist`,
  );
}

function otherCalibration(calibrated: string, labeller: string): GygesError {
  return new GygesError(
    "usage",
    "judge/other-calibration",
    `--label-calibration is for labels by ${calibrated}, and these are by ${labeller}.\n  Wanted: the calibration of this very judge: same provider, settings, question and votes.\n  Measure it: gyges label FILE --judge … --all --gold gold.jsonl --calibration labels.json`,
  );
}
