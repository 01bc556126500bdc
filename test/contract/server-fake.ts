import { FakeLlm, type Seen } from "../fake-llm/fake-llm.ts";
import type { Fault } from "../fake-llm/faults.ts";
import { MODELS } from "../fake-llm/models.ts";
import type { Reply } from "../fake-llm/reply.ts";
import type { ContractServer } from "./call.ts";
import { cueIn, RETRY_AFTER_SECONDS } from "./cues.ts";

/** This repository's own fake, scripted by the cues. */
export async function startFake(): Promise<ContractServer & AsyncDisposable> {
  const heard = new Set<string>();
  const llm = await FakeLlm.start({ reply: ({ prompt }) => replyTo(prompt), fault: (seen) => faultOf(seen, heard) });
  return { name: "fake", url: llm.url, model: MODELS[0]!, scripted: true, [Symbol.asyncDispose]: () => llm[Symbol.asyncDispose]() };
}

function replyTo(prompt: string): Reply {
  const cue = cueIn(prompt);
  if (cue === null) return { text: "?" };
  const { says: text, reasoning, refusal, filtered, cut } = cue;
  return {
    text,
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(filtered === undefined ? {} : { filtered }),
    ...(cut === undefined ? {} : { cut }),
  };
}

function faultOf({ path, body }: Seen, heard: Set<string>): Fault | undefined {
  if (!path.endsWith("/chat/completions") && !path.endsWith("/messages")) return undefined;
  const text = JSON.stringify(body);
  const cue = cueIn(text);
  if (cue?.status === undefined) return undefined;
  if (cue.once === true && heard.has(text)) return undefined;
  heard.add(text);
  return { fault: "status", status: cue.status, ...(cue.status === 429 ? { retryAfter: String(RETRY_AFTER_SECONDS) } : {}) };
}
