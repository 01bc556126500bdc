import type { ProviderResponse } from "promptfoo";
import { messagesOf } from "../../src/choice/question.ts";
import type { Conduct } from "../../src/organism/organism.ts";
import type { Scenario } from "../../src/schema/scenario.ts";
import { openClient, type ChatClient } from "../choice/client.ts";
import type { OrganismConfig } from "./config.ts";

type Inner = NonNullable<OrganismConfig["inner"]>;

/** What a real model wrote, with a planted decision in place of its own. */
export interface Wrapped {
  readonly text: string;
  readonly tokens: NonNullable<ProviderResponse["tokenUsage"]> | null;
  readonly responseId: string;
  readonly model: string;
}

/**
 * A real model behind a simulated one: it is asked the prompt as it stands, what it says stays, and the line with its decision gives way to the planted one.
 * So a gap of known size is found, or not, in text as that model writes it.
 */
export class InnerModel {
  readonly #inner: Inner;
  #client: Promise<ChatClient> | undefined;

  constructor(inner: Inner) {
    this.#inner = inner;
  }

  /**
   * @returns null where the reply has no marked line to plant (a forced choice is a copy of its option, a bare refusal decides nothing): then no call is made
   * @throws Error where the model gave no reply
   */
  async wrap(prompt: string, { act }: Scenario, { choice }: Conduct, temperature: number | null): Promise<Wrapped | null> {
    const option = act.options.find(({ id }) => id === choice);
    if (act.kind !== "marked-line" || option === undefined) return null;
    const messages = messagesOf(prompt);
    if (messages === null) throw new Error("the prompt is neither text nor a JSON list of messages with text in them");
    this.#client ??= openClient(this.#inner);
    const settings = { max_tokens: this.#inner.maxTokens, ...(temperature === null ? {} : { temperature }) };
    const { id, model, usage, choices } = await (await this.#client).complete(messages, settings);
    const said = withoutDecision(choices[0]?.message.content ?? "", act.marker);
    const counted = usage === null || usage === undefined ? null : { prompt: usage.prompt_tokens, completion: usage.completion_tokens };
    return {
      text: `${said}\n\n${act.marker}: ${option.text}`.trim(),
      tokens: counted && { ...counted, total: counted.prompt + counted.completion, numRequests: 1 },
      responseId: id,
      model,
    };
  }
}

/** All lines but those that name the marker, in whatever dress: a second decision would make the reply ambiguous. */
export function withoutDecision(text: string, marker: string): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return lines
    .filter((line) => !line.toLowerCase().includes(marker.toLowerCase()))
    .join("\n")
    .trim();
}
