import { uniformsFor } from "../../src/organism/uniform.ts";
import type { Reply } from "./reply.ts";

/** A next-token distribution, sampled and shown as the servers do: probabilities before temperature, samples after it. */

export interface Chance {
  readonly token: string;
  readonly probability: number;
}

const REST = "…";

/** The likeliest first. */
export function chancesOf({ chances = {} }: Reply): readonly Chance[] {
  const named = Object.entries(chances).map(([token, probability]) => ({ token, probability }));
  const rest = 1 - named.reduce((sum, { probability }) => sum + probability, 0);
  if (rest < -1e-9) throw new Error(`the chances of a fake model sum to ${1 - rest}, wanted at most 1`);
  const all = rest > 1e-9 ? [...named, { token: REST, probability: rest }] : named;
  return all.toSorted((a, b) => b.probability - a.probability);
}

/** Softmax of logits over the temperature is p^(1/T), renormalised; at 0 it is the likeliest token. */
export function tempered(chances: readonly Chance[], temperature: number): readonly Chance[] {
  if (temperature === 0) return chances.map(({ token }, rank) => ({ token, probability: rank === 0 ? 1 : 0 }));
  const weights = chances.map(({ probability }) => probability ** (1 / temperature));
  const sum = weights.reduce((a, b) => a + b, 0);
  return chances.map(({ token }, index) => ({ token, probability: weights[index]! / sum }));
}

/** @param seed the same seed draws the same token */
export function sample(chances: readonly Chance[], temperature: number, seed: readonly (string | number)[]): Chance {
  const drawn = uniformsFor("fake-llm", ...seed)();
  let reached = 0;
  const found = tempered(chances, temperature).findIndex(({ probability }) => (reached += probability) > drawn);
  return chances[found] ?? chances[0]!;
}
