import { amount, type Price, priceOfConfig } from "../../money/price.ts";
import { boundOf } from "../../money/request-bound.ts";
import type { AskedPrice } from "../../schema/budget.ts";
import { describeError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";
import { faultText } from "../row/fault-text.ts";
import type { LiveProvider } from "../hooks.ts";
import { isBillable, watchFetch, type Fetch } from "./watch-fetch.ts";

/**
 * What promptfoo would charge a call of each provider, asked of the provider itself: it is called as for a draw, and its request is answered here with a
 * made-up usage, so nothing leaves the machine. So a price is the one that promptfoo puts on draws, whether it stands in its table or in the config,
 * and a request shows whether it sets a limit for the reply.
 */
export async function askPrices(providers: readonly LiveProvider[]): Promise<AskedPrice[]> {
  const asked: AskedPrice[] = [];
  // One after the other: they share the way to the network.
  for (const provider of providers) {
    const label = provider.label ?? provider.id();
    const found = await priceOf(provider);
    asked.push(typeof found === "string" ? { label, unknown: faultText(found).slice(0, 600) } : { label, ...found });
  }
  return asked;
}

interface Priced {
  readonly price: Price;
  readonly replyTokens: number | null;
}

async function priceOf(provider: LiveProvider): Promise<Priced | string> {
  const stated = priceOfConfig(provider.config);
  const id = provider.id();
  // Its requests are those of the chat protocol; a reply without log probabilities would teach it nothing.
  if (id.startsWith("forced-choice/")) return stated === null ? NO_PRICE : { price: stated, replyTokens: null };
  if (!ASKABLE.test(id)) return `a provider of this kind (${id.split(":")[0]}) shows neither its requests nor a price before it is called`;
  const input = await askOnce(provider, { prompt: TOKENS, completion: 0 });
  if (typeof input === "string") return input;
  const output = await askOnce(provider, { prompt: 0, completion: TOKENS });
  if (typeof output === "string") return output;
  const { replyTokens } = output;
  if (input.cost === null || output.cost === null) return stated === null ? NO_PRICE : { price: stated, replyTokens };
  return { price: { input: input.cost / TOKENS, output: output.cost / TOKENS }, replyTokens };
}

/** Providers whose only way out is `fetch`, in a protocol that can be answered. Others may start programs or open sockets when they are called. */
const ASKABLE =
  /^(?:openai:(?:chat:|responses:|gpt-|o\d|ft:)|anthropic:(?:messages:|claude-(?!agent|code))|openrouter:|deepseek:|azure:(?:chat|responses):)/;

const NO_PRICE = "promptfoo's table has no price for it, and its config states none";

/** Enough that fractions of a cent do not vanish, too few for a tier of long prompts. */
const TOKENS = 1000;

interface Usage {
  readonly prompt: number;
  readonly completion: number;
}

interface Answered {
  /** Null where promptfoo puts no price on the reply. */
  readonly cost: number | null;
  readonly replyTokens: number;
}

async function askOnce(provider: LiveProvider, usage: Usage): Promise<Answered | string> {
  const bodies: unknown[] = [];
  const restore = watchFetch([provider], () => answering(usage, bodies));
  try {
    const response = await provider.callApi("What does a reply cost?", { bustCache: true });
    if (bodies.length === 0) return "it sent no request that could be read";
    const bounds = bodies.map(boundOf);
    const unbounded = bounds.find((bound) => typeof bound === "string");
    if (unbounded !== undefined) return unbounded;
    if (!isRecord(response)) return "it gave no response";
    if (typeof response["error"] === "string") return `it gave no reply: ${response["error"]}`;
    const limits = bounds.flatMap((bound) => (typeof bound === "string" ? [] : bound.replyTokens));
    return { cost: amount(response["cost"]), replyTokens: Math.max(...limits) };
  } catch (cause) {
    return `it gave no reply: ${describeError(cause)}`;
  } finally {
    restore();
  }
}

function answering(usage: Usage, bodies: unknown[]): Fetch {
  return async (input, init) => {
    if (isBillable(input, init)) bodies.push(init?.body);
    const url = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
    const reply = Object.entries(REPLIES).find(([path]) => new URL(url).pathname.endsWith(path))?.[1];
    if (reply === undefined) return Response.json({ error: { message: "no other request is answered here" } }, { status: 404 });
    return Response.json(reply(usage));
  };
}

/** The shortest reply of each protocol, by the end of its path. */
const REPLIES: Readonly<Record<string, (usage: Usage) => unknown>> = {
  "/chat/completions": ({ prompt, completion }) => ({
    id: "price",
    object: "chat.completion",
    created: 0,
    model: "price",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "ok" } }],
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  }),
  "/responses": ({ prompt, completion }) => ({
    id: "price",
    object: "response",
    status: "completed",
    model: "price",
    output: [
      { type: "message", id: "m", role: "assistant", status: "completed", content: [{ type: "output_text", text: "ok", annotations: [] }] },
    ],
    usage: { input_tokens: prompt, output_tokens: completion, total_tokens: prompt + completion },
  }),
  "/messages": ({ prompt, completion }) => ({
    id: "price",
    type: "message",
    role: "assistant",
    model: "price",
    content: [{ type: "text", text: "ok" }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: prompt, output_tokens: completion },
  }),
};
