import type { RefusalStopDetails } from "@anthropic-ai/sdk/resources/messages/messages";

/** What a fake model says to one request, before either protocol dresses it. */
export interface Reply {
  readonly text?: string;
  /** The model behind the request, where its replies are sampled: probabilities of its next tokens at temperature 1. What they leave to 1 is the token `…`. */
  readonly chances?: Readonly<Record<string, number>>;
  /** The words of a refusal, in the form that each protocol has for it: OpenAI's field `refusal`, Anthropic's stop reason. */
  readonly refusal?: string;
  /** Anthropic names a kind of refusal. */
  readonly category?: RefusalStopDetails["category"];
  /** The other form: a filter cut the reply, and says nothing. */
  readonly filtered?: boolean;
  /** Shown before the answer: `reasoning_content`, or a block of thinking. */
  readonly reasoning?: string;
  /** The reply ran into the limit of tokens. */
  readonly cut?: boolean;
}

/** By the rule of thumb of four characters a token. What matters is that the same text costs the same everywhere. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
