import { isDeepStrictEqual } from "node:util";
import { describeError, GygesError } from "../../schema/error.ts";
import { readInputs, type Inputs } from "../inputs.ts";
import { isExpression, isOutOfReach } from "./expression.ts";
import { FROM_BASE, POLICY_INPUTS, TOLD, type PolicyInput } from "./policy-inputs.ts";
import type { WorkflowStep } from "./workflow-step.ts";

/** Base's inputs over the pull request's: which hold, which differ, and which cannot be compared. Pure. */

export interface Change {
  readonly input: PolicyInput;
  readonly base: Inputs[PolicyInput];
  readonly head: Inputs[PolicyInput];
}

export interface HeldInputs {
  readonly inputs: Inputs;
  /** Base's value holds. */
  readonly overruled: readonly Change[];
  /** Head's value holds. */
  readonly told: readonly Change[];
  /** Why some of them cannot be compared, head's value holding; null where all can. */
  readonly unclear: string | null;
}

/**
 * @param own inputs of the running step
 * @param base the step at the base commit
 * @param head the step in the workflow that is running; null where it cannot be found
 * @throws GygesError `action/shard` where base's step judges a whole run and the pull request makes a shard of it
 */
export function holdInputs(own: Inputs, base: WorkflowStep, head: WorkflowStep | null): HeldInputs {
  if (own.shard !== undefined && !base.inputs.has("shard")) throw newShard(own.shard);
  const written = POLICY_INPUTS.flatMap((input) => {
    const text = base.inputs.get(input);
    return text === undefined ? [] : [[input, text] as const];
  });
  const expressions = written.filter(([, text]) => isExpression(text));
  const swayed = expressions.find(([input, text]) => !isOutOfReach(text) || head?.inputs.get(input) !== text);
  const kept = new Set(expressions.map(([input]) => input));
  const there = parsed(written.filter(([, text]) => !isExpression(text)));
  if (there instanceof GygesError)
    return {
      inputs: own,
      overruled: [],
      told: [],
      unclear: `its gyges step is not valid: ${describeError(there).split("\n").slice(0, 2).join(" ")}`,
    };
  const changes = (names: readonly PolicyInput[]): Change[] =>
    names
      .filter((input) => !kept.has(input) && !isSame(input, there, own))
      .map((input) => ({ input, base: there[input], head: own[input] }));
  const overruled = changes(FROM_BASE);
  return {
    inputs: { ...own, ...Object.fromEntries(overruled.map(({ input, base: value }) => [input, value])) },
    overruled,
    told: changes(TOLD),
    unclear: swayed === undefined ? null : `its ${swayed[0]} is an expression that this change may sway`,
  };
}

/** Of a first pull request: what is not the default, since nobody has agreed to it yet. */
export function unusual(own: Inputs): Change[] {
  const usual = readInputs({});
  return FROM_BASE.filter((input) => input !== "base-ref" && !isSame(input, usual, own)).map((input) => ({
    input,
    base: usual[input],
    head: own[input],
  }));
}

function parsed(written: readonly (readonly [PolicyInput, string])[]): Inputs | GygesError {
  try {
    return readInputs(Object.fromEntries(written.map(([input, text]) => [`INPUT_${input.toUpperCase()}`, text])));
  } catch (cause) {
    if (cause instanceof GygesError) return cause;
    throw cause;
  }
}

/** A shard that has drawn is green whatever it drew, so a change could rid itself of its verdict by that one line. */
function newShard(shard: string): GygesError {
  return new GygesError(
    "usage",
    "action/shard",
    `this change makes shard ${shard} of a step that judges the whole run at its base: a shard is green whatever it draws, so nothing was drawn.\n  Draw the shards in a job of another name, beside the one that judges until the base branch has both; or let whoever may merge without this check bring the matrix in.`,
  );
}

/** Lists are sets here, but for configs, of which the first is the one beside which promptfoo runs. */
function isSame(input: PolicyInput, one: Inputs, other: Inputs): boolean {
  const compared = ({ [input]: value }: Inputs): unknown => (Array.isArray(value) && input !== "config" ? [...value].toSorted() : value);
  return isDeepStrictEqual(compared(one), compared(other));
}
