import { APIError as AnthropicError0 } from "@anthropic-ai/sdk";
import { APIError as AnthropicError1 } from "anthropic-sdk-1";
import { APIError as OpenAiError } from "openai";

/** A call that failed as an SDK tells it. */
export interface Failure {
  /** The class that the SDK gave it; "none" where the call came through. */
  readonly kind: string;
  readonly status: number | null;
  /** The body of the error, as the SDK hands it out. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** What a call failed with. Whatever no SDK has made an error of is thrown on: it is a bug, not a reply. */
export async function failureOf(call: PromiseLike<unknown>): Promise<Failure> {
  try {
    await call;
    return { kind: "none", status: null, body: null, headers: new Headers() };
  } catch (cause) {
    if (!(cause instanceof OpenAiError || cause instanceof AnthropicError0 || cause instanceof AnthropicError1)) throw cause;
    return { kind: cause.constructor.name, status: cause.status ?? null, body: cause.error, headers: new Headers(cause.headers) };
  }
}
