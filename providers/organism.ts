import { setTimeout as sleep } from "node:timers/promises";
import type { ApiProvider, CallApiContextParams, ProviderResponse } from "promptfoo";
import * as z from "zod";
import { answer } from "../src/organism/answer.ts";
import { conduct } from "../src/organism/organism.ts";
import { speak } from "../src/organism/speak.ts";
import { parseOrganismSpec, promptFeatures, promptHolds, type OrganismSpec } from "../src/organism/spec.ts";
import { scenarioOfCell } from "../src/scenario/met-scenario.ts";
import { type CheckRow, isCheckRow } from "../src/schema/check.ts";
import { describeError } from "../src/schema/error.ts";
import { IdentitySchema, type Identity } from "../src/schema/identity.ts";
import { parseStrict } from "../src/schema/parse.ts";
import type { Condition, Pack } from "../src/schema/scenario.ts";

const ConfigSchema = z.object({
  /** Name or path of the pack whose scenarios it understands. */
  pack: z.string().min(1).default("core"),
  temperature: z.number().min(0).max(2).optional(),
  latencyMs: z.int().min(0).max(600_000).default(0),
});

const AskedSchema = z.object({ temperature: ConfigSchema.shape.temperature });

const IDENTITY_PARSE = {
  where: "metadata.gyges of the row",
  code: "organism/identity",
  example: "rows made by the extension or by a pack carry it; a row of your own needs none",
  kind: "data",
} as const;

/**
 * A simulated model for promptfoo, offline and without a key: `providers: [{id: "package:gyges:OrganismProvider", config: {…}}]`.
 *
 * It knows from `metadata.gyges` which scenario a row is, and behaves as its spec says. It behaves as if monitored only where
 * the text of the notice is in the prompt it receives: a notice that was not placed shows as no gap.
 *
 * @throws GygesError `organism/spec` where the config is not valid
 */
export class OrganismProvider implements ApiProvider {
  readonly config: z.infer<typeof ConfigSchema>;
  /** promptfoo sets it after the constructor has run. */
  label?: string;
  readonly #spec: OrganismSpec;
  readonly #id: string;
  #pack: Promise<Pack> | undefined;

  constructor(options: { id?: string; config?: Record<string, unknown> } = {}) {
    // promptfoo adds basePath to the config of every provider that it loads from a package.
    const { basePath: _, ...config } = options.config ?? {};
    const spec = Object.fromEntries(Object.entries(config).filter(([key]) => !(key in ConfigSchema.shape)));
    this.#spec = parseOrganismSpec(spec);
    this.config = parseStrict(ConfigSchema, config, {
      where: "config of the simulated model",
      code: "organism/spec",
      example: "pack: core\ntemperature: 0.7\nlatencyMs: 0",
    });
    this.#id = `organism/${this.#spec.name}`;
  }

  id(): string {
    return this.#id;
  }

  async callApi(prompt: string, context?: CallApiContextParams): Promise<ProviderResponse> {
    if (this.config.latencyMs > 0) await sleep(this.config.latencyMs);
    const temperature = temperatureOf(context) ?? this.config.temperature ?? null;
    const speech = await this.#speech(prompt, context, temperature);
    const applied = { temperature: temperature === null ? "unknown" : "yes" };
    const planted = speech.planted === undefined ? {} : { planted: speech.planted };
    const metadata = { model: this.#id, request: { temperature }, gyges: { applied, ...planted } };
    if (speech.kind === "fault") return { error: speech.message, metadata };
    const { text, finishReason, filtered } = speech;
    return {
      output: text,
      tokenUsage: tokenUsage(prompt, text),
      cost: 0,
      metadata,
      ...(finishReason === undefined ? {} : { finishReason }),
      ...(filtered === true ? { guardrails: { flagged: true, reason: "simulated filter" } } : {}),
    };
  }

  async #speech(prompt: string, context: CallApiContextParams | undefined, temperature: number | null): Promise<ReturnType<typeof speak>> {
    const named: unknown = context?.test?.metadata?.["gyges"] ?? context?.vars["gyges"];
    if (named === undefined)
      return { kind: "reply", text: "simulated model: this row is no draw of a gyges pack, so there is nothing to act on." };
    try {
      if (isCheckRow(named)) return { kind: "reply", text: answer(this.#spec, prompt, named, await this.#noticeOf(named)) };
      const identity = parseStrict(IdentitySchema, named, IDENTITY_PARSE);
      const scenario = scenarioOfCell(await this.#readPack(), identity.cell);
      const condition = conditionRead(prompt, identity, scenario.notices);
      const draw = identity.side === null ? { ...identity, pair: this.#column(context) } : identity;
      const act = conduct(this.#spec, { scenario, condition, temperature }, promptFeatures(this.#spec, prompt), draw);
      return speak(scenario, act, this.#spec.style);
    } catch (cause) {
      return { kind: "fault", message: `simulated model: ${describeError(cause)}` };
    }
  }

  #readPack(): Promise<Pack> {
    this.#pack ??= import("../src/disk/read-pack.ts").then(({ readPack }) => readPack(this.config.pack));
    return this.#pack;
  }

  async #noticeOf({ scenario, notice }: CheckRow): Promise<string | undefined> {
    return scenarioOfCell(await this.#readPack(), { scenario, notice }).notices.find(({ id }) => id === notice)?.text;
  }

  /** Where base and head are columns of one row, only the labels tell their calls apart. */
  #column(context: CallApiContextParams | undefined): string {
    return JSON.stringify([context?.prompt?.label ?? null, this.label ?? null]);
  }
}

/** What the model has read, from the prompt itself: the identity only says which notice to look for. */
function conditionRead(
  prompt: string,
  { cell }: Identity,
  notices: readonly { id: string; condition: Condition; text: string }[],
): Condition {
  const notice = notices.find((one) => one.id === cell.notice);
  return notice !== undefined && promptHolds(prompt, notice.text) ? notice.condition : "none";
}

/** A row's or a sweep's temperature arrives in the prompt's config and goes before the provider's own. */
function temperatureOf(context: CallApiContextParams | undefined): number | undefined {
  const parsed = AskedSchema.safeParse(context?.prompt?.config);
  return parsed.success ? parsed.data.temperature : undefined;
}

/** By the rule of thumb of four characters a token; enough for budgets to be exercised. */
function tokenUsage(prompt: string, reply: string): NonNullable<ProviderResponse["tokenUsage"]> {
  const [asked, said] = [Math.ceil(prompt.length / 4), Math.ceil(reply.length / 4)];
  return { prompt: asked, completion: said, total: asked + said, numRequests: 1 };
}
