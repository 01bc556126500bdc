import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Message } from "@anthropic-ai/sdk/resources/messages/messages";
import type { ChatCompletion } from "openai/resources/chat/completions/completions";
import { AnthropicBatches } from "./anthropic-batches.ts";
import { anthropicMessage, MessageRequestSchema, type MessageRequest } from "./anthropic-message.ts";
import { Shelf, type BatchScript } from "./batches.ts";
import { isBilled, isReplyFault, serveFault, type Fault, type ReplyFault } from "./faults.ts";
import { Meter, type Usage } from "./meter.ts";
import { chatCompletion, ChatRequestSchema, type ChatRequest } from "./openai-chat.ts";
import { OpenAiBatches } from "./openai-batches.ts";
import type { Reply } from "./reply.ts";
import { withReplyFault } from "./reply-faults.ts";

/** What a request asks, the same in both protocols. */
export interface Asked {
  readonly model: string;
  readonly temperature: number | null;
  /** All of the system text and the user's, as JSON where it comes in parts. */
  readonly prompt: string;
  readonly body: ChatRequest | MessageRequest;
}

export interface Seen {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export interface Script {
  /** What the model says. */
  readonly reply: (asked: Asked) => Reply;
  /** What goes wrong with a request; nothing where undefined. @param index how many requests came before it */
  readonly fault?: (seen: Seen, index: number) => Fault | undefined;
  readonly batch?: BatchScript;
}

/**
 * A model server of our own on the loopback: OpenAI's chat completions, files and batches, Anthropic's messages and message batches, scripted
 * faults, and a meter of what would be billed.
 *
 * @example
 * await using llm = await FakeLlm.start({ reply: () => ({ chances: { Yes: 0.7, No: 0.2 } }) });
 * new OpenAI({ baseURL: `${llm.url}/v1`, apiKey: "none" });
 */
export class FakeLlm implements AsyncDisposable {
  readonly meter = new Meter();
  readonly requests: Seen[] = [];
  script: Script;
  readonly openai: OpenAiBatches;
  readonly anthropic: AnthropicBatches;
  /** Batches of either protocol, as they were taken in. */
  readonly shelves: { readonly openai: Shelf<ChatRequest, ChatCompletion>; readonly anthropic: Shelf<MessageRequest, Message> };
  readonly #server: Server;
  #replies = 0;

  private constructor(script: Script) {
    this.script = script;
    const batch = (): BatchScript => this.script.batch ?? {};
    this.shelves = {
      openai: new Shelf(batch, this.meter, (body) => this.#chat(body), usageOf),
      anthropic: new Shelf(batch, this.meter, (body) => this.#message(body, "batch"), usageOf),
    };
    this.openai = new OpenAiBatches(this.shelves.openai);
    this.anthropic = new AnthropicBatches(this.shelves.anthropic, () => this.url);
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(script: Script): Promise<FakeLlm> {
    const fake = new FakeLlm(script);
    await new Promise<void>((done) => fake.#server.listen(0, "127.0.0.1", done));
    return fake;
  }

  /** Without a path: OpenAI's base URL is this and `/v1`. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the fake server does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const seen = { method: request.method ?? "GET", path: url.pathname, headers: request.headers, body: await bodyOf(request) };
    const index = this.requests.push(seen) - 1;
    const fault = this.script.fault?.(seen, index);
    if (fault !== undefined && !isReplyFault(fault) && !isBilled(fault)) return serveFault(fault, "", response);
    try {
      const answer = this.#answer(seen, url, fault !== undefined && isReplyFault(fault) ? fault : null);
      const [status, text] = answer === null ? [404, '{"error":{"message":"no such thing here"}}'] : [200, asText(answer)];
      if (fault !== undefined && !isReplyFault(fault)) return serveFault(fault, text, response);
      response.writeHead(status, { "content-type": typeof answer === "string" ? "application/x-jsonl" : "application/json" }).end(text);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      response
        .writeHead(400, { "content-type": "application/json" })
        .end(JSON.stringify({ error: { type: "invalid_request_error", message } }));
    }
  }

  /** The work is done and billed here, whatever the wire makes of it afterwards. */
  #answer({ method, path, body }: Seen, url: URL, fault: ReplyFault | null): unknown {
    const page = {
      limit: Number(url.searchParams.get("limit") ?? 20),
      after: url.searchParams.get("after") ?? url.searchParams.get("after_id"),
    };
    const [, file] = /^\/v1\/files\/([^/]+)\/content$/.exec(path) ?? [];
    const [, openai] = /^\/v1\/batches\/([^/]+)$/.exec(path) ?? [];
    const [, anthropic, results] = /^\/v1\/messages\/batches\/([^/]+)(\/results)?$/.exec(path) ?? [];
    if (file !== undefined) return this.openai.content(file);
    if (openai !== undefined) return this.openai.retrieve(openai);
    if (anthropic !== undefined) return results === undefined ? this.anthropic.retrieve(anthropic) : this.anthropic.results(anthropic);
    switch (`${method} ${path}`) {
      case "POST /v1/chat/completions":
        return withReplyFault(this.#billed(this.#chat(ChatRequestSchema.parse(body))), fault);
      case "POST /v1/messages":
        return withReplyFault(this.#billed(this.#message(MessageRequestSchema.parse(body), "standard")), fault);
      case "POST /v1/files":
        return this.openai.upload(String(body), "batch.jsonl");
      case "POST /v1/batches":
        return this.openai.create(body);
      case "GET /v1/batches":
        return this.openai.list(page.limit, page.after);
      case "POST /v1/messages/batches":
        return this.anthropic.create(body);
      case "GET /v1/messages/batches":
        return this.anthropic.list(page.limit, page.after);
      default:
        return null;
    }
  }

  #billed<Answer extends ChatCompletion | Message>(answer: Answer): Answer {
    this.meter.bill(usageOf(answer), "billed");
    return answer;
  }

  #chat(body: ChatRequest): ChatCompletion {
    this.#replies += 1;
    return chatCompletion(body, this.script.reply(askedBy(body)), this.#replies);
  }

  #message(body: MessageRequest, tier: "standard" | "batch"): Message {
    this.#replies += 1;
    return anthropicMessage(body, this.script.reply(askedBy(body)), this.#replies, tier);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

function askedBy(body: ChatRequest | MessageRequest): Asked {
  const system = "system" in body ? [body.system] : [];
  const parts = [...system, ...body.messages.map(({ content }) => content)].filter((part) => part !== undefined && part !== null);
  return {
    model: body.model,
    temperature: body.temperature ?? null,
    prompt: parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join("\n"),
    body,
  };
}

function usageOf({ usage }: ChatCompletion | Message): Usage {
  if (usage === undefined) return { prompt: 0, completion: 0 };
  return "input_tokens" in usage
    ? { prompt: usage.input_tokens, completion: usage.output_tokens }
    : { prompt: usage.prompt_tokens, completion: usage.completion_tokens };
}

function asText(answer: unknown): string {
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}

/** JSON, or the text of the one file of a form. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const bytes = await buffer(request);
  if (bytes.length === 0) return undefined;
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return JSON.parse(bytes.toString());
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const file = form.get("file");
  return file instanceof File ? file.text() : undefined;
}
