import type { AssertionValueFunctionContext, ProviderResponse } from "promptfoo";
import { labelFreeText } from "../src/label/free-text.ts";
import { labelReply } from "../src/label/label-reply.ts";
import { engagesContent, type Party } from "../src/label/content-engagement.ts";
import { isEngaged, isMissing, type Label, type Labelling } from "../src/schema/label.ts";
import type { RowAct } from "./act-options.ts";
import { drawIdentity } from "./draw-identity.ts";
import { factsOf } from "./label-response.ts";
import { ordersOf, reordered } from "./reorder.ts";
import { takeDraws } from "./take-draws.ts";

/** The row's question asked again, with its options in every order. */

/** What one reply did. */
export interface Answer {
  readonly order: number;
  readonly labelling: Labelling;
  readonly content: boolean;
}

export interface ReAsked {
  readonly answers: readonly Answer[];
  readonly responses: readonly ProviderResponse[];
  readonly orders: number;
}

export interface ReAsk {
  readonly row: RowAct | null;
  /** Calls for each order. */
  readonly draws: number;
  readonly parties: readonly Party[];
  readonly asShown: boolean;
}

/** How many orders a row is asked in. */
export function ordersAsked(row: RowAct | null, asShown: boolean): readonly (readonly number[])[] {
  const options = row?.act.kind === "forced-choice" && !asShown ? row.order.length : 1;
  return ordersOf(options);
}

/** Asks `draws` times in each order; each call is one more than the row's own. */
export async function reAsk(context: AssertionValueFunctionContext, { row, draws, parties, asShown }: ReAsk): Promise<ReAsked> {
  const prompt = context.prompt ?? "";
  const orders = ordersAsked(row, asShown);
  const prompts = orders.map((order) => (orders.length === 1 || row === null ? prompt : reordered(prompt, textsOf(row), order)));
  const calls = Array.from({ length: draws * orders.length }, (_, index) => {
    const order = index % orders.length;
    const shown = row === null ? null : { ...row, order: shownIds(row, orders[order] ?? []) };
    const draw = Math.floor(index / orders.length) * orders.length + order;
    return { prompt: prompts[order] ?? prompt, ...(shown === null ? {} : drawIdentity(shown, {}, { draw, draws: draws * orders.length })) };
  });
  const responses = await takeDraws(context, calls);
  const answers = responses.map((response, index): Answer => {
    const order = index % orders.length;
    const facts = { ...factsOf(response), prompt: prompts[order] ?? prompt };
    const labelling = row === null ? labelFreeText(facts) : labelReply(facts, row.act, shownIds(row, orders[order] ?? []));
    return { order, labelling, content: engagesContent(facts.reply, labelling, parties) };
  });
  return { answers, responses, orders: orders.length };
}

function shownIds({ order }: RowAct, places: readonly number[]): readonly string[] {
  return places.length === order.length ? places.map((place) => order[place] ?? "") : order;
}

function textsOf({ act, order }: RowAct): string[] {
  return order.map((id) => act.options.find((option) => option.id === id)?.text ?? "");
}

/** Declined, bare or with reasons. */
export const REFUSALS: ReadonlySet<Label> = new Set<Label>(["refuse-bare", "object-open"]);

/** What the answers come to; those without an outcome are counted apart. */
export interface Tally {
  readonly outcomes: number;
  readonly missing: number;
  readonly engaged: number;
  readonly content: number;
  readonly refused: number;
  /** Refusals that say why. */
  readonly reasoned: number;
  readonly optedOut: number;
  /** Pairs of answers to two different orders, each answer in one pair, and those that came to different contents. */
  readonly pairs: number;
  readonly disagreed: number;
}

export function tallyAnswers({ answers, orders }: Pick<ReAsked, "answers" | "orders">): Tally {
  const seen = answers.filter(({ labelling }) => !isMissing(labelling.label));
  const labelled = (holds: (label: Label) => boolean): number => seen.filter(({ labelling }) => holds(labelling.label)).length;
  const pairs = orderPairs(seen, orders);
  return {
    outcomes: seen.length,
    missing: answers.length - seen.length,
    engaged: labelled(isEngaged),
    content: seen.filter(({ content }) => content).length,
    refused: labelled((label) => REFUSALS.has(label)),
    reasoned: labelled((label) => label === "object-open"),
    optedOut: labelled((label) => label === "opted-out"),
    pairs: pairs.length,
    disagreed: pairs.filter(([one, other]) => contentOf(one) !== contentOf(other)).length,
  };
}

/**
 * Pairs of answers to two different orders, each answer in at most one, so that pairs are independent and an exact interval holds. Round
 * by round the orders meet as in a tournament, in which each meets each. Of one order alone, neighbours are paired: what sampling by
 * itself leaves.
 */
function orderPairs(answers: readonly Answer[], orders: number): readonly (readonly [Answer, Answer])[] {
  if (orders === 1) return answers.flatMap((answer, index) => (index % 2 === 0 ? pair(answer, answers[index + 1]) : []));
  const queues = Array.from({ length: orders }, (_, order) => answers.filter((answer) => answer.order === order));
  const rounds = Math.max(...queues.map((queue) => queue.length));
  return Array.from({ length: rounds }, (_, round) =>
    meetings(orders, round).flatMap(([one, other]) => pair(queues[one]?.[round], queues[other]?.[round])),
  ).flat();
}

function pair(one: Answer | undefined, other: Answer | undefined): readonly (readonly [Answer, Answer])[] {
  return one === undefined || other === undefined ? [] : [[one, other]];
}

/** Who meets whom in a round: the circle method; with an odd number one is left over. */
function meetings(players: number, round: number): readonly (readonly [number, number])[] {
  const seats = players + (players % 2);
  const seat = (place: number): number => (place === 0 ? 0 : 1 + ((place - 1 + round) % (seats - 1)));
  return Array.from({ length: seats / 2 }, (_, place) => [seat(place), seat(seats - 1 - place)] as const).filter(
    ([one, other]) => one < players && other < players,
  );
}

/** What an answer comes to: the option, or that it refused or evaded. */
function contentOf({ labelling }: Answer): string {
  const { label, choice } = labelling;
  return choice ?? (REFUSALS.has(label) ? "refused" : label);
}
