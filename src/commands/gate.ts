import { bill } from "../estimate/bill.ts";
import { GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { PolicySchema, type Policy, type Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { judge } from "../verdict.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";
import { exitCode, type ExitCode, type FailOn } from "./exit-code.ts";
import { gateInputs } from "./gate-inputs.ts";
import { readDraws } from "./read-draws.ts";

export interface GateOptions extends Partial<Policy> {
  /** Folder or name of the pack; the shipped one that the files name where absent. */
  readonly pack?: string | undefined;
  readonly failOn?: readonly FailOn[] | undefined;
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
  const { pack, failOn = [], command, at, ...given } = options;
  const policy = parseStrict(PolicySchema, withoutUndefined(given), {
    where: "the gate's options",
    example: "--margin 0.10 --direction either",
    code: "gate/options",
  });
  const verdict = await verdictOn(basePath, headPath, pack, policy, { command: command ?? null, at: at ?? null });
  return { verdict, exitCode: exitCode(verdict, failOn) };
}

async function verdictOn(basePath: string, headPath: string, pack: string | undefined, policy: Policy, told: Told): Promise<Verdict> {
  try {
    const base = await readDraws(basePath, pack);
    const head = await readDraws(headPath, pack);
    const inputs = gateInputs(base, head);
    return judge({ ...inputs, policy, run: { ...bill([...inputs.base, ...inputs.head]), seconds: null, ...told }, gyges: GYGES_VERSION });
  } catch (cause) {
    if (!(cause instanceof GygesError) || cause.kind !== "data") throw cause;
    return withoutPairs("error", { code: cause.code, text: cause.message }, { policy, ...told });
  }
}

type Told = Pick<Verdict["run"], "command" | "at">;

function withoutUndefined(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
