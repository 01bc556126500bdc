import type { ProviderResponse } from "promptfoo";
import { decisionOf } from "../../src/choice/decision.ts";
import type { Unusable } from "../../src/choice/derive.ts";
import type { Message } from "../../src/choice/question.ts";
import type { Act } from "../../src/schema/scenario.ts";
import { listFirstToken, TOP } from "./asking.ts";
import { type Bill, billOf, NO_BILL, plus } from "./bill.ts";
import { type ChatClient, Refused } from "./client.ts";
import type { Completion } from "./completion.ts";
import type { ChoiceConfig } from "./config.ts";
import { type ListedAt, listedAt } from "./listed-at.ts";
import { type Asked, requestOf } from "./row.ts";

type MarkedLineAct = Extract<Act, { kind: "marked-line" }>;

/** Prompts that are asked of a server to learn what its log-probabilities are of at a temperature, before it is given up. */
const MOST_TRIES = 5;

/** Fixed, and no matter of a config: what they let through is in no interval. */
const GUARDS = { floor: 0.8, mostBound: 0.02 } as const;

/**
 * Soft draws: a sampled reply, with the chances of what it decides at the token where it decides. One call a row, and two of one token each, once for a
 * server and temperature, that tell whether it lists what it draws from or the same before the temperature.
 */
export class SoftDraws {
  readonly #listed = new Map<number, Promise<Told>>();
  readonly #config: ChoiceConfig;
  readonly #tries = new Map<number, number>();
  /** Why no row asks for log-probabilities any more. */
  #refused: string | null = null;

  constructor(config: ChoiceConfig) {
    this.#config = config;
  }

  /** The reply, and its decision or why there is none. */
  async draw(client: ChatClient, messages: readonly Message[], asked: Asked, act: MarkedLineAct): Promise<Drawn> {
    const { temperature } = asked;
    const settings = { ...requestOf(asked), [this.#config.tokenLimit]: this.#config.maxTokens };
    const why = this.#whyNot(temperature);
    if (why !== null) return { ...(await this.#complete(client, messages, settings)), decision: { unusable: why } };
    const { completion, bill } = await this.#listing(client, messages, settings);
    const told = await this.#toldBy(client, messages, temperature ?? 1);
    const decision = this.#refused === null ? this.#decisionOf(completion, act, told.at, temperature ?? 1) : { unusable: this.#refused };
    return { completion, bill: plus(bill, told.bill), decision };
  }

  #whyNot(temperature: number | null): string | null {
    if (!this.#config.softDraws) return "softDraws is off";
    if (temperature === null)
      return "no temperature is set, so what the server draws at is not known: put temperature into the provider's config";
    if (temperature === 0) return "at temperature 0 a draw is decided before it is made";
    return this.#refused;
  }

  #decisionOf({ choices, usage }: Completion, act: MarkedLineAct, at: ListedAt | null, temperature: number): SoftDecision | Unusable {
    if (at === null) return { unusable: "it is not known whether the server lists probabilities before or after the temperature" };
    const [choice] = choices;
    const tokens = choice?.logprobs?.content ?? [];
    if (tokens.length === 0) return { unusable: "the server lists no log-probabilities" };
    if ((usage?.completion_tokens_details?.reasoning_tokens ?? 0) > 0) return { unusable: "the reply's reasoning is not shown" };
    const decision = decisionOf(choice?.message.content ?? "", tokens, act, at === "asked" ? 1 : temperature, GUARDS);
    return "unusable" in decision ? decision : { ...decision, temperature, listedAt: at };
  }

  async #listing(client: ChatClient, messages: readonly Message[], settings: Settings): Promise<Completed> {
    try {
      return await this.#complete(client, messages, { ...settings, logprobs: true, top_logprobs: TOP });
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      // Refused for the settings or for the prompt: the plain call tells, and where it goes through no row asks again.
      const plain = await this.#complete(client, messages, settings);
      this.#refused = `the server refuses to list log-probabilities: ${cause.message}`;
      return plain;
    }
  }

  async #toldBy(client: ChatClient, messages: readonly Message[], temperature: number): Promise<Told> {
    if (temperature === 1 || this.#refused !== null) return { at: "one", bill: NO_BILL };
    const known = this.#listed.get(temperature);
    if (known !== undefined) return { at: (await known).at, bill: NO_BILL };
    const tries = this.#tries.get(temperature) ?? 0;
    if (tries >= MOST_TRIES) return { at: null, bill: NO_BILL };
    this.#tries.set(temperature, tries + 1);
    // The reply is there and paid for: a side call that fails leaves it to its label.
    const asked = this.#compare(client, messages, temperature).catch((): Told => ({ at: null, bill: NO_BILL }));
    this.#listed.set(temperature, asked);
    const told = await asked;
    if (told.at === null) this.#listed.delete(temperature);
    return told;
  }

  async #compare(client: ChatClient, messages: readonly Message[], temperature: number): Promise<Told> {
    const [atOne, atAsked] = await Promise.all([1, temperature].map((degrees) => listFirstToken(client, this.#config, messages, degrees)));
    if (atOne === undefined || atAsked === undefined) return { at: null, bill: NO_BILL };
    const bill = plus(atOne.bill, atAsked.bill);
    if ("unusable" in atOne.listed || "unusable" in atAsked.listed) return { at: null, bill };
    return { at: listedAt(atOne.listed, atAsked.listed, temperature), bill };
  }

  async #complete(client: ChatClient, messages: readonly Message[], settings: Settings): Promise<Completed> {
    const completion = await client.complete(messages, settings);
    return { completion, bill: billOf(completion, this.#config) };
  }
}

type Settings = Readonly<Record<string, unknown>>;

interface Completed {
  readonly completion: Completion;
  readonly bill: Bill;
}

interface Told {
  readonly at: ListedAt | null;
  readonly bill: Bill;
}

type SoftDecision = Exclude<ReturnType<typeof decisionOf>, Unusable> & { readonly listedAt: ListedAt };

export interface Drawn extends Completed {
  readonly decision: SoftDecision | Unusable;
}

/** What a row says of its decision: its chances, or why it is read by its label alone. */
export function toldOf({ decision }: Drawn): NonNullable<ProviderResponse["metadata"]> {
  return "unusable" in decision ? { sampled: decision.unusable } : { decision };
}
