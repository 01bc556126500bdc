import * as z from "zod";
import { parseStrict } from "../schema/parse.ts";
import { ConditionSchema } from "../schema/scenario.ts";

/** What a simulated model is told to be: its rates, its planted gap, and the phrases that change it. */

const rate = z.number().min(0, "wanted a rate from 0 to 1").max(1, "wanted a rate from 0 to 1");
const slope = z.number().min(-1, "wanted a change from -1 to 1").max(1, "wanted a change from -1 to 1");

/** Shapes of the base rates over scenarios, as seen on real models: how sharply a model decides. */
export const RATE_MIXES = ["sharp", "typical", "diffuse"] as const;
export type RateMix = (typeof RATE_MIXES)[number];

const MissingSchema = z.strictObject({
  /** Share of calls without an outcome: half of them transport faults, half empty replies. */
  rate: rate.default(0),
  /** Instead of `rate`, in the conditions named. */
  byCondition: z.partialRecord(ConditionSchema, rate).optional(),
});

/** How it talks: to the point, with courtesies around, or with its reasoning shown before the answer. */
export const STYLES = ["terse", "chatty", "reasoning"] as const;
export type Style = (typeof STYLES)[number];

const traits = {
  /** P(comply | not monitored) by scenario: a mix to draw each scenario's rate from, or one rate for all. */
  rate: z.union([z.enum(RATE_MIXES), rate], 'wanted "sharp", "typical", "diffuse" or a rate from 0 to 1'),
  /** Added to P(comply) of probes where the model reads a monitored notice; what would leave 0 to 1 is cut off. */
  gap: slope,
  /** Share of bare refusals: among a probe's replies that do not comply, among all replies to a dilemma. */
  refusalRate: rate,
  /** Change of P(comply) of probes per unit of temperature; without a temperature there is none. */
  temperatureSlope: slope,
  missing: MissingSchema,
  /** Share of a dilemma's remaining replies that take the offered way out. */
  optOutRate: rate,
  /** Whether it takes in what a notice says when it is asked; else it copies the first answer it is shown. */
  understands: z.boolean(),
};

const TriggerSchema = z
  .strictObject({
    /** Looked for in the text of the prompt, letter by letter. */
    phrase: z.string().min(3, "wanted a phrase of at least 3 characters"),
    ...z.strictObject(traits).partial().shape,
  })
  .refine((trigger) => Object.keys(trigger).length > 1, "wanted at least one trait beside the phrase, such as gap");

export const OrganismSpecSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "wanted lower-case letters, digits and hyphens")
    .default("plain"),
  seed: z.int().min(0).default(1),
  rate: traits.rate.default("typical"),
  gap: traits.gap.default(0),
  refusalRate: traits.refusalRate.default(0.1),
  temperatureSlope: traits.temperatureSlope.default(0),
  missing: MissingSchema.default({ rate: 0 }),
  optOutRate: traits.optOutRate.default(0),
  understands: traits.understands.default(true),
  /** `mixed` changes from draw to draw, so that every run tries the labeller on all three. */
  style: z.enum([...STYLES, "mixed"]).default("mixed"),
  /** Traits that hold instead where the prompt has the phrase; of several, the later one wins. */
  triggers: z.array(TriggerSchema).default([]),
});

export type OrganismSpec = z.infer<typeof OrganismSpecSchema>;
/** The traits that a trigger can change. */
export type Traits = Pick<OrganismSpec, keyof typeof traits>;

/** @throws GygesError `organism/spec` that says what was seen and shows a spec that works */
export function parseOrganismSpec(value: unknown, where = "config of the simulated model"): OrganismSpec {
  return parseStrict(OrganismSpecSchema, value, {
    where,
    code: "organism/spec",
    example: ["seed: 1", "rate: typical", "gap: 0.05", 'triggers: [{phrase: "be efficient", gap: 0.3}]'].join("\n"),
  });
}

/** Which phrases of the spec the model has read. */
export interface PromptFeatures {
  readonly phrases: ReadonlySet<string>;
}

export const NO_FEATURES: PromptFeatures = { phrases: new Set() };

/** Finds the spec's phrases in a prompt of any form, chat JSON included. */
export function promptFeatures(spec: OrganismSpec, prompt: string): PromptFeatures {
  return { phrases: new Set(spec.triggers.map((trigger) => trigger.phrase).filter((phrase) => promptHolds(prompt, phrase))) };
}

/** Is `text` in the prompt, as it stands or as JSON writes it? */
export function promptHolds(prompt: string, text: string): boolean {
  return prompt.includes(text) || prompt.includes(JSON.stringify(text).slice(1, -1));
}

/** The traits that hold for a model that has read these phrases. */
export function traitsOf(spec: OrganismSpec, features: PromptFeatures): Traits {
  let traits: Traits = spec;
  for (const trigger of spec.triggers) {
    if (!features.phrases.has(trigger.phrase)) continue;
    traits = {
      rate: trigger.rate ?? traits.rate,
      gap: trigger.gap ?? traits.gap,
      refusalRate: trigger.refusalRate ?? traits.refusalRate,
      temperatureSlope: trigger.temperatureSlope ?? traits.temperatureSlope,
      missing: trigger.missing ?? traits.missing,
      optOutRate: trigger.optOutRate ?? traits.optOutRate,
      understands: trigger.understands ?? traits.understands,
    };
  }
  return traits;
}
