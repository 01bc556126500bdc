import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A loopback server of the OpenAI chat and Anthropic messages protocols that records what it was asked. */

export interface ChatRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: { readonly model: string; readonly system?: unknown; readonly temperature?: number; readonly messages: readonly { role: string; content: unknown }[] };
}

export interface Answer {
  readonly status?: number;
  readonly text?: string;
  readonly delayMs?: number;
  readonly finishReason?: string;
}

export class ChatServer implements AsyncDisposable {
  readonly requests: ChatRequest[] = [];
  readonly #server: Server;
  #answer: (request: ChatRequest, index: number) => Answer;

  private constructor(answer: (request: ChatRequest, index: number) => Answer) {
    this.#answer = answer;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(answer: (request: ChatRequest, index: number) => Answer): Promise<ChatServer> {
    const server = new ChatServer(answer);
    await new Promise<void>((done) => server.#server.listen(0, "127.0.0.1", done));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  answerWith(answer: (request: ChatRequest, index: number) => Answer): void {
    this.#answer = answer;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked: ChatRequest = { path: request.url ?? "", headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest["body"] };
    const index = this.requests.push(asked) - 1;
    const { status = 200, text = "", delayMs = 0, finishReason = "stop" } = this.#answer(asked, index);
    if (delayMs > 0) await new Promise((done) => setTimeout(done, delayMs));
    const anthropic = asked.path.includes("/messages");
    const body = status === 200 ? (anthropic ? anthropicReply(text, index) : openaiReply(text, finishReason, index)) : { error: { type: "refused", message: `status ${status}` } };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

function openaiReply(text: string, finishReason: string, index: number): unknown {
  return {
    id: `chatcmpl-${index}`,
    object: "chat.completion",
    created: 1_700_000_000,
    model: "served-1",
    choices: [{ index: 0, finish_reason: finishReason, message: { role: "assistant", content: text } }],
    usage: { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 },
  };
}

function anthropicReply(text: string, index: number): unknown {
  return {
    id: `msg_${index}`,
    type: "message",
    role: "assistant",
    model: "served-claude",
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 20, output_tokens: 5 },
  };
}
