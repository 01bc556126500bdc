import type { ApiProvider, CallApiContextParams, ProviderResponse } from "promptfoo";
import { openaiBody } from "../src/batch/body.ts";
import { describeError } from "../src/schema/error.ts";
import { type ChatClient, openClient } from "./choice/client.ts";
import { type ManyConfig, parseManyConfig } from "./many/config.ts";
import { Gathering, type Group } from "./many/gather.ts";
import { shared } from "./many/share.ts";
import { Turnstile } from "./many/turnstile.ts";
import { samplingOf } from "./sampling.ts";

/**
 * Draws of one prompt out of one call: rows that send the same share a request with `n` choices, so that the prompt is paid once, and each keeps a choice of its own:
 * `providers: [{id: "package:gyges:ManyDrawsProvider", config: {model: …}}]`. A server that gives fewer choices than it was asked for is asked again for the rest, and
 * one that gives one is asked for one at a time from then on.
 *
 * @throws GygesError `many-draws/config` where the config is not valid
 */
export class ManyDrawsProvider implements ApiProvider {
  readonly config: ManyConfig;
  /** promptfoo sets it after the constructor has run. */
  label?: string;
  readonly #gathering: Gathering<ProviderResponse>;
  readonly #turnstile: Turnstile;
  #client: Promise<ChatClient> | undefined;
  #givesOne = false;

  constructor(options: { id?: string; config?: Record<string, unknown> } = {}) {
    // promptfoo adds basePath to the config of every provider that it loads from a package.
    const { basePath: _, ...config } = options.config ?? {};
    this.config = parseManyConfig(config);
    const { gatherSeconds, mostChoices, maxConcurrency } = this.config;
    this.#turnstile = new Turnstile(maxConcurrency);
    this.#gathering = new Gathering(gatherSeconds * 1000, mostChoices, (group) => void this.#answer(group));
  }

  id(): string {
    return `many-draws/${this.config.model}`;
  }

  callApi(prompt: string, context?: CallApiContextParams): Promise<ProviderResponse> {
    const settings = { ...samplingOf(this.config, context), ...this.config.body };
    return this.#gathering.add(openaiBody(this.config.model, prompt, settings));
  }

  /** Answers each row of the group once, whatever becomes of the call. */
  async #answer({ body, rows }: Group<ProviderResponse>): Promise<void> {
    let open = rows;
    try {
      while (open.length > 0) {
        const now = this.#givesOne ? 1 : open.length;
        const responses = await this.#turnstile.pass(() => this.#call(body, now));
        if (now > 1 && responses.length === 1) this.#givesOne = true;
        for (const [place, response] of responses.slice(0, now).entries()) open[place]!.answer(response);
        open = open.slice(Math.min(responses.length, now));
      }
    } catch (cause) {
      for (const row of open) row.answer({ error: `many draws: ${describeError(cause)}` });
    }
  }

  async #call(body: Readonly<Record<string, unknown>>, n: number): Promise<ProviderResponse[]> {
    this.#client ??= openClient(this.config, "the provider of many draws");
    const client = await this.#client;
    const { messages, model: _, ...settings } = body;
    return shared(await client.complete(messages, n === 1 ? settings : { ...settings, n }), body, this.config);
  }
}
