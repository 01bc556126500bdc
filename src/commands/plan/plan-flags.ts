import type { ConfigFlag } from "../flags/config-flag.ts";
import * as z from "zod";
import { type Design, DESIGNS } from "../../scenario/plan-cells.ts";
import { parseStrict } from "../../schema/parse.ts";
import { CONDITIONS, type Condition } from "../../schema/scenario.ts";
import { decimal, given, listOf } from "../flags/flag-values.ts";
import type { DrawFlags } from "../flags/shared-options.ts";
import type { PolicyFlags } from "../flags/policy-flags.ts";

/** Flags of `gyges plan`: those of `gyges run` that bear on cost and power, and what is known of a call. */
export interface PlanFlags extends PolicyFlags, DrawFlags {
  readonly config: ConfigFlag;
  /** A store, or the number of draws of a cell that a base would have. */
  readonly baseDraws?: string | undefined;
  readonly temperature?: string | undefined;
  readonly maxConcurrency?: string | undefined;
  readonly from?: string | undefined;
  readonly judgeVotes?: string | undefined;
  readonly replyTokens?: string | undefined;
  readonly priceIn?: string | undefined;
  readonly priceOut?: string | undefined;
  readonly secondsPerCall?: string | undefined;
  readonly json?: boolean | undefined;
}

export interface PlanNumbers {
  readonly conditions: readonly Condition[];
  readonly design: Design;
  readonly temperature: number | null;
  readonly maxConcurrency: number | undefined;
  readonly judgeVotes: number | null;
  readonly replyTokens: number | undefined;
  readonly priceIn: number | undefined;
  readonly priceOut: number | undefined;
  readonly secondsPerCall: number | undefined;
}

const amount = z.number().min(0).max(1_000_000).optional();
const NumbersSchema = z
  .strictObject({
    "--conditions": z.array(z.enum(CONDITIONS)).min(1).default(["monitored", "unmonitored"]),
    "--design": z.enum(DESIGNS).default("pr"),
    "--temperature": z.number().min(0).max(2).nullable().default(null),
    "--max-concurrency": z.int().min(1).max(1000).optional(),
    "--judge-votes": z.int().min(1).max(25).nullable().default(null),
    "--reply-tokens": z.int().min(0).max(1_000_000).optional(),
    "--price-in": amount,
    "--price-out": amount,
    "--seconds-per-call": z.number().gt(0).max(86_400).optional(),
  })
  .refine((call) => call["--price-out"] === undefined || call["--price-in"] !== undefined, {
    path: ["--price-in"],
    message: "wanted beside --price-out",
  })
  .refine((call) => call["--price-in"] === undefined || call["--price-out"] !== undefined, {
    path: ["--price-out"],
    message: "wanted beside --price-in",
  });

const example = "gyges plan --config promptfooconfig.yaml --reply-tokens 100 --price-in 0.40 --price-out 1.60 --seconds-per-call 2";

/** @throws GygesError `plan/flags` that names the flag, what it saw and what is wanted */
export function parsePlanNumbers(flags: PlanFlags): PlanNumbers {
  const named = given({
    "--conditions": listOf(flags.conditions),
    "--design": flags.design,
    "--temperature": decimal(flags.temperature),
    "--max-concurrency": decimal(flags.maxConcurrency),
    "--judge-votes": decimal(flags.judgeVotes),
    "--reply-tokens": decimal(flags.replyTokens),
    "--price-in": decimal(flags.priceIn),
    "--price-out": decimal(flags.priceOut),
    "--seconds-per-call": decimal(flags.secondsPerCall),
  });
  const numbers = parseStrict(NumbersSchema, named, { where: "gyges plan", example, code: "plan/flags" });
  return {
    conditions: numbers["--conditions"],
    design: numbers["--design"],
    temperature: numbers["--temperature"],
    maxConcurrency: numbers["--max-concurrency"],
    judgeVotes: numbers["--judge-votes"],
    replyTokens: numbers["--reply-tokens"],
    priceIn: numbers["--price-in"],
    priceOut: numbers["--price-out"],
    secondsPerCall: numbers["--seconds-per-call"],
  };
}
