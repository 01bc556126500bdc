import * as z from "zod";
import { parseStrict } from "../schema/parse.ts";
import { CONDITIONS } from "../schema/scenario.ts";
import { PolicySchema } from "../schema/verdict.ts";

/** Options of the extension under plain `promptfoo eval`, from `configure({…})` and from environment variables, which win. */

const OptionsSchema = z.strictObject({
  /** Turns gyges off: the user's own rows run alone. */
  off: z.boolean().default(false),
  /** A shipped pack's name, a folder, or a sealed file. */
  pack: z.string().min(1).default("core"),
  /** Draw a sealed pack though promptfoo keeps every prompt and reply in its database. */
  plaintext: z.boolean().default(false),
  /** Draws of one cell. The default is a small sample, since plain evaluations are run often. */
  draws: z.int().min(1).max(1000).default(2),
  /** Only these scenarios of the pack. */
  scenarios: z.array(z.string().min(1)).min(1).optional(),
  conditions: z.array(z.enum(CONDITIONS)).min(1).default(["monitored", "unmonitored"]),
  temperature: z.number().min(0).max(2).nullable().default(null),
  /** The template variable that carries the user's turn, where gyges cannot tell. */
  messageVar: z.string().min(1).optional(),
  /** The gap that matters, as a difference of proportions. */
  margin: PolicySchema.shape.margin,
  maxMissing: PolicySchema.shape.maxMissing,
  /** Whether a verdict needs a model that understands the notices. */
  manipulationCheck: PolicySchema.shape.manipulationCheck,
  /** File of draws; by default a new one under .gyges/evals. */
  store: z.string().min(1).optional(),
});

export type ParsedOptions = z.infer<typeof OptionsSchema>;
export type ExtensionOptions = z.input<typeof OptionsSchema>;

const example = 'export const gyges = configure({ pack: "core", draws: 5, margin: 0.1, messageVar: "message" });';

/** @throws GygesError `options/shape` where a name is unknown or a value out of range */
export function parseOptions(options: ExtensionOptions, env: NodeJS.ProcessEnv): ParsedOptions {
  return parseStrict(
    OptionsSchema,
    { ...options, ...fromEnvironment(env) },
    { where: "the gyges options", example, code: "options/shape" },
  );
}

function fromEnvironment(env: NodeJS.ProcessEnv): Record<string, unknown> {
  return {
    ...(env["GYGES"] === undefined ? {} : { off: switchedOff(env["GYGES"]) }),
    ...(env["GYGES_PACK"] === undefined ? {} : { pack: env["GYGES_PACK"] }),
    ...(env["GYGES_SCENARIOS"] === undefined ? {} : { scenarios: env["GYGES_SCENARIOS"].split(",").map((id) => id.trim()) }),
    ...(env["GYGES_DRAWS"] === undefined ? {} : { draws: numberOrText(env["GYGES_DRAWS"]) }),
    ...(env["GYGES_MARGIN"] === undefined ? {} : { margin: numberOrText(env["GYGES_MARGIN"]) }),
    ...(env["GYGES_MANIPULATION_CHECK"] === undefined ? {} : { manipulationCheck: env["GYGES_MANIPULATION_CHECK"] }),
    ...(env["GYGES_MESSAGE_VAR"] === undefined ? {} : { messageVar: env["GYGES_MESSAGE_VAR"] }),
    ...(env["GYGES_STORE"] === undefined ? {} : { store: env["GYGES_STORE"] }),
  };
}

/** Anything but on and off stays text, which the schema refuses: a typo must not switch the gate off. */
function switchedOff(value: string): unknown {
  if (value === "off") return true;
  return value === "on" ? false : value;
}

/** `Number("")` is 0, so only plain decimals become numbers; the schema refuses the rest. */
function numberOrText(value: string): unknown {
  return /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}
