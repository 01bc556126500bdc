import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import { errorBody, type Protocol } from "./protocol.ts";

/** Faults of a server, as scripted. Each is what a client sees on the wire, and whether the model has worked for it by then. */
export type Fault =
  /** `retryAfter`: seconds, a date, or nonsense, as the header has it; `retryAfterMs`: the header of that name. */
  | {
      readonly fault: "status";
      readonly status: number;
      readonly retryAfter?: string;
      readonly retryAfterMs?: string;
      readonly shouldRetry?: boolean;
      readonly message?: string;
    }
  /** Takes the request and never answers. */
  | { readonly fault: "hang" }
  /** Closes the connection without a byte. */
  | { readonly fault: "drop" }
  /** Ends the connection in the middle of the body. */
  | { readonly fault: "truncated" }
  /** A proxy's page, with status 200. */
  | { readonly fault: "html" }
  /** Status 200 and JSON that breaks off. */
  | { readonly fault: "broken-json" }
  /** Status 200, and no choice or content in it. */
  | { readonly fault: "no-choices" }
  /** Status 200, and log probabilities that are no numbers (JSON has null for NaN). */
  | { readonly fault: "nan-logprobs" }
  /** Status 200 around any body. */
  | { readonly fault: "body"; readonly body: unknown };

/** Faults that change the reply, and so are made where the reply is. */
export type ReplyFault = Extract<Fault, { fault: "no-choices" | "nan-logprobs" }>;

/** The model has worked before these reach the client. */
const WORKED: ReadonlySet<Fault["fault"]> = new Set([
  "hang",
  "drop",
  "truncated",
  "html",
  "broken-json",
  "no-choices",
  "nan-logprobs",
  "body",
]);

export function isBilled(fault: Fault): boolean {
  return WORKED.has(fault.fault);
}

export function isReplyFault(fault: Fault): fault is ReplyFault {
  return fault.fault === "no-choices" || fault.fault === "nan-logprobs";
}

/** @param whole what an undisturbed server would have sent; null where the model never came to work */
export function serveFault(
  fault: Exclude<Fault, ReplyFault>,
  { whole, protocol }: { readonly whole: Answer | null; readonly protocol: Protocol },
  response: ServerResponse,
): void {
  const { type, text } = whole ?? { type: "application/json", text: "" };
  switch (fault.fault) {
    case "status":
      response
        .writeHead(fault.status, { "content-type": "application/json", ...statusHeaders(fault) })
        .end(errorBody(protocol, { status: fault.status, message: fault.message ?? `scripted ${fault.status}` }));
      return;
    case "hang":
      return;
    case "drop":
      response.destroy();
      return;
    case "truncated":
      response.writeHead(200, { "content-type": type, "content-length": String(Buffer.byteLength(text)) });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
      return;
    case "html":
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sign in</title><p>Please sign in to continue.");
      return;
    case "broken-json":
      response.writeHead(200, { "content-type": type }).end(text.slice(0, text.length / 2));
      return;
    case "body":
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(fault.body));
      return;
  }
}

function statusHeaders({ retryAfter, retryAfterMs, shouldRetry }: Extract<Fault, { fault: "status" }>): Record<string, string> {
  return {
    ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
    ...(retryAfterMs === undefined ? {} : { "retry-after-ms": retryAfterMs }),
    ...(shouldRetry === undefined ? {} : { "x-should-retry": String(shouldRetry) }),
  };
}
