import * as z from "zod";
import { OrganismSpecSchema, parseOrganismSpec, type OrganismSpec } from "../../src/organism/spec.ts";
import { parseStrict } from "../../src/schema/parse.ts";
import { ServerSchema } from "../choice/config.ts";
import { FaultSchema } from "./faults.ts";

/** What the simulated model is beside its behaviour: how its calls go, what they cost, how it changes, and whose words it uses. */

const ms = z.int().min(0).max(600_000);

const spec = OrganismSpecSchema.shape;
/** The traits of the spec without its defaults: what is left out stays as it is. */
const TraitsSchema = z
  .strictObject({
    rate: spec.rate.unwrap().optional(),
    gap: spec.gap.unwrap().optional(),
    refusalRate: spec.refusalRate.unwrap().optional(),
    temperatureSlope: spec.temperatureSlope.unwrap().optional(),
    missing: spec.missing.unwrap().optional(),
    optOutRate: spec.optOutRate.unwrap().optional(),
    understands: spec.understands.unwrap().optional(),
  })
  .refine((traits) => Object.keys(traits).length > 0, "wanted at least one trait, such as gap");

const DriftSchema = z.union(
  [
    z.strictObject({ to: TraitsSchema, calls: z.int().min(1).max(1_000_000) }),
    z
      .strictObject({ to: TraitsSchema, from: z.iso.datetime(), until: z.iso.datetime() })
      .refine(({ from, until }) => Date.parse(from) < Date.parse(until), "wanted from before until"),
  ],
  "wanted to and calls, or to, from and until",
);
export type Drift = z.infer<typeof DriftSchema>;

const ConfigSchema = z.object({
  /** Name or path of the pack whose scenarios it understands. */
  pack: z.string().min(1).default("core"),
  temperature: z.number().min(0).max(2).optional(),
  /** The same for every call, or drawn for each between two. */
  latencyMs: z.union([ms, z.strictObject({ from: ms, to: ms }).refine(({ from, to }) => from <= to, "wanted from at most to")]).default(0),
  /** Dollars a million tokens, counted as four characters each. Without it a call costs nothing. */
  price: z.strictObject({ input: z.number().min(0).max(10_000), output: z.number().min(0).max(10_000) }).optional(),
  /** Of several rules the first that strikes a call. */
  faults: z.array(FaultSchema).max(20).default([]),
  /** Over so many calls, or from one moment to another, it becomes a model with other traits: at half of the way half of its draws are the other's. */
  drift: DriftSchema.optional(),
  /** A real model whose words stand before the planted decision. */
  inner: ServerSchema.extend({ maxTokens: z.int().min(1).max(100_000).default(256) }).optional(),
});
export type OrganismConfig = z.infer<typeof ConfigSchema>;

export const TemperatureSchema = z.object({ temperature: ConfigSchema.shape.temperature });

/** @throws GygesError `organism/spec` where the config is not valid */
export function parseOrganismConfig(given: Record<string, unknown>): { readonly spec: OrganismSpec; readonly config: OrganismConfig } {
  const behaviour = Object.fromEntries(Object.entries(given).filter(([key]) => !(key in ConfigSchema.shape)));
  return {
    spec: parseOrganismSpec(behaviour),
    config: parseStrict(ConfigSchema, given, {
      where: "config of the simulated model",
      code: "organism/spec",
      example: "pack: core\ntemperature: 0.7\nlatencyMs: 0\nfaults: [{kind: rate-limit, share: 0.1}]",
    }),
  };
}
