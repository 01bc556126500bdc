import * as z from "zod";
import { parseStrict } from "../../src/schema/parse.ts";
import { isSafeUrl } from "../safe-url.ts";

/** Settings that would cut or bend the distribution after it was read, and those that this provider sets itself. */
const OWN = ["model", "messages", "temperature", "n", "stream", "logprobs", "top_logprobs", "max_tokens", "max_completion_tokens"];
const BENDING = [
  "top_p",
  "top_k",
  "min_p",
  "typical_p",
  "logit_bias",
  "presence_penalty",
  "frequency_penalty",
  "repetition_penalty",
  "seed",
];

/** A server of the OpenAI chat protocol, and how it is called. */
export const ServerSchema = z.strictObject({
  /** As the server names it. */
  model: z.string().min(1).max(200),
  apiBaseUrl: z.string().refine(isSafeUrl, "wanted https, or http on this machine").optional(),
  /** Environment variable that holds the key. */
  apiKeyEnvar: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,99}$/, "wanted the name of a variable such as OPENAI_API_KEY")
    .default("OPENAI_API_KEY"),
  timeoutMs: z.int().min(1).max(600_000).default(60_000),
  maxRetries: z.int().min(0).max(10).default(2),
  /** Fields of the request beside ours, such as `grammar` or `reasoning_effort`. */
  body: z
    .record(z.string(), z.json())
    .refine((body) => OWN.every((key) => !(key in body)), `wanted none of what this provider sets itself: ${OWN.join(", ")}`)
    .refine((body) => BENDING.every((key) => !(key in body)), `wanted nothing that changes the distribution: ${BENDING.join(", ")}`)
    .default({}),
});
export type ServerConfig = z.infer<typeof ServerSchema>;

const ConfigSchema = ServerSchema.extend({
  /** Name or path of the pack; the one that the row names where absent. */
  pack: z.string().min(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  /** `label` puts a sentence behind the prompt that asks for the option's label; `as-is` leaves a prompt that asks for it already. */
  ask: z.enum(["label", "as-is"]).default("label"),
  floor: z.number().min(0.5).max(1).default(0.8),
  mostBound: z.number().positive().max(0.1).default(0.02),
  /** The most by which two calls of one prompt may differ. */
  mostJitter: z.number().positive().max(0.5).default(0.1),
  /** Of how many prompts a second call is made: how far two calls differ is the server's, and the largest difference stands for all prompts. */
  repeats: z.int().min(1).max(100_000).default(20),
  /** Whether replies that end in a marked decision bring the chances of that decision along. */
  softDraws: z.boolean().default(false),
  /** Most tokens of a sampled reply. */
  maxTokens: z.int().min(1).max(100_000).default(512),
  /** Name of the limit in the request: newer models of OpenAI take the longer one only. */
  tokenLimit: z.enum(["max_tokens", "max_completion_tokens"]).default("max_tokens"),
  /** Dollars a token. Without them the cost is unknown, and said to be. */
  inputCost: z.number().min(0).optional(),
  outputCost: z.number().min(0).optional(),
});
export type ChoiceConfig = z.infer<typeof ConfigSchema>;

/** @throws GygesError `forced-choice/config` */
export function parseChoiceConfig(config: unknown): ChoiceConfig {
  return parseStrict(ConfigSchema, config, {
    where: "config of the forced-choice provider",
    code: "forced-choice/config",
    example: "model: gpt-4.1-mini\ntemperature: 0.7",
  });
}
