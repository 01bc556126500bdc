import * as z from "zod";

/** What the two protocols say differently on every path: errors and the headers around a reply. */

export type Protocol = "openai" | "anthropic";

/** An answer that went wrong on the client's side. Becomes the protocol's own error. */
export class Refused extends Error {
  readonly status: number;
  /** The part of the request that is wrong, where one is. */
  readonly param: string | null;

  constructor(status: number, message: string, param: string | null = null) {
    super(message);
    this.status = status;
    this.param = param;
  }
}

/** What a client is told of a request that could not be read or answered. */
export function refusalOf(cause: unknown): { status: number; message: string; param: string | null } {
  if (cause instanceof Refused) return cause;
  if (cause instanceof z.ZodError) return { status: 400, message: z.prettifyError(cause), param: cause.issues[0]?.path.join(".") ?? null };
  return { status: 400, message: cause instanceof Error ? cause.message : String(cause), param: null };
}

/** @param headers both protocols have a list of models at the same path, and only Anthropic's clients name a version */
export function protocolOf(path: string, headers: Readonly<Record<string, unknown>>): Protocol {
  return path.startsWith("/v1/messages") || headers["anthropic-version"] !== undefined ? "anthropic" : "openai";
}

/** The body of an error, as JSON. */
export function errorBody(
  protocol: Protocol,
  { status, message, param }: { status: number; message: string; param?: string | null },
): string {
  if (protocol === "anthropic") return JSON.stringify({ type: "error", error: { type: anthropicKind(status), message }, request_id: null });
  return JSON.stringify({ error: { message, type: openaiKind(status), param: param ?? null, code: openaiCode(status) } });
}

function anthropicKind(status: number): string {
  const kinds = new Map([
    [401, "authentication_error"],
    [403, "permission_error"],
    [404, "not_found_error"],
    [413, "request_too_large"],
    [429, "rate_limit_error"],
    [529, "overloaded_error"],
  ]);
  return kinds.get(status) ?? (status >= 500 ? "api_error" : "invalid_request_error");
}

/** OpenAI's kind of a 429 is what ran out. */
function openaiKind(status: number): string {
  if (status === 429) return "requests";
  return status >= 500 ? "server_error" : "invalid_request_error";
}

function openaiCode(status: number): string | null {
  if (status === 429) return "rate_limit_exceeded";
  return status === 401 ? "invalid_api_key" : null;
}

const LIMIT = 10_000;

/** What a reply says of the limits, which are never near here: a test that wants a 429 scripts it. */
export function replyHeaders(protocol: Protocol, number: number): Record<string, string> {
  const [limit, remaining] = [String(LIMIT), String(LIMIT - 1)];
  if (protocol === "anthropic") {
    return {
      "request-id": `req_${number}`,
      "anthropic-ratelimit-requests-limit": limit,
      "anthropic-ratelimit-requests-remaining": remaining,
      "anthropic-ratelimit-requests-reset": new Date(Date.now() + 6).toISOString(),
    };
  }
  return {
    "x-request-id": `req_${number}`,
    "x-ratelimit-limit-requests": limit,
    "x-ratelimit-remaining-requests": remaining,
    "x-ratelimit-reset-requests": "6ms",
  };
}
