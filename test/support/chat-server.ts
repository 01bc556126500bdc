import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** A loopback server of the OpenAI chat, OpenAI responses and Anthropic messages protocols that records what it was asked. */

export interface ChatRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The body, byte for byte. */
  readonly raw: string;
  readonly body: {
    readonly model: string;
    readonly temperature?: number;
    /** OpenAI responses */
    readonly instructions?: string;
    readonly input?: unknown;
    /** Anthropic */
    readonly system?: unknown;
    readonly messages?: readonly { role: string; content: unknown }[];
  };
}

export interface Answer {
  readonly status?: number;
  readonly text?: string;
  readonly reasoning?: string;
  readonly delayMs?: number;
  /** The answer waits for this. */
  readonly after?: Promise<unknown>;
  readonly finishReason?: string;
  /** The snapshot that answers. */
  readonly model?: string;
}

export type Answerer = (request: ChatRequest, index: number) => Answer;

export class ChatServer implements AsyncDisposable {
  requests: ChatRequest[] = [];
  readonly #server: Server;
  #answer: Answerer;
  #served = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  private constructor(answer: Answerer) {
    this.#answer = answer;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(answer: Answerer): Promise<ChatServer> {
    const server = new ChatServer(answer);
    await new Promise<void>((done) => server.#server.listen(0, "127.0.0.1", done));
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the server does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  answerWith(answer: Answerer): void {
    this.#answer = answer;
  }

  /** Resolves when the server has been asked `count` times since the last {@link takeRequests}. */
  async asked(count: number): Promise<void> {
    if (this.requests.length >= count) return;
    await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
  }

  /** What was asked since the last call of this. */
  takeRequests(): readonly ChatRequest[] {
    const taken = this.requests;
    this.requests = [];
    return taken;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request);
    const body: ChatRequest["body"] = JSON.parse(raw);
    const asked: ChatRequest = { path: request.url ?? "", headers: request.headers, raw, body };
    const index = this.requests.push(asked) - 1;
    for (const { count, resolve } of this.#waiting) if (index + 1 >= count) resolve();
    const answer = this.#answer(asked, index);
    const { status = 200, delayMs = 0 } = answer;
    if (delayMs > 0) await new Promise((done) => setTimeout(done, delayMs));
    await answer.after;
    this.#served += 1;
    const reply = status === 200 ? replyTo(asked, answer, this.#served) : { error: { type: "refused", message: `status ${status}` } };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(reply));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

function replyTo(asked: ChatRequest, answer: Answer, number: number): unknown {
  const id = `reply-${String(number).padStart(20, "0")}`;
  if (asked.path.includes("/messages")) return anthropicReply(id, answer);
  return asked.path.includes("/responses") ? responsesReply(id, answer) : openaiReply(id, answer);
}

function openaiReply(id: string, { text = "", reasoning, finishReason = "stop", model = "served-1" }: Answer): unknown {
  const message = { role: "assistant", content: text, ...(reasoning === undefined ? {} : { reasoning_content: reasoning }) };
  return {
    id,
    object: "chat.completion",
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, finish_reason: finishReason, message }],
    usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 },
  };
}

function responsesReply(id: string, { text = "" }: Answer): unknown {
  return {
    id,
    object: "response",
    status: "completed",
    model: "served-1",
    output: [
      { type: "message", id: `${id}-m`, role: "assistant", status: "completed", content: [{ type: "output_text", text, annotations: [] }] },
    ],
    usage: { input_tokens: 20, output_tokens: 5, total_tokens: 25 },
  };
}

function anthropicReply(id: string, { text = "", model = "served-claude" }: Answer): unknown {
  return {
    id,
    type: "message",
    role: "assistant",
    model,
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 20, output_tokens: 5 },
  };
}
