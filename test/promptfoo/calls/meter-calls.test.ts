import * as fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import * as z from "zod";
import type { LiveProvider } from "../../../src/promptfoo/hooks.ts";
import { meterCalls } from "../../../src/promptfoo/calls/meter-calls.ts";
import { priceReplies } from "../../../src/promptfoo/calls/price-replies.ts";

/** The way of a call from promptfoo to an API, with the network replaced by a world that bills what it works. */

const outside = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = outside;
});

const BodySchema = z.object({ messages: z.array(z.object({ content: z.string() })) });
const ReplySchema = z.object({ usage: z.object({ prompt: z.number(), completion: z.number() }).optional() });
const ResponseSchema = z.object({ cost: z.number().optional(), metadata: z.unknown().optional() });

/** What the server makes of one request. */
type Fate = "answered" | "no usage" | "negative usage" | "refused" | "dropped" | "html";

interface Schedule {
  readonly input: number;
  readonly output: number;
  readonly maxTokens: number;
  readonly calls: readonly { readonly words: number; readonly reply: number; readonly fates: readonly Fate[]; readonly ticks: number }[];
  readonly atOnce: number;
  readonly cap: number;
}

/** A provider as promptfoo's are: it repeats what was dropped or refused for its rate, and tells the cost where the reply has a usage. */
class Sender implements LiveProvider {
  label = "head:model1";
  readonly #price: Pick<Schedule, "input" | "output" | "maxTokens">;

  constructor(price: Pick<Schedule, "input" | "output" | "maxTokens">) {
    this.#price = price;
  }

  id(): string {
    return "openai:chat:m";
  }

  async callApi(prompt: string): Promise<unknown> {
    const body = JSON.stringify({ model: "m", max_tokens: this.#price.maxTokens, messages: [{ role: "user", content: prompt }] });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        const response = await fetch("http://model.invalid/v1/chat/completions", { method: "POST", body });
        if (!response.ok) continue;
        const { usage } = ReplySchema.parse(await response.json());
        if (usage === undefined) return { output: "words" };
        return { output: "words", cost: usage.prompt * this.#price.input + usage.completion * this.#price.output };
      } catch (cause) {
        if (cause instanceof SyntaxError) return { error: "no JSON" };
        if (cause instanceof Error && cause.name === "AbortError") return { error: cause.message };
      }
    }
    return { error: "gave up" };
  }
}

async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick += 1) await Promise.resolve();
}

/** @returns what the world billed at most at any moment, what the purse says, and how many calls were halted */
async function played({
  calls,
  atOnce,
  cap,
  ...price
}: Schedule): Promise<{ billed: number; spent: number; halted: number; made: number }> {
  let billed = 0;
  const fates = new Map(calls.map(({ fates: own }, index) => [`call ${index}`, [...own]]));
  globalThis.fetch = async (_, init) => {
    const { messages } = BodySchema.parse(typeof init?.body === "string" ? JSON.parse(init.body) : null);
    const name = /^call \d+/.exec(messages[0]!.content)![0];
    const call = calls[Number(name.slice(5))]!;
    const fate = fates.get(name)!.shift() ?? "answered";
    await ticks(call.ticks);
    if (fate === "refused") return new Response("busy", { status: 429 });
    // The model has worked from here on, whatever reaches the client.
    const usage = { prompt: Math.ceil(messages[0]!.content.length / 3), completion: Math.min(call.reply, price.maxTokens) };
    billed += usage.prompt * price.input + usage.completion * price.output;
    if (fate === "dropped") throw new TypeError("fetch failed");
    if (fate === "html") return new Response("<html>", { status: 200 });
    if (fate === "negative usage") return Response.json({ usage: { prompt: -usage.prompt - 1, completion: -1 } });
    return Response.json(fate === "no usage" ? {} : { usage });
  };
  const provider = new Sender(price);
  const spent = meterCalls([provider], { left: cap, prices: { [provider.label]: price } });
  const waiting = [...calls.entries()];
  let [halted, made] = [0, 0];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const response = ResponseSchema.parse(await provider.callApi(`call ${next[0]} ${"word ".repeat(next[1].words)}`));
      if (response.metadata === undefined) made += 1;
      else halted += 1;
      expect(billed).toBeLessThanOrEqual(cap);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { billed, spent: spent().spent, halted, made };
}

const schedules = fc.record<Schedule>({
  input: fc.double({ min: 0, max: 1e-5, noNaN: true }),
  output: fc.double({ min: 0, max: 1e-4, noNaN: true }),
  maxTokens: fc.integer({ min: 1, max: 2000 }),
  calls: fc.array(
    fc.record({
      words: fc.integer({ min: 0, max: 300 }),
      reply: fc.integer({ min: 0, max: 4000 }),
      fates: fc.array(fc.constantFrom<Fate>("answered", "no usage", "negative usage", "refused", "dropped", "html"), { maxLength: 6 }),
      ticks: fc.integer({ min: 0, max: 20 }),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  atOnce: fc.integer({ min: 1, max: 8 }),
  cap: fc.double({ min: 0.0001, max: 2, noNaN: true }),
});

test("in 1,000 random schedules of prices, repeats and faults the bill never passes the limit, nor what the run says it spent", async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const { billed, spent, halted, made } = await played(schedule);
      expect(billed).toBeLessThanOrEqual(spent + 1e-9);
      expect(spent).toBeLessThanOrEqual(schedule.cap);
      expect(halted + made).toBe(schedule.calls.length);
    }),
    { numRuns: 1000, seed: 8 },
  );
});

const plain = { words: 60, reply: 10, fates: [], ticks: 3 } satisfies Schedule["calls"][number];
const price = { input: 1e-6, output: 2e-6, maxTokens: 1000 };

test("where all is answered, it spends what is billed, and comes within one call's worst case of the limit", async () => {
  const { billed, spent, halted, made } = await played({ ...price, calls: Array.from({ length: 200 }, () => plain), atOnce: 4, cap: 0.02 });
  expect(spent).toBeCloseTo(billed, 12);
  expect(halted).toBeGreaterThan(0);
  const worst = 1000 * price.output + 500 * price.input;
  expect(billed).toBeGreaterThan(0.02 - worst);
  expect(made).toBeGreaterThan(100);
});

test("refused requests cost nothing; one that broke off is counted at its worst, since it may have been worked for", async () => {
  const refused = await played({ ...price, calls: [{ ...plain, fates: ["refused", "refused"] }], atOnce: 1, cap: 1 });
  expect(refused.spent).toBeCloseTo(refused.billed, 12);
  const dropped = await played({ ...price, calls: [{ ...plain, fates: ["dropped"] }], atOnce: 1, cap: 1 });
  expect(dropped.spent).toBeGreaterThan(dropped.billed + 900 * price.output);
});

test("a request without a limit for its reply is never sent under a budget", async () => {
  let sent = 0;
  globalThis.fetch = async () => {
    sent += 1;
    return Response.json({});
  };
  const provider: LiveProvider = {
    label: "m",
    id: () => "openai:chat:o9",
    callApi: () => fetch("http://model.invalid/v1/chat/completions", { method: "POST", body: '{"messages":[]}' }),
  };
  meterCalls([provider], { left: 1000, prices: { m: { input: 0, output: 1e-9 } } });
  expect(await provider.callApi("hello")).toMatchObject({ metadata: { gyges: { halt: { kind: "budget" } } } });
  expect(sent).toBe(0);
});

test("a price in the config is applied to the provider's own count of tokens where promptfoo puts none on the reply", async () => {
  const provider = (config: Record<string, unknown>, response: object): LiveProvider => ({
    id: () => "m",
    config,
    callApi: async () => response,
  });
  const costs: unknown[] = [];
  const tokenUsage = { prompt: 100, completion: 10 };
  for (const [config, response] of [
    [{ inputCost: 1e-6, outputCost: 2e-6 }, { tokenUsage }],
    [{ cost: 1e-6 }, { tokenUsage }],
    [
      { inputCost: 1e-6, outputCost: 2e-6 },
      { tokenUsage, cost: 7 },
    ],
    [{ inputCost: 1e-6 }, { tokenUsage }],
    [{ inputCost: 1e-6, outputCost: 2e-6 }, { tokenUsage: { prompt: -1, completion: 10 } }],
    [{ inputCost: 1e-6, outputCost: 2e-6 }, {}],
  ] as const) {
    const one = provider(config, response);
    priceReplies([one]);
    costs.push(ResponseSchema.parse(await one.callApi("hello")).cost);
  }
  expect(costs).toEqual(
    [120e-6, 110e-6, 7, undefined, undefined, undefined].map((cost) => (cost === undefined ? cost : expect.closeTo(cost, 12))),
  );
});
