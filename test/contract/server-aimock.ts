import { LLMock } from "@copilotkit/aimock";
import type { ContractServer } from "./call.ts";
import { CUES, RETRY_AFTER_SECONDS, type Cue } from "./cues.ts";

/** Somebody else's fake of the same protocols, scripted by the same cues. */
export async function startAimock(): Promise<ContractServer & AsyncDisposable> {
  const mock = new LLMock({ port: 0, chunkSize: 5, logLevel: "silent" });
  for (const [words, cue] of Object.entries(CUES)) script(mock, words, cue);
  await mock.start();
  return { name: "aimock", url: mock.url, model: "gpt-4o", scripted: true, [Symbol.asyncDispose]: () => mock.stop() };
}

function script(mock: LLMock, userMessage: string, { says, reasoning, refusal, filtered, cut, status, once }: Cue): void {
  if (status !== undefined) {
    const error = { error: { message: `scripted ${status}`, ...kindOf(status) }, status, retryAfter: RETRY_AFTER_SECONDS };
    mock.on({ userMessage, ...(once === true ? { sequenceIndex: 0 } : {}) }, error);
  }
  if (status !== undefined && once !== true) return;
  const end = refusal !== undefined ? "refusal" : filtered === true ? "content_filter" : cut === true ? "length" : null;
  mock.on(
    { userMessage },
    {
      content: refusal ?? says,
      // Where a script is silent on it, aimock bills a message of Anthropic's with nothing.
      usage: { input_tokens: 9, output_tokens: 8 },
      ...(reasoning === undefined ? {} : { reasoning }),
      ...(end === null ? {} : { finishReason: end }),
    },
  );
}

/** aimock leaves the kind of an error to whoever scripts it. */
function kindOf(status: number): { type: string; code?: string } {
  if (status === 429) return { type: "rate_limit_error", code: "rate_limit_exceeded" };
  return { type: status === 529 ? "overloaded_error" : "api_error" };
}
