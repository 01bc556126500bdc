import type { Call, Facts } from "../call.ts";
import type { Clients } from "../clients.ts";
import { RETRY_AFTER_SECONDS, type CueText } from "../cues.ts";
import { look, WHOLE_SHAPE } from "../shapes/look.ts";
import { ErrorShape } from "../shapes/openai.ts";
import { failureOf, type Failure } from "./failure.ts";
import { ask } from "./openai-chat.ts";

/** What OpenAI's protocol says where a call fails, and what the client makes of it. */

const HELLO: CueText = "Say when the café is open.";

function common({ kind, status, body }: Failure): Facts {
  return { kind, status, ...look("error", ErrorShape, [body]) };
}

/** With retries on: a request that is wrong stays wrong. */
async function wrong(clients: Clients, body: object): Promise<Facts> {
  const before = clients.sent;
  const failure = await failureOf(clients.openai(2).post("/chat/completions", { body: { model: clients.server.model, ...body } }));
  const { body: error } = failure;
  const names = (part: string): boolean =>
    typeof error === "object" && error !== null && "param" in error && typeof error.param === "string" && error.param.startsWith(part);
  return { ...common(failure), type: typeOf(error), "names what is wrong": Object.keys(body).some(names), requests: clients.sent - before };
}

function typeOf(body: unknown): string | null {
  return typeof body === "object" && body !== null && "type" in body && typeof body.type === "string" ? body.type : null;
}

const WRONG: Facts = {
  kind: "BadRequestError",
  status: 400,
  ...WHOLE_SHAPE,
  type: "invalid_request_error",
  "names what is wrong": true,
  requests: 1,
};

async function notJson(clients: Clients): Promise<Facts> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${clients.server.url}/v1/chat/completions`, { method: "POST", headers, body: '{"model": ' });
  const body: unknown = await response.json();
  const error = typeof body === "object" && body !== null && "error" in body ? body.error : null;
  return { status: response.status, ...look("error", ErrorShape, [error]), type: typeOf(error) };
}

async function busyAtFirst(clients: Clients): Promise<Facts> {
  const [before, begun] = [clients.sent, performance.now()];
  const messages = [{ role: "user" as const, content: "You are busy at first, openai." satisfies CueText }];
  const reply = await clients.openai(2).chat.completions.create({ model: clients.server.model, messages });
  // A timer may be a little early.
  const waited = performance.now() - begun >= RETRY_AFTER_SECONDS * 1000 - 5;
  return { requests: clients.sent - before, "waited as asked": waited, choices: reply.choices.length };
}

async function busy(clients: Clients): Promise<Facts> {
  const failure = await failureOf(ask(clients, "You are too busy."));
  const code = typeof failure.body === "object" && failure.body !== null && "code" in failure.body ? String(failure.body.code) : null;
  return { ...common(failure), code, "retry-after": failure.headers.get("retry-after") };
}

async function limits(clients: Clients): Promise<Facts> {
  const { response } = await clients
    .openai()
    .chat.completions.create({ model: clients.server.model, messages: [{ role: "user", content: HELLO }], max_tokens: 1 })
    .withResponse();
  const has = (name: string): boolean => response.headers.has(name);
  return {
    "x-request-id": has("x-request-id"),
    "x-ratelimit-limit-requests": has("x-ratelimit-limit-requests"),
    "x-ratelimit-remaining-requests": has("x-ratelimit-remaining-requests"),
    "x-ratelimit-reset-requests": has("x-ratelimit-reset-requests"),
  };
}

export const openaiErrors: readonly Call[] = [
  { name: "openai 400, no messages", make: (clients) => wrong(clients, { messages: undefined }), expected: WRONG },
  {
    name: "openai 400, temperature 3",
    make: (clients) => wrong(clients, { messages: [{ role: "user", content: HELLO }], temperature: 3 }),
    expected: WRONG,
  },
  {
    name: "openai 400, top_logprobs alone",
    make: (clients) => wrong(clients, { messages: [{ role: "user", content: HELLO }], top_logprobs: 5 }),
    expected: WRONG,
  },
  { name: "openai 400, no JSON", make: notJson, expected: { status: 400, ...WHOLE_SHAPE, type: "invalid_request_error" } },
  {
    name: "openai 404, no such path",
    make: async (clients) => common(await failureOf(clients.openai(2).post("/nowhere", { body: {} }))),
    expected: { kind: "NotFoundError", status: 404, ...WHOLE_SHAPE },
  },
  {
    name: "openai 429 once",
    scripted: true,
    make: busyAtFirst,
    expected: { requests: 2, "waited as asked": true, choices: 1 },
  },
  {
    name: "openai 429",
    scripted: true,
    make: busy,
    expected: {
      kind: "RateLimitError",
      status: 429,
      ...WHOLE_SHAPE,
      code: "rate_limit_exceeded",
      "retry-after": String(RETRY_AFTER_SECONDS),
    },
  },
  {
    name: "openai 500",
    scripted: true,
    make: async (clients) => common(await failureOf(ask(clients, "You are broken."))),
    expected: { kind: "InternalServerError", status: 500, ...WHOLE_SHAPE },
  },
  {
    name: "openai rate-limit headers",
    make: limits,
    expected: {
      "x-request-id": true,
      "x-ratelimit-limit-requests": true,
      "x-ratelimit-remaining-requests": true,
      "x-ratelimit-reset-requests": true,
    },
  },
];
