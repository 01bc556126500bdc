import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { isRecord } from "../../schema/is-record.ts";
import { isPackRow, type LiveProvider } from "../hooks.ts";
import { type Fetch, watchFetch } from "./watch-fetch.ts";

/**
 * Which model an API says it served, where promptfoo's provider drops it: `openai:chat` and `anthropic:messages` (0.123.1) keep neither the reply's `model` nor
 * its id. The answer is read beside the provider, off a copy; the request goes out as it was made. Only calls of the pack's rows are looked at.
 */

/** What the last answer of a call said of itself. A call may take several: repeats after a 429, tools. */
interface Seen {
  model: string | null;
  id: string | null;
  readonly reading: Promise<void>[];
}

const calls = new AsyncLocalStorage<Seen>();
/** Functions that are witnessed already: of two evaluations in one process the second finds them so. */
const witnesses = new WeakSet<Fetch>();

/** A longer answer is left unread. */
const MOST_BYTES = 4 << 20;
/** The provider has read its answer by then, so the copy is read too, or never will be. */
const PATIENCE_MS = 1000;

/** Wraps `fetch` and each provider, for as long as the process lives. */
export function witnessServed(providers: readonly LiveProvider[]): void {
  watchFetch(providers, witnessing);
  for (const provider of providers) {
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => {
      if (context?.test === undefined || !isPackRow(context.test)) return callApi(prompt, context, options);
      const seen: Seen = { model: null, id: null, reading: [] };
      const response = await calls.run(seen, () => callApi(prompt, context, options));
      await Promise.race([Promise.all(seen.reading), sleep(PATIENCE_MS, undefined, { ref: false })]);
      return withServed(response, seen);
    };
  }
}

/** What the provider itself reports stands; one of gyges says whether a reply is an answer's own at all, or drawn from what an answer listed. */
function withServed(response: unknown, { model, id }: Seen): unknown {
  if (!isRecord(response) || (model === null && id === null)) return response;
  const own = isRecord(response["metadata"]) ? response["metadata"] : {};
  if (isRecord(own["gyges"])) return response;
  return { ...response, metadata: { ...(model === null ? {} : { model }), ...(id === null ? {} : { responseId: id }), ...own } };
}

function witnessing(original: Fetch): Fetch {
  if (witnesses.has(original)) return original;
  const witness: Fetch = async (input, init) => {
    const response = await original(input, init);
    const seen = calls.getStore();
    if (seen !== undefined && response.ok) seen.reading.push(note(response, seen));
    return response;
  };
  witnesses.add(witness);
  return witness;
}

async function note(response: Response, seen: Seen): Promise<void> {
  try {
    const said = saidIn(await textOf(response.clone()));
    seen.model = said.model ?? seen.model;
    seen.id = said.id ?? seen.id;
  } catch {
    // An answer that broke off, or is no text: the provider says so itself, and nothing is known of the model.
  }
}

async function textOf(copy: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of copy.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** @param text of a JSON answer, or of a stream of events, whose first one names the model */
export function saidIn(text: string): { readonly model: string | null; readonly id: string | null } {
  const event = /^data: (\{.*\})\r?$/m.exec(text)?.[1];
  const value: unknown = JSON.parse(text.startsWith("{") || event === undefined ? text : event);
  const inner = isRecord(value) ? [value, value["message"], value["response"]].find((one) => isRecord(one) && "model" in one) : undefined;
  return isRecord(inner) ? { model: wordIn(inner["model"]), id: idIn(inner["id"]) } : { model: null, id: null };
}

/**
 * An id that tells one reply from another. Local servers are known to number replies by chance out of a thousand ("chatcmpl-123"), or to call all of
 * them alike; two draws of one short id are two replies all the same. Those of OpenAI and Anthropic have 28 characters and more.
 */
function idIn(value: unknown): string | null {
  const id = wordIn(value);
  return id === null || id.length < SHORTEST_ID ? null : id;
}

const SHORTEST_ID = 20;

/** Names and ids are one word of printable characters; anything else did not come from an API of models. */
function wordIn(value: unknown): string | null {
  return typeof value === "string" && /^[\x21-\x7e]{1,300}$/.test(value) ? value : null;
}
