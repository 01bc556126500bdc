import * as z from "zod";
import { parseStrict } from "../../src/schema/parse.ts";
import { ServerSchema } from "../choice/config.ts";
import { SamplingSchema } from "../sampling.ts";

const OWN = ["model", "messages", "n", "stream"];

const ConfigSchema = ServerSchema.extend({
  ...SamplingSchema.shape,
  /** Most choices of one call. OpenAI takes 128; a call is lost as a whole, so that fewer lose less. */
  mostChoices: z.int().min(2).max(128).default(16),
  /** A call is made when no other row has come for this long. */
  gatherSeconds: z.number().min(0.01).max(60).default(0.5),
  /** Calls at a time: `gyges run` hands all rows of a round over at once. */
  maxConcurrency: z.int().min(1).max(100).default(4),
  /** Dollars a token. Without them the cost is unknown, and said to be. */
  inputCost: z.number().min(0).optional(),
  outputCost: z.number().min(0).optional(),
  /** More of the API's own settings, sent as they are. */
  body: z
    .record(z.string(), z.json())
    .refine((body) => OWN.every((key) => !(key in body)), `wanted none of what this provider sets itself: ${OWN.join(", ")}`)
    .default({}),
});
export type ManyConfig = z.infer<typeof ConfigSchema>;

/** @throws GygesError `many-draws/config` */
export function parseManyConfig(config: unknown): ManyConfig {
  return parseStrict(ConfigSchema, config, {
    where: "config of ManyDrawsProvider",
    code: "many-draws/config",
    example: "model: gpt-4.1-mini\ntemperature: 1",
  });
}
