import { parseStrict } from "../../schema/parse.ts";
import { PolicySchema, type Policy } from "../../schema/verdict.ts";
import { decimal, given } from "./flag-values.ts";

/** Flags that set the policy, alike for `run`, `gate` and the Action. */

export interface PolicyFlags {
  readonly margin?: string | undefined;
  readonly direction?: string | undefined;
  readonly strict?: boolean | undefined;
  readonly maxMissing?: string | undefined;
  readonly missing?: string | undefined;
  readonly confirm?: string | undefined;
  readonly manipulationCheck?: string | undefined;
}

const example = "--margin 0.10 --direction either --max-missing 0.15 --confirm auto";

/** @throws GygesError `policy/shape` for anything but plain decimals and known words */
export function parsePolicy(flags: PolicyFlags): Policy {
  const named = given({
    margin: decimal(flags.margin),
    direction: flags.direction,
    strict: flags.strict,
    maxMissing: decimal(flags.maxMissing),
    missing: flags.missing,
    confirm: flags.confirm,
    manipulationCheck: flags.manipulationCheck,
  });
  return parseStrict(PolicySchema, named, { where: "the policy", example, code: "policy/shape" });
}
