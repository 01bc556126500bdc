import type { Call, Facts } from "../call.ts";
import { collect } from "../collect.ts";
import { RETRY_AFTER_SECONDS, type CueText } from "../cues.ts";
import { ErrorShape, ModelShape } from "../shapes/anthropic.ts";
import { look, WHOLE_SHAPE } from "../shapes/look.ts";
import { throughBoth, type Asker } from "./anthropic.ts";
import { failureOf, type Failure } from "./failure.ts";

/** What Anthropic's protocol says where a call fails, what the client makes of it, and the list of models. */

function common({ kind, status, body }: Failure): Facts {
  return { kind, status, ...look("error", ErrorShape, [body]), type: typeOf(body) };
}

function typeOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  return typeof error === "object" && error !== null && "type" in error ? String(error.type) : null;
}

async function wrong(asker: Asker, change: object): Promise<Facts> {
  const before = asker.clients.sent;
  const failure = await failureOf(asker.client(2).messages.create({ ...asker.body("Say when the café is open."), ...change }));
  return { ...common(failure), requests: asker.clients.sent - before };
}

/** Past the client, which sends nothing of the kind. */
async function notJson({ clients }: Asker): Promise<Facts> {
  const headers = { "content-type": "application/json", "anthropic-version": "2023-06-01" };
  const response = await fetch(`${clients.server.url}/v1/messages`, { method: "POST", headers, body: '{"model": ' });
  const body: unknown = await response.json();
  return { status: response.status, ...look("error", ErrorShape, [body]), type: typeOf(body) };
}

const WRONG: Facts = { kind: "BadRequestError", status: 400, ...WHOLE_SHAPE, type: "invalid_request_error", requests: 1 };

async function busyAtFirst(asker: Asker): Promise<Facts> {
  const [before, begun] = [asker.clients.sent, performance.now()];
  await asker.client(2).messages.create(asker.body(asker.busyAtFirst()));
  // A timer may be a little early.
  return { requests: asker.clients.sent - before, "waited as asked": performance.now() - begun >= RETRY_AFTER_SECONDS * 1000 - 5 };
}

async function failed(asker: Asker, cue: CueText): Promise<Facts> {
  const failure = await failureOf(asker.client().messages.create(asker.body(cue)));
  return { ...common(failure), "retry-after": failure.headers.get("retry-after") };
}

async function models(asker: Asker): Promise<Facts> {
  const all = await collect(asker.client().models.list());
  return {
    ...look("model", ModelShape, all),
    "at least one": all.length > 0,
  };
}

export const anthropicErrors: readonly Call[] = [
  throughBoth({ name: "anthropic 400, no messages", make: (asker) => wrong(asker, { messages: undefined }), expected: WRONG }),
  throughBoth({ name: "anthropic 400, no token", make: (asker) => wrong(asker, { max_tokens: 0 }), expected: WRONG }),
  throughBoth({ name: "anthropic 400, no JSON", make: notJson, expected: { status: 400, ...WHOLE_SHAPE, type: "invalid_request_error" } }),
  throughBoth({ name: "anthropic 429 once", scripted: true, make: busyAtFirst, expected: { requests: 2, "waited as asked": true } }),
  throughBoth({
    name: "anthropic 429",
    scripted: true,
    make: (asker) => failed(asker, "You are too busy."),
    expected: { kind: "RateLimitError", status: 429, ...WHOLE_SHAPE, type: "rate_limit_error", "retry-after": String(RETRY_AFTER_SECONDS) },
  }),
  throughBoth({
    name: "anthropic 529",
    scripted: true,
    make: (asker) => failed(asker, "You are overloaded."),
    expected: {
      "kind (0.124)": "InternalServerError",
      "kind (1.x)": "OverloadedError",
      status: 529,
      ...WHOLE_SHAPE,
      type: "overloaded_error",
      "retry-after": null,
    },
  }),
  throughBoth({ name: "anthropic models", make: models, expected: { ...WHOLE_SHAPE, "at least one": true } }),
];
