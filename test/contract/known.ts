import type { Facts, ServerName } from "./call.ts";

/** What is known to be otherwise at a server, with the reason. Everything else that differs fails the suite, and so does an entry that no longer does. */
export interface Known {
  /** Whether the server has this call at all. */
  readonly offered: boolean;
  /** All that differ, as they are seen there. */
  readonly facts: Facts;
  readonly why: string;
}

export interface KnownOf {
  /** By the name of the call. */
  readonly calls: Readonly<Record<string, Known>>;
  /** Keys that the SDK's types require and this server never sends. */
  readonly gaps: readonly string[];
  /** Parts of the protocols that it does not have: how the names of their calls begin, and the reason. Such a call has to fail; one that stands among `calls` does what stands there. */
  readonly lacks: Readonly<Record<string, string>>;
}

/** A request that should have been refused, and was answered. */
const ANSWERED: Facts = { kind: "none", status: null, shape: ["error: Invalid input: expected object, received null"], type: null };

/** At the path that both protocols have. */
const OPENAIS_LIST: Known = {
  offered: false,
  facts: {
    shape: ["model.created: no such key", "model.object: no such key", "model.owned_by: no such key"],
    "left out": [
      "model.capabilities",
      "model.created_at",
      "model.display_name",
      "model.max_input_tokens",
      "model.max_tokens",
      "model.type",
    ],
  },
  why: "it answers with OpenAI's list",
};

const AIMOCK: KnownOf = {
  calls: {
    "openai chat, n = 3": {
      offered: false,
      facts: { choices: [0], "replies paid each": false },
      why: "it gives one choice, whatever n is",
    },
    "openai stream, n = 2": {
      offered: false,
      facts: { "each its own reply": false, ends: 1 },
      why: "it gives one choice, whatever n is",
    },
    "openai chat, logprobs": {
      offered: false,
      facts: {
        "tokens make up the reply": false,
        "bytes spell the token": false,
        "at most as many as asked for": false,
        "likeliest first": false,
      },
      why: "its logprobs are null, whatever is asked for",
    },
    "openai refusal": {
      offered: false,
      facts: {
        shape: ['completion.choices.finish_reason: Invalid option: expected one of "stop"|"length"|"content_filter"'],
        ends: "refusal",
        "words in a field of their own": false,
        "no content": false,
      },
      why: "a script has no word for OpenAI's field `refusal`: its `refusal` is Anthropic's stop reason, and goes out here as a finish reason that OpenAI has not",
    },
    "openai stream, reasoning": {
      offered: true,
      facts: { "the first says who speaks": false },
      why: "it thinks before it says who speaks",
    },
    "openai 400, no messages": { offered: true, facts: { "names what is wrong": false }, why: "its errors name no parameter" },
    "openai 400, temperature 3": {
      offered: false,
      facts: { ...ANSWERED, "names what is wrong": false },
      why: "it checks no value of a request",
    },
    "openai 400, top_logprobs alone": {
      offered: false,
      facts: { ...ANSWERED, "names what is wrong": false },
      why: "it checks no value of a request",
    },
    "anthropic 400, no token": { offered: false, facts: ANSWERED, why: "it checks no value of a request" },
    "anthropic 400, no messages": {
      offered: false,
      facts: { kind: "NotFoundError", status: 404, "left out": ["error.type"] },
      why: "it checks no value of a request: none of its scripts is for one without messages",
    },
    "openai rate-limit headers": {
      offered: false,
      facts: { "x-ratelimit-limit-requests": false, "x-ratelimit-remaining-requests": false, "x-ratelimit-reset-requests": false },
      why: "it sends them with a 429 only",
    },
    "anthropic refusal": {
      offered: true,
      facts: { blocks: ["text"], "details of a refusal": null },
      why: "its refusal has the stop reason, a block of text and no details",
    },
    "anthropic models": OPENAIS_LIST,
    "anthropic 400, no JSON": { offered: true, facts: { "left out": ["error.type"] }, why: "that error has OpenAI's envelope" },
  },
  lacks: { "anthropic batch": "it has no message batches" },
  gaps: [
    "error.code",
    "error.param",
    "line.response.body.choices.logprobs",
    "line.response.body.choices.message.refusal",
    "message.container",
    "message.content.citations",
    "message.stop_details",
    "message.usage.cache_creation",
    "message.usage.cache_creation_input_tokens",
    "message.usage.cache_read_input_tokens",
    "message.usage.inference_geo",
    "message.usage.output_tokens_details",
    "message.usage.server_tool_use",
    "message.usage.service_tier",
  ],
};

const LOCAL_MODEL: KnownOf = {
  calls: {
    "openai rate-limit headers": {
      offered: false,
      facts: {
        "x-request-id": false,
        "x-ratelimit-limit-requests": false,
        "x-ratelimit-remaining-requests": false,
        "x-ratelimit-reset-requests": false,
      },
      why: "it has no limits but its queue",
    },
    "anthropic models": OPENAIS_LIST,
  },
  gaps: [],
  lacks: {
    anthropic: "it speaks OpenAI's protocol only",
    "openai batch": "it has no batches",
    "openai stream": "it refuses to stream",
  },
};

export const KNOWN: Readonly<Record<ServerName, KnownOf>> = {
  fake: { calls: {}, gaps: [], lacks: {} },
  aimock: AIMOCK,
  "local model": LOCAL_MODEL,
};
