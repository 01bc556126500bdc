import { type Design, designName } from "./design.ts";
import { DESIGNS } from "./designs.ts";
import { PROMISES } from "./promises.ts";

const OF_EACH = 3;

/** Designs of the short calibration: of each promise the cheapest few, which are also the hardest for most of them. */
export const SHORT: readonly string[] = [
  ...new Set(PROMISES.flatMap((promise) => cheapest([...DESIGNS.values()].filter(promise.holdsFor)))),
];

function cheapest(designs: readonly Design[]): readonly string[] {
  const price = ({ scenarios, wordings, draws }: Design): number => scenarios * wordings * draws;
  return designs
    .toSorted((a, b) => price(a) - price(b))
    .slice(0, OF_EACH)
    .map(designName);
}
