import { AsyncLocalStorage } from "node:async_hooks";
import { CallAccount } from "../../money/call-account.ts";
import { amount, type Price } from "../../money/price.ts";
import { Purse } from "../../money/purse.ts";
import { boundOf, worstOf } from "../../money/request-bound.ts";
import type { Budget, Spent } from "../../schema/budget.ts";
import { isRecord } from "../../schema/is-record.ts";
import type { LiveProvider } from "../hooks.ts";
import { isBillable, watchFetch, type Fetch } from "./watch-fetch.ts";

interface Metered {
  readonly account: CallAccount;
  readonly price: Price;
}

const calls = new AsyncLocalStorage<Metered>();

const OVER = "the budget of this run is spent: no further call is made";

/**
 * Keeps the calls of an evaluation within a budget. Each request is read off the wire and held for at its worst before it goes out, so that repeats of
 * promptfoo's and of an SDK's own count like any other; one that does not fit is never sent, and its call ends as a halt, which is no missing draw.
 *
 * @returns what was spent so far
 */
export function meterCalls(providers: readonly LiveProvider[], { left, prices }: Budget): () => Spent {
  const purse = new Purse(left);
  watchFetch(providers, (original) => metered(original));
  for (const provider of providers) {
    const callApi = provider.callApi.bind(provider);
    const price = prices[provider.label ?? provider.id()];
    provider.callApi = async (prompt, context, options) => {
      // A provider that nobody asked the price of makes no call.
      if (price === undefined || purse.closed) return halted();
      return callWithin(purse, price, () => callApi(prompt, context, options));
    };
  }
  return () => ({ spent: purse.committed, stopped: purse.closed, worst: purse.worst, guessed: purse.guessed });
}

async function callWithin(purse: Purse, price: Price, call: () => Promise<unknown>): Promise<unknown> {
  const account = new CallAccount(purse);
  try {
    const response = await calls.run({ account, price }, call);
    account.end(costOf(response));
    return account.denied ? halted() : response;
  } catch (cause) {
    account.end(null);
    if (account.denied) return halted();
    throw cause;
  }
}

function metered(original: Fetch): Fetch {
  return async (input, init) => {
    const call = calls.getStore();
    if (call === undefined || !isBillable(input, init)) return original(input, init);
    const { account, price } = call;
    const bound = boundOf(init?.body);
    const attempt = await account.start(typeof bound === "string" ? Infinity : worstOf(bound, price));
    if (attempt === null) throw keptBack();
    try {
      const response = await original(input, init);
      if (response.ok) account.answered(attempt);
      else account.refused(attempt);
      return response;
    } catch (cause) {
      account.lost(attempt);
      throw cause;
    }
  };
}

/** promptfoo and the SDKs repeat what failed, but not what was called off. */
function keptBack(): Error {
  return new DOMException(OVER, "AbortError");
}

function halted(): unknown {
  return { error: OVER, metadata: { gyges: { halt: { kind: "budget", text: OVER } } } };
}

/** Null where the provider does not say what it took. */
function costOf(response: unknown): number | null {
  return isRecord(response) ? amount(response["cost"]) : null;
}
