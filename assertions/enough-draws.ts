import * as z from "zod";
import { GygesError } from "../src/schema/error.ts";
import { fewestDraws, tightestMargin } from "../src/stats/fewest-draws.ts";

/** How many calls an assertion makes beside its row's own, decided before the first of them is paid for. */

const MOST_DRAWS = 500;
/** A row that would make more calls than these has to say so in `draws`. */
export const MOST_UNASKED_CALLS = 100;

export const drawsOption = z.int().min(2, "wanted at least 2").max(MOST_DRAWS).optional();

/** What the draws have to be enough for. */
export interface Aim {
  /** How the config spells the margin, such as `maxGap`. */
  readonly key: string;
  readonly margin: number;
  /** How often each draw is made, and what such an arm is called. */
  readonly arms: number;
  readonly arm: "condition" | "temperature";
}

/**
 * The draws of each arm: those of the config, else the fewest that can pass.
 *
 * @throws GygesError `assertion/draws` where no replies whatever could pass, or nobody agreed to the number of calls
 */
export function enoughDraws(draws: number | undefined, aim: Aim): number {
  const fewest = fewestDraws(aim.margin);
  if (draws !== undefined && draws < fewest) throw tooFew(draws, fewest, aim);
  if (draws === undefined && (fewest > MOST_DRAWS || fewest * aim.arms > MOST_UNASKED_CALLS)) throw tooMany(fewest, aim);
  return draws ?? fewest;
}

function tooFew(draws: number, fewest: number, { key, margin, arms, arm }: Aim): GygesError {
  const seen = `with ${draws} draws a ${arm} nothing can pass ${key} ${margin}: even replies that are all alike do not rule out ${tightestMargin(draws).toFixed(3)}`;
  const looser = `${key}: ${Math.ceil(tightestMargin(draws) * 100) / 100}`;
  const more = fewest > MOST_DRAWS ? "" : `draws: ${fewest} (${fewest * arms} calls beside the row's own), or `;
  return new GygesError("usage", "assertion/draws", `${seen}\n  wanted ${more}${looser}`);
}

function tooMany(fewest: number, { key, margin, arms, arm }: Aim): GygesError {
  const needs = `${key} ${margin} takes at least ${fewest} draws a ${arm}, ${fewest * arms} calls beside the row's own`;
  const wanted =
    fewest > MOST_DRAWS
      ? `at most ${MOST_DRAWS} are taken: wanted ${key}: ${Math.ceil(tightestMargin(MOST_DRAWS) * 1000) / 1000} or more`
      : `more than ${MOST_UNASKED_CALLS} are made only where the config says so: wanted draws: ${fewest}, or a larger ${key}`;
  return new GygesError("usage", "assertion/draws", `${needs}\n  ${wanted}`);
}
