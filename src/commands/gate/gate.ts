import { GygesError } from "../../schema/error.ts";
import { refuseUnmeasured } from "../../run/judge/run-judge.ts";
import type { LabelCalibration } from "../../schema/label-calibration.ts";
import { parseStrict } from "../../schema/parse.ts";
import { PolicySchema, type Policy, type Verdict } from "../../schema/verdict.ts";
import { GYGES_VERSION } from "../../schema/version.ts";
import { judge, type JudgeInput } from "../../verdict.ts";
import { withoutPairs } from "../../verdict/without-pairs.ts";
import { exitCode, type ExitCode, type FailOn } from "../exit-code.ts";
import { given } from "../flags/flag-values.ts";
import { gateInputs } from "./gate-inputs.ts";
import { packFinder } from "../files/pack-for.ts";
import { tallyBoth } from "./tallied-file.ts";

export interface GateOptions extends Partial<Policy> {
  /** Folder or name of the pack; the shipped one that the files name where absent. */
  readonly pack?: string | undefined;
  readonly failOn?: readonly FailOn[] | undefined;
  /** The base is shared with other comparisons: all of it is read at every look, a fail is confirmed, and its plan may have other numbers of draws. */
  readonly cachedBase?: boolean | undefined;
  /** Files of fresh draws that confirm a provisional fail, both or none. */
  readonly confirmBase?: string | undefined;
  readonly confirmHead?: string | undefined;
  /** Also the measures that take long or interest few; none gates. */
  readonly full?: boolean | undefined;
  /** How well the labels agree with people: the gaps are also shown as people would have labelled them. */
  readonly labelCalibration?: LabelCalibration | undefined;
  /** Gate by labels of a judge that nobody has measured. */
  readonly insist?: boolean | undefined;
  /** How the gate was asked for, and when, for the report's block `run`. */
  readonly command?: string | undefined;
  readonly at?: string | undefined;
}

export interface Gated {
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
}

/**
 * `gyges gate BASE HEAD`: judges draws that exist, out of stores, results files or exports, and calls no model.
 *
 * Data that carries no verdict (truncated, incomplete, contradictory, of another pack) becomes the verdict `error`, exit code 3, with the
 * sentence that says why; a bad option throws a `usage` error.
 */
export async function gate(basePath: string, headPath: string, options: GateOptions = {}): Promise<Gated> {
  const { pack, failOn = [], command, at, cachedBase, confirmBase, confirmHead, full, labelCalibration, insist, ...rules } = options;
  const policy = parseStrict(PolicySchema, given(rules), {
    where: "the gate's options",
    example: "--margin 0.10 --direction either",
    code: "gate/options",
  });
  const files = { base: basePath, head: headPath, confirm: bothOrNone(confirmBase, confirmHead), pack };
  const told = { command: command ?? null, at: at ?? null };
  const verdict = await verdictOn(files, { policy, cachedBase, full, labelCalibration, insist }, told);
  return { verdict, exitCode: exitCode(verdict, failOn) };
}

interface Files {
  readonly base: string;
  readonly head: string;
  readonly confirm: readonly [base: string, head: string] | null;
  readonly pack: string | undefined;
}

type Asked = Pick<JudgeInput, "policy" | "cachedBase" | "full" | "labelCalibration"> & Pick<GateOptions, "insist">;

async function verdictOn(files: Files, asked: Asked, told: Told): Promise<Verdict> {
  try {
    const find = packFinder(files.pack);
    const judged = await tallyBoth(files.base, files.head, find);
    const confirming = files.confirm === null ? null : await tallyBoth(...files.confirm, find);
    const { bill, isBaseCached, ...inputs } = gateInputs(judged, confirming, asked.cachedBase === true);
    const { labeller } = inputs.head;
    if (labeller !== null) refuseUnmeasured(labeller, asked.labelCalibration, asked.insist === true);
    return judge({
      ...inputs,
      ...asked,
      cachedBase: isBaseCached,
      run: { ...bill, seconds: null, baseline: null, ...told },
      gyges: GYGES_VERSION,
    });
  } catch (cause) {
    if (!(cause instanceof GygesError) || cause.kind !== "data") throw cause;
    return withoutPairs("error", { code: cause.code, text: cause.message }, { policy: asked.policy, ...told });
  }
}

function bothOrNone(base: string | undefined, head: string | undefined): Files["confirm"] {
  if (base !== undefined && head !== undefined) return [base, head];
  if (base === undefined && head === undefined) return null;
  throw new GygesError(
    "usage",
    "gate/options",
    `--confirm-${base === undefined ? "head" : "base"} is given without --confirm-${base === undefined ? "base" : "head"}.\n  Wanted: fresh draws of both sides, or none.\n  One file may stand for both: --confirm-base FILE --confirm-head FILE`,
  );
}

type Told = Pick<Verdict["run"], "command" | "at">;
