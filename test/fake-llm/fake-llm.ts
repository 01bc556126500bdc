import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Message } from "@anthropic-ai/sdk/resources/messages/messages";
import type { ChatCompletion } from "openai/resources/chat/completions/completions";
import { chunks, events, json, lines, type Answer } from "./answer.ts";
import { AnthropicBatches } from "./anthropic-batches.ts";
import { eventsOf } from "./anthropic-stream.ts";
import { anthropicMessage, MessageRequestSchema, type MessageRequest } from "./anthropic-message.ts";
import { Shelf, type BatchScript } from "./batches.ts";
import { isBilled, isReplyFault, serveFault, type Fault, type ReplyFault } from "./faults.ts";
import { Meter, type Usage } from "./meter.ts";
import { anthropicModels, openaiModels } from "./models.ts";
import { chatCompletion, ChatRequestSchema, type ChatRequest } from "./openai-chat.ts";
import { OpenAiBatches } from "./openai-batches.ts";
import { chunksOf } from "./openai-stream.ts";
import { errorBody, protocolOf, refusalOf, Refused, replyHeaders } from "./protocol.ts";
import { bodyOf } from "./read-body.ts";
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
 * A model server of our own on the loopback: OpenAI's chat completions, files and batches, Anthropic's messages and message batches, streams of both,
 * scripted faults, and a meter of what would be billed. `npm run test:contract` holds it against another fake and a real model.
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
  /** Anthropic's prompt cache: beginnings of prompts that a request marked. */
  readonly #cache = new Set<string>();

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
    const protocol = protocolOf(url.pathname, request.headers);
    try {
      const seen = { method: request.method ?? "GET", path: url.pathname, headers: request.headers, body: await bodyOf(request) };
      const before = this.requests.push(seen) - 1;
      const fault = this.script.fault?.(seen, before);
      if (fault !== undefined && !isReplyFault(fault) && !isBilled(fault)) return serveFault(fault, { whole: null, protocol }, response);
      const answer = this.#answer(seen, url, fault !== undefined && isReplyFault(fault) ? fault : null);
      if (fault !== undefined && !isReplyFault(fault)) return serveFault(fault, { whole: answer, protocol }, response);
      const { status, type, text } = answer;
      response.writeHead(status, { "content-type": type, ...replyHeaders(protocol, before) }).end(text);
    } catch (cause) {
      const refused = refusalOf(cause);
      response.writeHead(refused.status, { "content-type": "application/json" }).end(errorBody(protocol, refused));
    }
  }

  /** The work is done and billed here, whatever the wire makes of it afterwards. */
  #answer(seen: Seen, url: URL, fault: ReplyFault | null): Answer {
    switch (`${seen.method} ${seen.path}`) {
      case "POST /v1/chat/completions": {
        const asked = ChatRequestSchema.parse(seen.body);
        const completion = this.#billed(this.#chat(asked));
        if (asked.stream === true) return chunks(chunksOf(completion, asked.stream_options?.include_usage === true));
        return json(withReplyFault(completion, fault));
      }
      case "POST /v1/messages": {
        const asked = MessageRequestSchema.parse(seen.body);
        const message = this.#billed(this.#message(asked, "standard"));
        return asked.stream === true ? events(eventsOf(message)) : json(withReplyFault(message, fault));
      }
      case "GET /v1/models":
        return json(protocolOf(seen.path, seen.headers) === "anthropic" ? anthropicModels() : openaiModels());
      default:
        return this.#batchAnswer(seen, url);
    }
  }

  #batchAnswer({ method, path, body }: Seen, url: URL): Answer {
    const page = {
      limit: Number(url.searchParams.get("limit") ?? 20),
      after: url.searchParams.get("after") ?? url.searchParams.get("after_id"),
    };
    switch (`${method} ${path}`) {
      case "POST /v1/files":
        return json(this.openai.upload(String(body), "batch.jsonl"));
      case "POST /v1/batches":
        return json(this.openai.create(body));
      case "GET /v1/batches":
        return json(this.openai.list(page.limit, page.after));
      case "POST /v1/messages/batches":
        return json(this.anthropic.create(body));
      case "GET /v1/messages/batches":
        return json(this.anthropic.list(page.limit, page.after));
    }
    for (const [pattern, answer] of this.#ofOne) {
      const id = pattern.exec(`${method} ${path}`)?.[1];
      if (id !== undefined) return answer(id);
    }
    throw new Refused(404, `Invalid URL (${method} ${path})`);
  }

  /** What is asked of one file or batch, by its id. */
  readonly #ofOne: readonly (readonly [RegExp, (id: string) => Answer])[] = [
    [/^GET \/v1\/files\/([^/]+)\/content$/, (id) => found(this.openai.content(id), lines)],
    [/^GET \/v1\/batches\/([^/]+)$/, (id) => found(this.openai.retrieve(id), json)],
    [/^POST \/v1\/batches\/([^/]+)\/cancel$/, (id) => found(this.openai.cancel(id), json)],
    [/^GET \/v1\/messages\/batches\/([^/]+)$/, (id) => found(this.anthropic.retrieve(id), json)],
    [/^GET \/v1\/messages\/batches\/([^/]+)\/results$/, (id) => found(this.anthropic.results(id), lines)],
    [/^POST \/v1\/messages\/batches\/([^/]+)\/cancel$/, (id) => found(this.anthropic.cancel(id), json)],
  ];

  #billed<Reply extends ChatCompletion | Message>(reply: Reply): Reply {
    this.meter.bill(usageOf(reply), "billed");
    return reply;
  }

  #chat(body: ChatRequest): ChatCompletion {
    this.#replies += 1;
    return chatCompletion(body, this.script.reply(askedBy(body)), this.#replies);
  }

  #message(body: MessageRequest, tier: "standard" | "batch"): Message {
    this.#replies += 1;
    return anthropicMessage(body, this.script.reply(askedBy(body)), this.#replies, tier, this.#cache);
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

function found<T>(thing: T | null, answer: (thing: T) => Answer): Answer {
  if (thing === null) throw new Refused(404, "no such thing here");
  return answer(thing);
}
