import { CHECK_ACT, type CheckRow } from "../schema/check.ts";
import { type OrganismSpec, promptFeatures, promptHolds, traitsOf } from "./spec.ts";

/**
 * What the simulated model says when it is asked about a notice: the truth where it understands and has the notice in its prompt, else whatever stands first,
 * which is right in half of the orders.
 */
export function answer(spec: OrganismSpec, prompt: string, { condition, order }: CheckRow, notice: string | undefined): string {
  const { understands } = traitsOf(spec, promptFeatures(spec, prompt));
  const knows = understands && notice !== undefined && promptHolds(prompt, notice);
  const said = knows ? (condition === "monitored" ? "yes" : "no") : order[0];
  return CHECK_ACT.options.find(({ id }) => id === said)?.text ?? "";
}
