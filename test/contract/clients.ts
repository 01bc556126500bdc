import { Anthropic as Anthropic0 } from "@anthropic-ai/sdk";
import { Anthropic as Anthropic1 } from "anthropic-sdk-1";
import { OpenAI } from "openai";
import type { ContractServer } from "./call.ts";

/** What the calls need of Anthropic's SDK, the same in 0.124 and 1.x. What comes back is unknown until a shape has looked at it. */
export interface AnthropicClient {
  readonly messages: {
    create(body: MessageBody): PromiseLike<unknown>;
    stream(body: MessageBody): MessageStream;
    readonly batches: {
      create(body: { requests: { custom_id: string; params: MessageBody }[] }): PromiseLike<unknown>;
      retrieve(id: string): PromiseLike<unknown>;
      cancel(id: string): PromiseLike<unknown>;
      list(params: { limit: number }): AsyncIterable<unknown>;
      results(id: string): PromiseLike<AsyncIterable<unknown>>;
    };
  };
  readonly models: { list(): AsyncIterable<unknown> };
}

export interface MessageBody {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: { role: "user"; content: string }[];
}

interface MessageStream extends AsyncIterable<unknown> {
  finalMessage(): PromiseLike<unknown>;
}

const VERSIONS = { "0": Anthropic0, "1": Anthropic1 } as const;
export type AnthropicVersion = keyof typeof VERSIONS;
export const ANTHROPIC_VERSIONS: readonly AnthropicVersion[] = ["0", "1"];

/** The official clients at one server. Counts what they send, since a client repeats requests that its caller never hears of. */
export class Clients {
  readonly server: ContractServer;
  /** Requests since the clients were made. */
  sent = 0;
  /** Chat calls that were answered with status 200. */
  answered = 0;

  constructor(server: ContractServer) {
    this.server = server;
  }

  openai(maxRetries = 0): OpenAI {
    return new OpenAI({
      baseURL: `${this.server.url}/v1`,
      apiKey: "none",
      maxRetries,
      timeout: TIMEOUT_MS,
      fetch: this.fetch,
      logLevel: "off",
    });
  }

  anthropic(version: AnthropicVersion, maxRetries = 0): AnthropicClient {
    const Anthropic = VERSIONS[version];
    return new Anthropic({ baseURL: this.server.url, apiKey: "none", maxRetries, timeout: TIMEOUT_MS, fetch: this.fetch, logLevel: "off" });
  }

  readonly fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    this.sent += 1;
    const response = await fetch(url, init);
    if (response.ok && new URL(response.url).pathname.endsWith("/chat/completions")) this.answered += 1;
    return response;
  };
}

const TIMEOUT_MS = 60_000;
