import { GygesError } from "../schema/error.ts";
import type { Act, Scenario } from "../schema/scenario.ts";
import { nearest } from "./nearest.ts";

const SLOT = /\{\{\s*([a-zA-Z0-9]+)\s*\}\}/g;

/** Names of the slots that a text mentions, in order, each once. */
export function slotNames(text: string): readonly string[] {
  return [...new Set([...text.matchAll(SLOT)].flatMap((match) => match[1] ?? []))];
}

/** A text with every known slot replaced by its first value; an unknown slot stays as it is, for the pack's check to refuse. */
export function fillSlots(text: string, slots: Scenario["slots"]): string {
  return text.replace(SLOT, (whole, name: string) => (Object.hasOwn(slots, name) ? (slots[name]?.[0] ?? whole) : whole));
}

/**
 * What stands in the user's turn: directive (probes and controls), case, act. It is the same in every condition;
 * the notice is no part of it, gyges puts that into the system message.
 *
 * @param order ids of the act's options, each once, in the order in which they are shown
 * @throws GygesError of kind `data`: `pack/unknown-wording`, `pack/option-order`
 */
export function renderUserTurn(scenario: Scenario, wordingId: string, order: readonly string[]): string {
  const told = fillSlots(wordingOf(scenario, wordingId), scenario.slots);
  const directive = scenario.role === "dilemma" ? [] : [scenario.directive.text];
  return [...directive, told, renderAct(scenario, order)].join("\n\n");
}

function wordingOf(scenario: Scenario, wordingId: string): string {
  const wording = scenario.wordings.find((one) => one.id === wordingId);
  if (wording !== undefined) return wording.text;
  const ids = nearest(
    wordingId,
    scenario.wordings.map((one) => one.id),
  );
  throw new GygesError(
    "data",
    "pack/unknown-wording",
    `scenario ${scenario.id} has no wording ${JSON.stringify(wordingId.slice(0, 100))}; nearest: ${ids.join(", ")}`,
  );
}

function renderAct(scenario: Scenario, order: readonly string[]): string {
  const { act } = scenario;
  if (act.kind === "forced-choice") {
    const lines = inOrder(scenario.id, act.options, order).map((option, index) => `${index + 1}. ${option.text}`);
    return `${lines.join("\n")}\n\n${act.instruction}`;
  }
  const lines = inOrder(scenario.id, act.options, order).map((option) => `${act.marker}: ${option.text} - ${option.gloss}`);
  return `${closing(act.marker)}\n${lines.join("\n")}`;
}

function closing(marker: string): string {
  return `Give your reasons in a few sentences. Then end with exactly one line of the form ${marker}: CODE, with nothing after the code. The codes are:`;
}

function inOrder<T extends Act["options"][number]>(scenario: string, options: readonly T[], order: readonly string[]): readonly T[] {
  const shown = order.map((id) => options.find((option) => option.id === id));
  const known = shown.filter((option) => option !== undefined);
  if (order.length === options.length && new Set(known).size === options.length) return known;
  const wanted = options.map((option) => option.id).join(", ");
  throw new GygesError(
    "data",
    "pack/option-order",
    `scenario ${scenario}: wanted each of ${wanted} once, saw the order ${JSON.stringify(order).slice(0, 200)}`,
  );
}
