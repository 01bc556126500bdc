import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { uniformsFor } from "../../src/organism/uniform.ts";

/** A loopback model of the OpenAI chat protocol whose next token has a distribution that the test knows: tokens and their probabilities at temperature 1. */

export interface ChoiceRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly temperature?: number;
  readonly n?: number;
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
  readonly max_tokens?: number;
  readonly seed?: number;
}

export interface ChoiceModel {
  /** By the request, so that a prompt can change the answer. The number counts the calls for log-probabilities, from 0. */
  readonly tokens: (request: ChoiceRequest, listing: number) => Readonly<Record<string, number>>;
  /** What its real draws follow; `tokens` where absent. */
  readonly really?: Readonly<Record<string, number>>;
  /** Written behind the first token of a whole reply. */
  readonly goesOn?: string;
  readonly honoursN?: boolean;
  readonly listsNothing?: boolean;
  readonly reasoningTokens?: number;
  readonly sameId?: boolean;
  readonly model?: string;
  /** In place of the answer. */
  readonly answer?: (request: ChoiceRequest, index: number) => { readonly status: number; readonly body: string } | undefined;
}

export class ChoiceServer implements AsyncDisposable {
  readonly requests: ChoiceRequest[] = [];
  readonly #server: Server;
  readonly #model: ChoiceModel;
  readonly #uniform = uniformsFor("choice server");
  #listings = 0;

  private constructor(model: ChoiceModel) {
    this.#model = model;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(model: ChoiceModel): Promise<ChoiceServer> {
    const server = new ChoiceServer(model);
    await new Promise<void>((done) => server.#server.listen(0, "127.0.0.1", done));
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server does not listen");
    return `http://127.0.0.1:${address.port}/v1`;
  }

  /** Calls that asked for log-probabilities, and the others. */
  get counts(): { readonly listings: number; readonly draws: number } {
    const listings = this.requests.filter(({ logprobs }) => logprobs === true).length;
    return { listings, draws: this.requests.length - listings };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked: ChoiceRequest = JSON.parse(await text(request));
    const index = this.requests.push(asked) - 1;
    const { status, body } = this.#model.answer?.(asked, index) ?? { status: 200, body: JSON.stringify(this.#complete(asked, index)) };
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  }

  #complete(asked: ChoiceRequest, index: number): unknown {
    const { model = "served-1", honoursN = true, sameId = false, reasoningTokens = 0 } = this.#model;
    const isListing = asked.logprobs === true;
    const tokens = this.#model.tokens(asked, isListing ? this.#listings++ : -1);
    const count = honoursN ? (asked.n ?? 1) : 1;
    const choices = Array.from({ length: count }, (_, at) => this.#choice(asked, tokens, at));
    return {
      id: sameId ? "chatcmpl-000000000000000000" : `chatcmpl-${String(index).padStart(20, "0")}`,
      object: "chat.completion",
      created: 1_700_000_000,
      model,
      choices,
      usage: {
        prompt_tokens: 40,
        completion_tokens: count,
        total_tokens: 40 + count,
        completion_tokens_details: { reasoning_tokens: reasoningTokens },
      },
    };
  }

  #choice(asked: ChoiceRequest, tokens: Readonly<Record<string, number>>, index: number): unknown {
    const { really = tokens, goesOn = "", listsNothing = false } = this.#model;
    const first = drawn(really, asked.temperature ?? 1, this.#uniform());
    const isCut = asked.max_tokens === 1;
    const content = isCut ? first : `${first}${goesOn}`;
    const logprobs =
      asked.logprobs === true && !listsNothing
        ? {
            content: [
              { token: first, logprob: Math.log(really[first] ?? 1e-9), bytes: null, top_logprobs: top(tokens, asked.top_logprobs ?? 0) },
            ],
          }
        : null;
    return { index, message: { role: "assistant", content, refusal: null }, logprobs, finish_reason: isCut ? "length" : "stop" };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

function drawn(tokens: Readonly<Record<string, number>>, temperature: number, at: number): string {
  const weights = Object.entries(tokens).map(([token, share]) => ({ token, weight: share ** (1 / temperature) }));
  let left = at * weights.reduce((total, { weight }) => total + weight, 0);
  return weights.find(({ weight }) => (left -= weight) < 0)?.token ?? "";
}

function top(tokens: Readonly<Record<string, number>>, count: number): unknown[] {
  return Object.entries(tokens)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([token, share]) => ({ token, logprob: Math.log(share), bytes: null }));
}
