import { setTimeout as sleep } from "node:timers/promises";
import type { ApiProvider, CallApiContextParams, ProviderResponse } from "promptfoo";
import { answer } from "../src/organism/answer.ts";
import { conduct } from "../src/organism/organism.ts";
import { speak, type Speech } from "../src/organism/speak.ts";
import { promptFeatures, promptHolds, type OrganismSpec } from "../src/organism/spec.ts";
import { uniformsFor } from "../src/organism/uniform.ts";
import { scenarioOfCell } from "../src/scenario/met-scenario.ts";
import { type CheckRow, isCheckRow } from "../src/schema/check.ts";
import { describeError } from "../src/schema/error.ts";
import { IdentitySchema, type Identity } from "../src/schema/identity.ts";
import { parseStrict } from "../src/schema/parse.ts";
import type { Condition, Pack } from "../src/schema/scenario.ts";
import { parseOrganismConfig, TemperatureSchema, type OrganismConfig } from "./organism/config.ts";
import { drifted, progressOf } from "./organism/drift.ts";
import { faultOf, strike, type FaultKind } from "./organism/faults.ts";
import { InnerModel, type Wrapped } from "./organism/inner.ts";

interface Call {
  readonly prompt: string;
  readonly context: CallApiContextParams | undefined;
  readonly temperature: number | null;
  /** What the row says it is. */
  readonly named: unknown;
  readonly attempt: number;
}

interface Answered {
  readonly speech: Speech;
  readonly fault: FaultKind | null;
  readonly wrapped: Wrapped | null;
}

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
  readonly config: OrganismConfig;
  /** promptfoo sets it after the constructor has run. */
  label?: string;
  readonly #spec: OrganismSpec;
  readonly #id: string;
  readonly #inner: InnerModel | null;
  /** How often a row was asked for: promptfoo makes some calls again. */
  readonly #attempts = new Map<string, number>();
  #draws = 0;
  #pack: Promise<Pack> | undefined;

  constructor(options: { id?: string; config?: Record<string, unknown> } = {}) {
    // promptfoo adds basePath to the config of every provider that it loads from a package.
    const { basePath: _, ...given } = options.config ?? {};
    const { spec, config } = parseOrganismConfig(given);
    this.#spec = spec;
    this.config = config;
    this.#inner = config.inner === undefined ? null : new InnerModel(config.inner);
    this.#id = `organism/${spec.name}`;
  }

  id(): string {
    return this.#id;
  }

  async callApi(prompt: string, context?: CallApiContextParams): Promise<ProviderResponse> {
    const named: unknown = context?.test?.metadata?.["gyges"] ?? context?.vars["gyges"];
    const attempt = this.#attempt(named);
    await this.#wait(named, attempt);
    const temperature = temperatureOf(context) ?? this.config.temperature ?? null;
    const { speech, fault, wrapped } = await this.#answer({ prompt, context, temperature, named, attempt });
    const spoken = speech.kind === "fault" ? { error: speech.message } : this.#reply(prompt, speech, wrapped);
    const struck = fault === null ? null : strike(fault, speech.kind === "fault" ? "" : speech.text);
    const planted = struck?.planted ?? speech.planted;
    const applied = { temperature: temperature === null ? "unknown" : "yes" };
    const gyges = { applied, ...(planted === undefined ? {} : { planted }) };
    const inner = wrapped === null ? {} : { responseId: wrapped.responseId, inner: wrapped.model };
    return { ...(struck?.response ?? spoken), metadata: { model: this.#id, request: { temperature }, gyges, ...inner } };
  }

  async #answer(call: Call): Promise<Answered> {
    const { prompt, context, temperature, named, attempt } = call;
    if (named === undefined) return said("simulated model: this row is no draw of a gyges pack, so there is nothing to act on.");
    try {
      if (isCheckRow(named)) return said(answer(this.#spec, prompt, named, await this.#noticeOf(named)));
      const identity = parseStrict(IdentitySchema, named, IDENTITY_PARSE);
      const scenario = scenarioOfCell(await this.#readPack(), identity.cell);
      const condition = conditionRead(prompt, identity, scenario.notices);
      const draw = identity.side === null ? { ...identity, pair: this.#column(context) } : identity;
      const spec = this.#specOf(draw);
      const act = conduct(spec, { scenario, condition, temperature }, promptFeatures(spec, prompt), draw);
      const fault = faultOf(this.config.faults, spec.seed, draw, attempt);
      const wrapped = fault === null && this.#inner !== null ? await this.#inner.wrap(prompt, scenario, act, temperature) : null;
      return { speech: speak(scenario, act, spec.style), fault, wrapped };
    } catch (cause) {
      return { speech: { kind: "fault", message: `simulated model: ${describeError(cause)}` }, fault: null, wrapped: null };
    }
  }

  #reply(prompt: string, { text, finishReason, filtered }: Extract<Speech, { kind: "reply" }>, wrapped: Wrapped | null): ProviderResponse {
    const output = wrapped?.text ?? text;
    const counted = wrapped?.tokens ?? tokenUsage(prompt, output);
    const { price } = this.config;
    return {
      output,
      tokenUsage: counted,
      cost: price === undefined ? 0 : ((counted.prompt ?? 0) * price.input + (counted.completion ?? 0) * price.output) / 1e6,
      ...(finishReason === undefined ? {} : { finishReason }),
      ...(filtered === true ? { guardrails: { flagged: true, reason: "simulated filter" } } : {}),
    };
  }

  #specOf(draw: Identity): OrganismSpec {
    const { drift } = this.config;
    this.#draws += 1;
    if (drift === undefined) return this.#spec;
    return drifted(this.#spec, drift, progressOf(drift, { calls: this.#draws - 1, now: Date.now() }), draw);
  }

  /** How often this row was asked for before. */
  #attempt(named: unknown): number {
    const key = JSON.stringify(named ?? null);
    const before = this.#attempts.get(key) ?? 0;
    this.#attempts.set(key, before + 1);
    return before;
  }

  async #wait(named: unknown, attempt: number): Promise<void> {
    const { latencyMs } = this.config;
    const drawn =
      typeof latencyMs === "number"
        ? latencyMs
        : latencyMs.from +
          uniformsFor(this.#spec.seed, "latency", JSON.stringify(named ?? null), attempt)() * (latencyMs.to - latencyMs.from);
    if (drawn > 0) await sleep(drawn);
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

function said(text: string): Answered {
  return { speech: { kind: "reply", text }, fault: null, wrapped: null };
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
  const parsed = TemperatureSchema.safeParse(context?.prompt?.config);
  return parsed.success ? parsed.data.temperature : undefined;
}

/** By the rule of thumb of four characters a token; enough for budgets to be exercised. */
function tokenUsage(prompt: string, reply: string): NonNullable<ProviderResponse["tokenUsage"]> {
  const [asked, said] = [Math.ceil(prompt.length / 4), Math.ceil(reply.length / 4)];
  return { prompt: asked, completion: said, total: asked + said, numRequests: 1 };
}
