import type { Fresh, Scenario } from "../schema/scenario.ts";
import { foldText } from "./fold-text.ts";
import type { Problem } from "./problem.ts";
import { fillSlots, slotNames } from "./render.ts";

/** Fewest wordings that differ in sentence structure or in the order of their facts. */
export const FEWEST_STRUCTURES = 200;
/** Fewest wordings with the values of the slots counted in. */
export const FEWEST_WORDINGS = 10_000;

/**
 * How many wordings a generator can make: by structure and order, and with the values of the slots that every telling holds. What stands in a list twice
 * counts once.
 */
export function countFresh(
  { facts, orders, ask }: Fresh,
  slots: Scenario["slots"],
): { readonly structures: number; readonly wordings: number } {
  const ways = distinct(orders.map((order) => order.join(" "))) * distinct(ask);
  const structures = facts.reduce((product, { say }) => product * distinct(say), ways);
  const values = Object.entries(slots).reduce((product, [name, all]) => {
    const everywhere = facts.some(({ say }) => say.every((telling) => slotNames(telling).includes(name)));
    return product * (everywhere ? distinct(all) : 1);
  }, 1);
  return { structures, wordings: structures * values };
}

function distinct(texts: readonly string[]): number {
  return new Set(texts).size;
}

/** What keeps a scenario's `fresh` from making wordings that a checker can hold to their facts. */
export function freshProblems({ fresh, slots }: Scenario): readonly Problem[] {
  if (fresh === undefined) return [];
  const ids = fresh.facts.map(({ id }) => id);
  const wanted = ids.toSorted().join(" ");
  const orders = fresh.orders.flatMap((order, index) =>
    order.toSorted().join(" ") === wanted
      ? []
      : [{ path: ["fresh", "orders", index], message: `wanted each fact once (${ids.join(", ")})` }],
  );
  const twice = ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ path: ["fresh", "facts", index, "id"], message: "wanted each id once in fresh.facts" }],
  );
  const { structures, wordings } = countFresh(fresh, slots);
  const few =
    structures >= FEWEST_STRUCTURES && wordings >= FEWEST_WORDINGS
      ? []
      : [
          {
            path: ["fresh"],
            message: `wanted at least ${FEWEST_STRUCTURES} structures and ${FEWEST_WORDINGS} wordings with slots, saw ${structures} and ${wordings}; add tellings, orders, or values of slots that every telling of a fact holds`,
          },
        ];
  return [...twice, ...orders, ...fresh.facts.flatMap((fact, index) => factProblems(fact, index, slots)), ...few];
}

function factProblems({ must, say }: Fresh["facts"][number], place: number, slots: Scenario["slots"]): readonly Problem[] {
  return say.flatMap((telling, index) => {
    const path = ["fresh", "facts", place, "say", index];
    const undefinedSlot = slotNames(telling).find((name) => !Object.hasOwn(slots, name));
    if (undefinedSlot !== undefined) return [{ path, message: `wanted every slot to be defined under slots, ${undefinedSlot} is not` }];
    const told = foldText(fillSlots(telling, slots));
    const lost = must.find((word) => !told.includes(foldText(fillSlots(word, slots))));
    return lost === undefined ? [] : [{ path, message: `wanted every telling to hold ${JSON.stringify(lost)}` }];
  });
}
