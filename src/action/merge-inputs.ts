import * as z from "zod";
import { nearest } from "../scenario/nearest.ts";
import { GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { givenInputs, InputsSchema } from "./inputs.ts";

/** The inputs of the sub-action `merge`, by the names and with the defaults of merge/action.yml, which a test holds equal to this. */

export const MergeInputsSchema = z.strictObject({
  reports: z.array(z.string().min(1).max(1000)).min(1).max(1000).default(["gyges-shards"]),
  ...InputsSchema.pick({
    "working-directory": true,
    "fail-on": true,
    "report-dir": true,
    formats: true,
    annotations: true,
    comment: true,
    "comment-key": true,
    "github-token": true,
  }).shape,
});
export type MergeInputs = z.infer<typeof MergeInputsSchema>;

/**
 * Reads the `INPUT_…` variables of the merge step. An empty value is an absent one.
 *
 * @throws GygesError `inputs/unknown` for a name, `inputs/shape` for a value that is not one of the good ones
 */
export function readMergeInputs(env: NodeJS.ProcessEnv): MergeInputs {
  const given = givenInputs(env);
  for (const [name] of given) refuseUnknown(name);
  const values = given.map(([name, text]) => [name, valueOf(name, text)] as const);
  const example = "with:\n  reports: gyges-shards\n  fail-on: inconclusive";
  return parseStrict(MergeInputsSchema, Object.fromEntries(values), { where: "`with:` of the merge step", example, code: "inputs/shape" });
}

/** Margin and direction are among what a person may look for here: they come with the shards. */
function refuseUnknown(name: string): void {
  const known = Object.keys(MergeInputsSchema.shape);
  if (known.includes(name)) return;
  const ofShards = name in InputsSchema.shape ? "\n  It is an input of the shards, and comes here with them." : "";
  throw new GygesError(
    "usage",
    "inputs/unknown",
    `the merge step has no input ${JSON.stringify(name.slice(0, 60))}${ofShards}\n  Nearest: ${nearest(name, known, 1).join()}. All: ${known.join(", ")}`,
  );
}

function valueOf(name: string, text: string): unknown {
  if (name === "reports") return listed(text, /\s*\n\s*/);
  return name === "fail-on" || name === "formats" ? listed(text, /[\s,]+/) : text;
}

function listed(text: string, separator: RegExp): string[] {
  return text.split(separator).filter((one) => one !== "");
}
