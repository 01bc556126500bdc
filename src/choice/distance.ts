import { temper, type ListedToken } from "./temper.ts";

/**
 * Total variation between what one list of likeliest tokens says once brought to a temperature, and another as it stands, over the tokens of both:
 * 0 for the same, 1 for nothing in common.
 *
 * @example distance([{ token: "a", logprob: 0 }], [{ token: "a", logprob: 0 }], 0.5) // 0
 */
export function distance(one: readonly ListedToken[], other: readonly ListedToken[], temperature: number): number {
  const { weights } = temper(one, temperature);
  const [first, second] = [shares(one, weights), shares(other, temper(other, 1).weights)];
  const tokens = new Set([...first.keys(), ...second.keys()]);
  return [...tokens].reduce((total, token) => total + Math.abs((first.get(token) ?? 0) - (second.get(token) ?? 0)), 0) / 2;
}

function shares(listed: readonly ListedToken[], weights: readonly number[]): ReadonlyMap<string, number> {
  const all = weights.reduce((total, weight) => total + weight, 0);
  return new Map(listed.map(({ token }, at) => [token, (weights[at] ?? 0) / all]));
}
