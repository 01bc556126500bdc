import type { Unusable } from "../../src/choice/derive.ts";
import { placeOfOpening } from "../../src/choice/surface.ts";
import { SELF_CHECK_DRAWS } from "../../src/choice/self-check.ts";
import type { Question } from "../../src/choice/question.ts";
import type { ListedToken } from "../../src/choice/temper.ts";
import { readForcedChoice } from "../../src/label/forced-choice.ts";
import type { Act } from "../../src/schema/scenario.ts";
import { type ChatClient, Refused } from "./client.ts";
import type { Completion } from "./completion.ts";
import type { ChoiceConfig } from "./config.ts";
import { type Bill, billOf, NO_BILL, plus } from "./bill.ts";

/** One call for the distribution of the first token. */
export interface ListedCall {
  readonly id: string;
  readonly model: string;
  /** The likeliest first tokens, or why there are none. */
  readonly listed: readonly ListedToken[] | Unusable;
  readonly bill: Bill;
}

/** As many as the protocol lets one ask for. */
export const TOP = 20;
/** A label, and room for a model that goes on behind it. */
const SELF_CHECK_TOKENS = 16;
const AT_ONCE = 5;

/** At temperature 1 where distributions are read: there a server that gives its log-probabilities behind the temperature gives the same as one that does before it. */
export async function listFirstToken(
  client: ChatClient,
  config: ChoiceConfig,
  messages: Question["messages"],
  temperature = 1,
): Promise<ListedCall> {
  try {
    const settings = { temperature, [config.tokenLimit]: 1, logprobs: true, top_logprobs: TOP };
    const completion = await client.complete(messages, settings);
    return { id: completion.id, model: completion.model, listed: listedIn(completion), bill: billOf(completion, config) };
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    return {
      id: "",
      model: config.model,
      listed: { unusable: `the server refuses to list log-probabilities: ${cause.message}` },
      bill: NO_BILL,
    };
  }
}

function listedIn({ choices, usage }: Completion): readonly ListedToken[] | Unusable {
  const [choice] = choices;
  const [first] = choice?.logprobs?.content ?? [];
  if ((usage?.completion_tokens_details?.reasoning_tokens ?? 0) > 0) return { unusable: "the model reasons before it answers" };
  if (typeof choice?.message.refusal === "string") return { unusable: "the API refused the request" };
  if (first === undefined) return { unusable: "the server lists no log-probabilities" };
  if (first.top_logprobs.length < 2) return { unusable: "the server lists the token that it took and no other" };
  return first.top_logprobs;
}

/** Real draws of a question, as many as the self-check wants: the option that each took, by its label and by all of its text; null where they disagree. */
export async function realChoices(
  client: ChatClient,
  config: ChoiceConfig,
  question: Question,
  act: Extract<Act, { kind: "forced-choice" }>,
  temperature: number,
): Promise<{ readonly taken: readonly (string | null)[]; readonly bill: Bill }> {
  const settings = { temperature, [config.tokenLimit]: SELF_CHECK_TOKENS };
  const first = await client.complete(question.messages, { ...settings, n: SELF_CHECK_DRAWS }).catch(onlyOne);
  const completions = first === null ? [] : [first];
  const have = (): number => completions.reduce((total, { choices }) => total + choices.length, 0);
  while (have() < SELF_CHECK_DRAWS) {
    const more = Array.from({ length: Math.min(AT_ONCE, SELF_CHECK_DRAWS - have()) }, () => client.complete(question.messages, settings));
    completions.push(...(await Promise.all(more)));
  }
  return {
    taken: completions.flatMap(({ choices }) => choices.map((choice) => takenBy(choice, question, act))).slice(0, SELF_CHECK_DRAWS),
    bill: completions.map((each) => billOf(each, config)).reduce(plus, NO_BILL),
  };
}

/** A server that knows no `n` may say so; then draws are bought one by one. */
function onlyOne(cause: unknown): null {
  if (cause instanceof Refused) return null;
  throw cause;
}

function takenBy(
  choice: Completion["choices"][number],
  { options, shown }: Question,
  act: Extract<Act, { kind: "forced-choice" }>,
): string | null {
  const reply = choice.message.content ?? "";
  const labels = options.map(({ label }) => label);
  const opened = options[placeOfOpening(reply, labels)]?.option ?? null;
  const read = readForcedChoice(reply, act, shown.order, choice.finish_reason === "length", shown)?.choice ?? null;
  return opened === read ? opened : null;
}
