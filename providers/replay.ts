import { resolve } from "node:path";
import type { ApiProvider, CallApiContextParams, ProviderResponse } from "promptfoo";
import * as z from "zod";
import { GygesError, describeError } from "../src/schema/error.ts";
import { SideSchema } from "../src/schema/identity.ts";
import { parseStrict } from "../src/schema/parse.ts";
import { PLAN_VARIABLE } from "../src/schema/run-plan.ts";
import { haltResponse } from "./halt-response.ts";
import { replayResponse } from "./replay-response.ts";
import { openReplayed, type Replayed } from "./replayed-store.ts";

const ConfigSchema = z.strictObject({
  /** Path of a store, from where promptfoo runs. */
  store: z.string().min(1),
  /** Whose replies, where the store is of `gyges run`. */
  side: SideSchema.optional(),
  /** Which matched column, where the store has several. */
  pair: z.string().min(1).max(300).optional(),
});

/**
 * The replies of an earlier run, read again at no cost: `providers: [{id: "package:gyges:ReplayProvider", config: {store: …, side: head}}]`.
 *
 * For plain `promptfoo eval`, where new labels, margins and assertions are tried on what was paid for. Each row gets the reply of the same
 * draw, once; what the store lacks is refused and never made up. Every draw made of one is marked `replayed`, and `gyges run` takes none.
 *
 * @throws GygesError `replay/config` where the config is not valid
 */
export class ReplayProvider implements ApiProvider {
  readonly config: z.infer<typeof ConfigSchema>;
  label?: string;
  readonly #given = new Set<string>();
  #store: Promise<Replayed> | undefined;

  constructor(options: { id?: string; config?: Record<string, unknown> } = {}) {
    // promptfoo adds basePath to the config of every provider that it loads from a package.
    const { basePath: _, ...config } = options.config ?? {};
    this.config = parseStrict(ConfigSchema, config, {
      where: "config of ReplayProvider",
      code: "replay/config",
      example: "store: .gyges/runs/0123456789abcdef/store.jsonl\nside: head",
    });
  }

  /** Names no path: it stands in every draw. */
  id(): string {
    return this.config.side === undefined ? "replay" : `replay:${this.config.side}`;
  }

  async callApi(_prompt: string, context?: CallApiContextParams): Promise<ProviderResponse> {
    if (process.env[PLAN_VARIABLE] !== undefined) return haltResponse({ kind: "replayed", text: NO_RUN });
    try {
      const { store, side, pair } = this.config;
      this.#store ??= openReplayed(resolve(store), { side: side ?? null, pair: pair ?? null });
      const { run, find } = await this.#store;
      const found = find(context?.test?.metadata?.["gyges"]);
      if (this.#given.has(found.key)) throw askedTwice(found.key);
      this.#given.add(found.key);
      return replayResponse(found, run);
    } catch (cause) {
      return haltResponse({ kind: "replay-refused", text: describeError(cause) });
    }
  }
}

const NO_RUN =
  "gyges run compares calls that it makes, and a replay is a copy of an earlier one. To judge what stores hold: gyges gate BASE HEAD. To read them with other labels, margins or assertions: promptfoo eval.";

function askedTwice(key: string): GygesError {
  return new GygesError(
    "data",
    "replay/twice",
    `${key} was asked for twice, and one reply is no evidence for two draws. Give each column a ReplayProvider with a label of its own, and no repeats.`,
  );
}
