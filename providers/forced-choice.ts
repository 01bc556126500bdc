import { createHash } from "node:crypto";
import type { ApiProvider, CallApiContextParams, ProviderResponse } from "promptfoo";
import { derive, type Derived, type Unusable } from "../src/choice/derive.ts";
import { pick } from "../src/choice/pick.ts";
import { messagesOf, type Message } from "../src/choice/question.ts";
import { together, type Together } from "../src/choice/together.ts";
import { uniformsFor } from "../src/organism/uniform.ts";
import { describeError, GygesError } from "../src/schema/error.ts";
import { drawKey } from "../src/schema/identity.ts";
import { listFirstToken, type ListedCall, realChoices } from "./choice/asking.ts";
import { type Bill, billOf, plus, usageOf } from "./choice/bill.ts";
import { checkTemperature, failing, ModelChecks, type Checked } from "./choice/checks.ts";
import { type ChatClient, openClient } from "./choice/client.ts";
import { SoftDraws, toldOf } from "./choice/decide.ts";
import { type ChoiceConfig, parseChoiceConfig } from "./choice/config.ts";
import { JitterRecord } from "./choice/jitter.ts";
import { CallMemory } from "./choice/memory.ts";
import { openNotebook } from "./choice/notebook.ts";
import { responseOf } from "./choice/response.ts";
import { type Asked, askedOf, type ChoiceRow, type MarkedRow, PackRows, requestOf } from "./choice/row.ts";

/** What a server may draw at where nobody says. */
const OWN_TEMPERATURE = 1;

/** What was found out for one row, and what finding it took. */
interface Found {
  readonly result: { readonly distribution: Together; readonly model: string; readonly checked: Checked } | Unusable;
  readonly calls: readonly ListedCall[];
  readonly bill: Bill;
}

/**
 * Reads the distribution over the options of a forced choice from one call, and draws from it: `providers: [{id: "package:gyges:ForcedChoiceProvider",
 * config: {model: …}}]`. A row for which that does not hold (guards, self-check) is sampled by a plain call and says so.
 *
 * @throws GygesError `forced-choice/config` where the config is not valid
 */
export class ForcedChoiceProvider implements ApiProvider {
  readonly config: ChoiceConfig;
  /** promptfoo sets it after the constructor has run. */
  label?: string;
  readonly #rows: PackRows;
  readonly #memory: CallMemory;
  readonly #checks: ModelChecks;
  readonly #jitter = new JitterRecord();
  readonly #soft: SoftDraws;
  #client: Promise<ChatClient> | undefined;

  constructor(options: { id?: string; config?: Record<string, unknown> } = {}) {
    // promptfoo adds basePath to the config of every provider that it loads from a package.
    const { basePath: _, ...config } = options.config ?? {};
    this.config = parseChoiceConfig(config);
    const notebook = openNotebook();
    this.#rows = new PackRows(this.config);
    this.#memory = new CallMemory(notebook, this.config.repeats);
    this.#checks = new ModelChecks(notebook);
    this.#soft = new SoftDraws(this.config);
  }

  id(): string {
    return `forced-choice/${this.config.model}`;
  }

  async callApi(prompt: string, context?: CallApiContextParams): Promise<ProviderResponse> {
    const asked = askedOf(context, this.config);
    const { temperature } = asked;
    try {
      const messages = messagesOf(prompt);
      if (messages === null) throw notMessages();
      const row = await this.#rows.read(messages, context);
      if ("unusable" in row) return await this.#sample(messages, asked, row);
      if ("marked" in row) return await this.#decide(messages, asked, row);
      const found = await this.#find(row, temperature ?? OWN_TEMPERATURE);
      if (!("unusable" in found.result)) return this.#drawn(row, found.result, found, context);
      return await this.#sample(row.question.messages, asked, found.result, found.bill);
    } catch (cause) {
      return { error: `forced choice: ${describeError(cause)}`, metadata: { gyges: { requested: { temperature } } } };
    }
  }

  async #find({ act, question }: ChoiceRow, temperature: number): Promise<Found> {
    const client = await this.#open();
    const key = this.#hash(client, question.messages);
    const { calls, bill } = await this.#memory.take(key, () => listFirstToken(client, this.config, question.messages));
    const at = (degrees: number): Together | Unusable =>
      distributionOf(calls, (listed) => derive(listed, question.options, degrees, this.config));
    const distribution = at(temperature);
    if ("unusable" in distribution) return { result: distribution, calls, bill };
    const { jitter } = distribution;
    if (jitter !== null) this.#jitter.note(key, temperature, jitter);
    if (jitter !== null && jitter > this.config.mostJitter) return { result: { unusable: apart(jitter, this.config) }, calls, bill };
    const telling = checkTemperature(temperature);
    const expected = at(telling);
    if ("unusable" in expected) return { result: expected, calls, bill };
    const model = calls[0]?.model ?? this.config.model;
    const checked = await this.#checks.of({
      model: `${client.endpoint} ${model}`,
      question: key,
      expected,
      draw: () => realChoices(client, this.config, question, act, telling),
    });
    return { result: failing(checked.check) ?? { distribution, model, checked }, calls, bill: plus(bill, checked.bill) };
  }

  #drawn(
    { identity, question }: ChoiceRow,
    { distribution, model, checked }: Exclude<Found["result"], Unusable>,
    { calls, bill }: Found,
    context: CallApiContextParams | undefined,
  ): ProviderResponse {
    const column = [identity.side, identity.pair, context?.prompt?.label ?? null, this.label ?? null];
    const at = uniformsFor("forced-choice", this.config.model, JSON.stringify(question.messages), ...column, drawKey(identity))();
    const { text, option } = pick(distribution, at);
    const { outcomes: _, ...derived } = distribution;
    const { rows: __, ...check } = checked.check;
    const modelJitter = this.#jitter.at(distribution.temperature);
    const told = { ...derived, modelJitter, asked: question.asked, calls: calls.map(({ id }) => id), ownCalls: bill.calls, check };
    return {
      output: text,
      // Past a token that is no label nobody has looked: the reply is cut there, and carries no outcome.
      finishReason: option === null ? "length" : "stop",
      ...usageOf(bill),
      metadata: { model, gyges: { applied: { temperature: "yes" }, derived: told } },
    };
  }

  async #sample(messages: readonly Message[], asked: Asked, { unusable }: Unusable, spent?: Bill): Promise<ProviderResponse> {
    const client = await this.#open();
    const completion = await client.complete(messages, { ...requestOf(asked), [this.config.tokenLimit]: this.config.maxTokens });
    const bill = billOf(completion, this.config);
    return responseOf(completion, spent === undefined ? bill : plus(spent, bill), asked, { sampled: unusable });
  }

  async #decide(messages: readonly Message[], asked: Asked, { marked }: MarkedRow): Promise<ProviderResponse> {
    const drawn = await this.#soft.draw(await this.#open(), messages, asked, marked);
    return responseOf(drawn.completion, drawn.bill, asked, toldOf(drawn));
  }

  /** All that decides what the model answers. */
  #hash({ endpoint }: ChatClient, messages: readonly Message[]): string {
    const { model, body } = this.config;
    return `sha256:${createHash("sha256")
      .update(JSON.stringify([endpoint, model, body, messages]))
      .digest("hex")}`;
  }

  #open(): Promise<ChatClient> {
    this.#client ??= openClient(this.config);
    return this.#client;
  }
}

/** What all calls of one question say; one that carries no distribution speaks for the question. */
function distributionOf(
  calls: readonly ListedCall[],
  read: (listed: Exclude<ListedCall["listed"], Unusable>) => Derived | Unusable,
): Together | Unusable {
  const each: Derived[] = [];
  for (const { listed } of calls) {
    const one = "unusable" in listed ? listed : read(listed);
    if ("unusable" in one) return one;
    each.push(one);
  }
  const [first, ...more] = each;
  return first === undefined ? { unusable: "no call was made" } : together([first, ...more]);
}

function apart(jitter: number, { mostJitter }: ChoiceConfig): string {
  return `two calls of the prompt differ by ${jitter.toFixed(3)} at an option, more than ${mostJitter}`;
}

function notMessages(): GygesError {
  return new GygesError(
    "usage",
    "forced-choice/prompt",
    'the prompt is neither text nor a JSON list of messages with text in them.\n  Example: [{"role": "system", "content": "…"}, {"role": "user", "content": "{{turn}}"}]',
  );
}
