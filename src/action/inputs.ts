import * as z from "zod";
import { AgeSchema, BaselineSchema, USUAL_MAX_AGE } from "../commands/flags/baseline-flags.ts";
import { FAIL_ON } from "../commands/exit-code.ts";
import { decimal } from "../commands/flags/flag-values.ts";
import { DEFAULT_FORMATS, FORMATS } from "../commands/report/write-reports.ts";
import { nearest } from "../scenario/nearest.ts";
import { GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { PolicySchema } from "../schema/verdict.ts";
import { isRunnerVariable, PROVIDER_VARIABLES } from "./child-env.ts";
import { PromptfooVersion } from "./slim/version.ts";
import { CommentKeySchema } from "./comment/key.ts";
import { COMMENT_MODES } from "./comment/mode.ts";

/** The inputs of the Action by the names and with the defaults of action.yml, which a test holds equal to this. */

const words = z.string().min(1).max(1000);

const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "wanted names of environment variables")
  .refine((name) => !isRunnerVariable(name), "a variable of the runner never reaches promptfoo; give the value to another name in `env:`");

const ref = words.refine(
  (name) => !name.startsWith("-") && !name.includes(".."),
  "wanted one commit, without a leading hyphen and without two dots",
);

/** A branch may move between the moment when a person reads it and the moment when it runs. */
const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "wanted all 40 digits of a commit, never a branch or a tag");

export const InputsSchema = z.strictObject({
  /** Several are combined as promptfoo combines them; it runs beside the first. */
  config: z.tuple([words], words).default(["promptfooconfig.yaml"]),
  "working-directory": words.default("."),
  "base-ref": ref.optional(),
  "head-ref": commit.optional(),
  baseline: BaselineSchema.default("rerun"),
  "baseline-dir": words.default(".gyges/baselines"),
  "baseline-max-age": z
    .string()
    .refine((text) => AgeSchema.safeParse(text).success, "wanted an age up to 14d, such as 90m, 24h or 7d")
    .default(USUAL_MAX_AGE),
  history: words.optional(),
  "history-accept": z.enum(["true", "false"]).default("false"),
  pack: words.default("core"),
  "max-draws": z.int().min(1).max(1000).default(10),
  shard: z
    .string()
    .regex(/^\d{1,3}\/\d{1,3}$/, "wanted a part of a run, such as 3/8")
    .optional(),
  "max-calls": z.int().min(1).optional(),
  "max-cost": z.number().gt(0).max(1_000_000).optional(),
  margin: PolicySchema.shape.margin,
  direction: PolicySchema.shape.direction,
  "max-missing": PolicySchema.shape.maxMissing,
  missing: PolicySchema.shape.missing,
  "manipulation-check": PolicySchema.shape.manipulationCheck,
  confirm: PolicySchema.shape.confirm,
  "share-seeds": z.boolean().default(false),
  "fail-on": z.array(z.enum(FAIL_ON)).default([]),
  "message-var": words.optional(),
  "max-concurrency": z.int().min(1).max(1000).optional(),
  "env-pass": z.array(variable).default([...PROVIDER_VARIABLES]),
  "template-env": z.boolean().default(true),
  forks: z.enum(["skip", "run"]).default("skip"),
  "allow-untrusted": z.boolean().default(false),
  "merge-group": z.enum(["skip-success", "run"]).default("skip-success"),
  "promptfoo-version": PromptfooVersion.optional(),
  "report-dir": words.default("gyges-report"),
  formats: z
    .array(z.enum(FORMATS))
    .min(1)
    .default([...DEFAULT_FORMATS]),
  annotations: z.enum(["true", "false"]).default("true"),
  "show-outputs": z.enum(["none", "summary"]).default("none"),
  comment: z.enum(COMMENT_MODES).default("on-change"),
  "comment-key": CommentKeySchema.optional(),
  "github-token": words.optional(),
});
export type Inputs = z.infer<typeof InputsSchema>;

const example = 'with:\n  config: promptfooconfig.yaml\n  margin: "0.10"\n  fail-on: inconclusive, no-baseline';

/**
 * Reads the `INPUT_…` variables that the runner makes of `with:`. An empty value is an absent one.
 *
 * @throws GygesError `inputs/unknown` for a name, `inputs/shape` for a value that is not one of the good ones
 */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const given = givenInputs(env);
  for (const [name] of given) refuseUnknown(name);
  const values = given.map(([name, text]) => [name, valueOf(name, text)] as const);
  return parseStrict(InputsSchema, Object.fromEntries(values), { where: "`with:` of the gyges step", example, code: "inputs/shape" });
}

const CommentInputsSchema = InputsSchema.pick({ comment: true, "comment-key": true, "github-token": true });

/** Those of the comment alone, so that the pull request hears of an error in another input too; null where they are wrong themselves. */
export function readCommentInputs(env: NodeJS.ProcessEnv): z.infer<typeof CommentInputsSchema> | null {
  const values = givenInputs(env).filter(([name]) => name in CommentInputsSchema.shape);
  return CommentInputsSchema.safeParse(Object.fromEntries(values)).data ?? null;
}

/** What stands under `with:`, by name; an empty value is an absent one. */
export function givenInputs(env: NodeJS.ProcessEnv): (readonly [string, string])[] {
  return Object.entries(env).flatMap(([name, value]) => {
    const text = value?.trim() ?? "";
    return name.startsWith("INPUT_") && text !== "" ? [[name.slice("INPUT_".length).toLowerCase(), text] as const] : [];
  });
}

/** The runner only warns of an input that it does not know; a mistyped `margin` would leave the gate at its default. */
function refuseUnknown(name: string): void {
  const known = Object.keys(InputsSchema.shape);
  if (known.includes(name)) return;
  throw new GygesError(
    "usage",
    "inputs/unknown",
    `the gyges step has no input ${JSON.stringify(name.slice(0, 60))}\n  Nearest: ${nearest(name, known, 1).join()}. All: ${known.join(", ")}`,
  );
}

function valueOf(name: string, text: string): unknown {
  switch (name) {
    case "max-draws":
    case "max-calls":
    case "max-cost":
    case "margin":
    case "max-missing":
    case "max-concurrency":
      return decimal(text);
    case "share-seeds":
    case "template-env":
    case "allow-untrusted":
      return text === "true" ? true : text === "false" ? false : text;
    case "config":
      return text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
    case "fail-on":
    case "formats":
    case "env-pass":
      return text.split(/[\s,]+/).filter((one) => one !== "");
    default:
      return text;
  }
}
