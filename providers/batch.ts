import { resolve } from "node:path";
import type { ApiProvider, CallApiContextParams, ProviderResponse } from "promptfoo";
import * as z from "zod";
import { anthropicBody, CACHE_TIMES, openaiBody } from "../src/batch/body.ts";
import { type Api, connect } from "../src/batch/clients.ts";
import { BatchDesk } from "../src/batch/desk.ts";
import type { Body } from "../src/batch/prepare.ts";
import { hash32 } from "../src/batch/hash32.ts";
import { scopeOf, type Scope } from "../src/batch/scope.ts";
import { parseStrict } from "../src/schema/parse.ts";
import { batchResponse } from "./batch-response.ts";
import { haltResponse } from "./halt-response.ts";
import { isSafeUrl } from "./safe-url.ts";
import { samplingOf, SamplingSchema } from "./sampling.ts";

const dollars = z.number().min(0).max(10_000);

const ConfigSchema = SamplingSchema.extend({
  /** As promptfoo names the model. */
  provider: z.string().regex(/^(openai:chat|anthropic:messages):[\w.:/@-]{1,200}$/, "wanted openai:chat:MODEL or anthropic:messages:MODEL"),
  /** https, or this machine. */
  baseURL: z.url().refine(isSafeUrl, "wanted https, or http on this machine").optional(),
  folder: z.string().min(1).default(".gyges/batches"),
  waitMinutes: z.number().min(0).max(1440).default(0),
  gatherSeconds: z.number().min(0.05).max(60).default(3),
  pollSeconds: z.number().min(0.05).max(3600).default(30),
  /** What a batch costs you, in US dollars for a million tokens. Without it the cost is unknown, not guessed. */
  price: z.strictObject({ input: dollars, output: dollars, cacheWrite: dollars.optional(), cacheRead: dollars.optional() }).optional(),
  /** Of Anthropic: keeps prompts in its cache, so that draws which share one pay it once. OpenAI's does so by itself. */
  cache: z.enum(CACHE_TIMES).optional(),
  /** More of the API's own settings, sent as they are. */
  body: z
    .record(z.string(), z.unknown())
    .refine(
      (body) => !["model", "messages", "system", "stream", "n"].some((key) => key in body),
      "wanted no model, messages, system, stream or n",
    )
    .default({}),
}).refine(
  ({ provider, cache }) => cache === undefined || provider.startsWith("anthropic:"),
  "wanted cache for anthropic:messages alone: OpenAI caches by itself",
);
type Config = z.infer<typeof ConfigSchema>;

/** One desk for a folder, API, address, model and scope: base and head with one model share their batches. */
const desks = new Map<string, BatchDesk>();

/**
 * Calls of promptfoo as batches, at half the price: `providers: [{id: "package:gyges:BatchProvider", config: {provider: "openai:chat:…"}}]`.
 *
 * The first run submits and ends without a verdict, a later one collects; with `waitMinutes` one run does both. What was submitted is on
 * disk (`folder`, by default `.gyges/batches`), so that nothing is paid twice.
 *
 * @throws GygesError `batch/config` where the config is not valid
 */
export class BatchProvider implements ApiProvider {
  readonly config: Config;
  label?: string;
  /** What it sent stands in its own folder, so a run notes none of its calls. */
  readonly ownBooks = true;
  readonly #api: Api;
  readonly #model: string;
  readonly #env: Readonly<Record<string, string | undefined>>;
  /** Calls that are alike but for their number. */
  readonly #asked = new Map<string, number>();

  constructor(options: { id?: string; config?: Record<string, unknown>; env?: Record<string, string | undefined> } = {}) {
    // promptfoo adds basePath to the config of every provider that it loads from a package.
    const { basePath: _, ...config } = options.config ?? {};
    this.config = parseStrict(ConfigSchema, config, {
      where: "config of BatchProvider",
      code: "batch/config",
      example: "provider: openai:chat:gpt-4.1-mini\ntemperature: 1",
    });
    this.#api = this.config.provider.startsWith("openai:chat:") ? "openai:chat" : "anthropic:messages";
    this.#model = this.config.provider.slice(this.#api.length + 1);
    this.#env = { ...process.env, ...options.env };
  }

  id(): string {
    return `batch:${this.config.provider}`;
  }

  async callApi(prompt: string, context?: CallApiContextParams): Promise<ProviderResponse> {
    const scope = await scopeOf(process.env);
    if (scope.kind === "sealed") return haltResponse({ kind: "batch-refused", text: SEALED });
    const settings = { ...samplingOf(this.config, context), ...this.config.body };
    const body =
      this.#api === "openai:chat"
        ? openaiBody(this.#model, prompt, settings)
        : anthropicBody(this.#model, prompt, settings, this.config.cache);
    const answer = await this.#desk(scope).ask(this.#key(body, context), body);
    return answer.kind === "halt" ? haltResponse(answer.halt) : batchResponse(answer, body, this.config.price ?? null);
  }

  /** A draw of gyges is named by its identity and column; other rows by what they send, and counted where they send the same. */
  #key(body: Body, context: CallApiContextParams | undefined): string {
    const named: unknown = context?.test?.metadata?.["gyges"];
    if (named !== undefined) return hash32(JSON.stringify([named, this.label ?? null, context?.prompt?.label ?? null, body]));
    const key = hash32(JSON.stringify(body));
    const before = this.#asked.get(key) ?? 0;
    this.#asked.set(key, before + 1);
    return `${key}-${before}`;
  }

  #desk(scope: Exclude<Scope, { kind: "sealed" }>): BatchDesk {
    const { folder, baseURL, waitMinutes, gatherSeconds, pollSeconds } = this.config;
    const owner = scope.kind === "store" ? scope.id : "evaluation";
    const path = resolve(folder, hash32(JSON.stringify([owner, this.#api, baseURL ?? null, this.#model])));
    const desk =
      desks.get(path) ??
      new BatchDesk({
        folder: path,
        service: () => connect(this.#api, { baseURL, env: this.#env }),
        waitMs: waitMinutes * 60_000,
        gatherMs: gatherSeconds * 1000,
        pollMs: pollSeconds * 1000,
        kept: scope.kind === "store",
      });
    desks.set(path, desk);
    return desk;
  }
}

const SEALED =
  "a batch would leave the text of a sealed pack on disk and in the file store of the API. Draw it with promptfoo's own provider in place of BatchProvider.";
