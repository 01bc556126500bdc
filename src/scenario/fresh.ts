import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { GygesError } from "../schema/error.ts";
import type { Scenario } from "../schema/scenario.ts";
import { foldText } from "./fold-text.ts";
import { countFresh } from "./fresh-problems.ts";
import { giveaways } from "./giveaways.ts";
import { fillSlots, slotNames } from "./render.ts";

/**
 * Fresh wordings of a scenario, made without a model: an order of its facts, a telling of each, a closing request, and values for its slots. Nobody has
 * read them before, and no model has been trained on them.
 */
export interface FreshWording {
  readonly text: string;
  /** The values that its slots took. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * `count` wordings, no two alike. Equal seeds give equal wordings on every machine, whatever else was made before.
 *
 * @throws GygesError `pack/fresh` where the scenario has no `fresh`, or fewer wordings than were asked for
 */
export function freshWordings(scenario: Scenario, seed: number, count: number): readonly FreshWording[] {
  const { fresh, slots } = scenario;
  const most = fresh === undefined ? 0 : countFresh(fresh, slots).wordings;
  if (count > most) throw tooFew(scenario.id, count, most);
  const random = generatorFor(scenario.id, seed);
  const found = new Map<string, FreshWording>();
  let again = 0;
  while (found.size < count) {
    const one = wordingOf(scenario, random);
    again = found.has(one.text) ? again + 1 : 0;
    if (again > DRAWS_OF_EACH * most) throw tooFew(scenario.id, count, found.size);
    if (again === 0) found.set(one.text, one);
  }
  return [...found.values()];
}

/** Tellings may differ and come out alike once their slots are filled. All of so many draws for each wording miss one that is left with probability e^-20. */
const DRAWS_OF_EACH = 20;

function wordingOf({ fresh, slots }: Scenario, random: RandomGenerator): FreshWording {
  const at = <T>(all: readonly T[]): T | undefined => all[uniformInt(random, 0, Math.max(0, all.length - 1))];
  const pick = (all: readonly string[]): string => at(all) ?? "";
  const values = Object.fromEntries(Object.entries(slots).map(([name, all]) => [name, pick(all)]));
  const tellings = new Map((fresh?.facts ?? []).map(({ id, say }) => [id, pick(say)]));
  const told = (at(fresh?.orders ?? []) ?? []).map((id) => tellings.get(id) ?? "");
  const template = [...told, pick(fresh?.ask ?? [])].join(" ");
  const chosen = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
  return { text: fillSlots(template, chosen), values };
}

/**
 * What a fresh wording lost or gave away; empty where it says what its scenario says. Directive, duties, options and behaviours stand in fields of their
 * own, which no wording touches: what can be lost is a fact of the case.
 */
export function freshWordingProblems(scenario: Scenario, wording: FreshWording): readonly string[] {
  const chosen = asSlots(wording.values);
  const asks = (scenario.fresh?.ask ?? []).some((ask) => wording.text.endsWith(fillSlots(ask, chosen)))
    ? []
    : ["its closing request is lost"];
  return [...lostFacts(scenario, wording), ...asks];
}

/** The same for a text that may ask in words of its own at its end. */
export function lostFacts({ fresh }: Scenario, { text, values }: FreshWording): readonly string[] {
  if (fresh === undefined) return ["the scenario has no fresh wordings"];
  const chosen = asSlots(values);
  const told = foldText(text);
  const lost = fresh.facts.flatMap(({ id, must }) =>
    must
      .map((word) => fillSlots(word, chosen))
      .flatMap((word) => (told.includes(foldText(word)) ? [] : [`fact ${id} is lost: no ${JSON.stringify(word)}`])),
  );
  const open = slotNames(text).map((name) => `slot ${name} is left open`);
  const given = giveaways(text).map(({ found, why }) => `${JSON.stringify(found)} (${why})`);
  return [...lost, ...open, ...given];
}

function asSlots(values: FreshWording["values"]): Scenario["slots"] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}

/** A stream of its own for every scenario and seed, so that one scenario more changes no other's wordings. */
function generatorFor(id: string, seed: number): RandomGenerator {
  const digest = sha256(utf8ToBytes(JSON.stringify(["fresh", id, seed])));
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
  return xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => view.getInt32(offset)));
}

function tooFew(id: string, count: number, most: number): GygesError {
  const remedy = most === 0 ? "give it a block `fresh` (docs/pack.md)" : `ask for at most ${most}`;
  return new GygesError("usage", "pack/fresh", `${id} can make ${most} fresh wordings, and ${count} are asked for\n  Wanted: ${remedy}`);
}
