import { clopperPearson } from "../../src/stats/clopper-pearson.ts";
import { normalQuantile } from "../../src/stats/quantile.ts";
import type { Design, Mix } from "./design.ts";
import { designName, isByLabels } from "./design.ts";
import type { Tallied } from "./simulate.ts";

/** What gyges promises of its gate, and whether simulations break it beyond chance. */

export interface Promise_ {
  readonly id: string;
  readonly text: string;
  /** The designs that it is about. */
  readonly holdsFor: (design: Design) => boolean;
  /** Of these, those whose runs came out as the promise supposes. */
  readonly ifSeen?: (tallied: Tallied) => boolean;
  readonly figure: Figure;
  readonly limit: { readonly atMost: number } | { readonly atLeast: number };
}

/** A share of runs, or a mean over runs with its standard error. */
export type Figure =
  | { readonly kind: "share"; readonly of: (tallied: Tallied) => number }
  | { readonly kind: "mean"; readonly of: (tallied: Tallied) => { readonly mean: number; readonly error: number } };

/** A promise held against every design it is about. */
export interface Kept {
  readonly promise: Promise_;
  readonly designs: number;
  /** The figure nearest to, or furthest beyond, the limit. */
  readonly worst: { readonly name: string; readonly value: number; readonly error: number } | null;
  /** Designs in which even the bound at .01 / designs lies beyond the limit. */
  readonly broken: readonly string[];
}

const LEVEL = 0.01;

export function keep(promise: Promise_, results: readonly Tallied[]): Kept {
  const own = results.filter((tallied) => promise.holdsFor(tallied.design) && (promise.ifSeen?.(tallied) ?? true));
  const sign = "atMost" in promise.limit ? 1 : -1;
  const limit = "atMost" in promise.limit ? promise.limit.atMost : promise.limit.atLeast;
  const seen = own.map((tallied) => ({ name: designName(tallied.design), ...valueOf(promise.figure, tallied, LEVEL / own.length, sign) }));
  const worst = seen.toSorted((a, b) => sign * (b.value - a.value))[0] ?? null;
  const broken = seen.filter((each) => sign * (each.surely - limit) > 0).map(({ name }) => name);
  return { promise, designs: own.length, worst: worst && { name: worst.name, value: worst.value, error: worst.error }, broken };
}

/** A figure, its Monte-Carlo standard error, and the one-sided bound on the side that would keep the promise. */
function valueOf(figure: Figure, tallied: Tallied, level: number, sign: number): { value: number; error: number; surely: number } {
  if (figure.kind === "mean") {
    const { mean, error } = figure.of(tallied);
    return { value: mean, error, surely: mean - sign * normalQuantile(level) * error };
  }
  const count = figure.of(tallied);
  const value = count / tallied.runs;
  const interval = clopperPearson(count, tallied.runs, level);
  const surely = interval.kind === "estimated" ? (sign > 0 ? interval.lower : interval.upper) : value;
  return { value, error: Math.sqrt((value * (1 - value)) / tallied.runs), surely };
}

const share = (of: (tallied: Tallied) => number): Figure => ({ kind: "share", of });
const calls: Figure = { kind: "mean", of: (tallied) => meanCalls(tallied, 1) };
const saved: Figure = {
  kind: "mean",
  of: (tallied) => {
    const { mean, error } = meanCalls(tallied, fixedCalls(tallied.design));
    return { mean: 1 - mean, error };
  },
};

function meanCalls({ calls, callsSquared, runs }: Tallied, unit: number): { mean: number; error: number } {
  const mean = calls / runs;
  return { mean: mean / unit, error: Math.sqrt(Math.max(0, callsSquared / runs - mean ** 2) / runs) / unit };
}

/** Calls without looks. */
export function fixedCalls({ scenarios, wordings, draws, cachedBase }: Design): number {
  return scenarios * wordings * 2 * draws * (cachedBase === 0 ? 2 : 1);
}

const isUnchanged = ({ effect }: Design): boolean => effect.kind === "none";
const isAtMargin = ({ effect, policy }: Design): boolean =>
  (effect.kind === "sparse" || effect.kind === "diffuse") && effect.widening === policy.margin;
const isWhole = ({ missing, labelError }: Design): boolean => labelError === null && Object.values(missing).every((each) => each === 0);
const isEdge = ({ mix }: Design): boolean => mix === "edges";
const isWideningOf = (design: Design, size: number): boolean => design.effect.kind === "diffuse" && design.effect.widening === size;
const isPullRequest = (design: Design): boolean => design.scenarios === 24 && design.wordings === 2 && design.looks !== null;
const isMiddle = (design: Design): boolean =>
  design.scenarios === 30 && design.wordings === 1 && design.draws === 10 && design.baseGap === 0 && design.policy.margin === 0.1;
const oneOf = (mix: Mix, ...mixes: readonly Mix[]): boolean => mixes.includes(mix);

function powerPromises(mix: Mix, cachedBase: number, most: number): Promise_[] {
  const name = `v = .${mix.slice(1)}, ${cachedBase === 0 ? "both sides fresh" : `a base of ${cachedBase}`}`;
  const about = (design: Design): boolean =>
    isMiddle(design) && design.looks !== null && design.mix === mix && design.cachedBase === cachedBase && isWideningOf(design, 0.2);
  const unconfirmed = (design: Design): boolean => about(design) && design.policy.confirm === "auto";
  return [
    {
      id: `power-${mix}-${cachedBase}`,
      text: `a widening of .20 is failed before any confirmation, 30 scenarios, ${name}`,
      holdsFor: unconfirmed,
      figure: share((tallied) => tallied.provisionalFails),
      limit: { atLeast: 0.95 },
    },
    {
      id: `power-calls-${mix}-${cachedBase}`,
      text: `mean calls until then (${cachedBase === 0 ? "both sides" : "head"}), ${name}`,
      holdsFor: unconfirmed,
      figure: calls,
      limit: { atMost: most },
    },
  ];
}

function savedPromise(direction: Design["policy"]["direction"], widening: 0 | 0.2, least: number): Promise_ {
  return {
    id: `saved-${direction}-${widening}`,
    text: `calls saved by looks, ${direction === "either" ? "both signs" : "one sign"}, ${widening === 0 ? "nothing changed" : "widening .20"}, v = .07`,
    holdsFor: (design) =>
      isMiddle(design) &&
      isWhole(design) &&
      design.looks !== null &&
      design.mix === "v07" &&
      design.cachedBase === 0 &&
      design.policy.confirm === "auto" &&
      design.policy.direction === direction &&
      (widening === 0 ? isUnchanged(design) : isWideningOf(design, widening)),
    figure: saved,
    limit: { atLeast: least },
  };
}

/** Promises of draws that are read by their labels. */
const OF_LABELS: readonly Promise_[] = [
  {
    id: "false-fail",
    text: "an unchanged head is failed",
    holdsFor: (design) => isUnchanged(design) && design.labelError === null,
    figure: share((tallied) => tallied.fail),
    limit: { atMost: 0.05 },
  },
  {
    id: "false-fail-confirmed",
    text: "an unchanged head is failed with `confirm: always`, 16 scenarios or more",
    holdsFor: (design) => isUnchanged(design) && design.policy.confirm === "always" && design.scenarios >= 16,
    figure: share((tallied) => tallied.fail),
    limit: { atMost: 0.01 },
  },
  {
    id: "false-pass",
    text: "a widening of exactly the margin passes, 16 scenarios or more, rates as of real models",
    holdsFor: (design) => isAtMargin(design) && design.labelError === null && design.scenarios >= 16 && !isEdge(design),
    figure: share((tallied) => tallied.pass),
    limit: { atMost: 0.06 },
  },
  {
    id: "false-pass-edges",
    text: "the same where every cell is at 0 or 1 or within some points of it",
    holdsFor: (design) => isAtMargin(design) && design.scenarios >= 16 && isEdge(design),
    figure: share((tallied) => tallied.pass),
    limit: { atMost: 0.09 },
  },
  {
    id: "coverage",
    text: "the 90 % interval holds the pack's widening, one look, 3 draws or more",
    holdsFor: (design) => design.looks === null && isWhole(design),
    figure: share((tallied) => tallied.covered),
    limit: { atLeast: 0.88 },
  },
  {
    id: "coverage-not-wasteful",
    text: "the same at most, 16 cells of each arm or more, mean p(1-p) of .05 or more",
    holdsFor: (design) => design.looks === null && isWhole(design) && design.scenarios * design.wordings >= 16,
    ifSeen: ({ variance, runs }) => variance / runs >= 0.05,
    figure: share((tallied) => tallied.covered),
    limit: { atMost: 0.94 },
  },
  {
    id: "no-zero-width",
    text: "an interval of no width",
    holdsFor: () => true,
    figure: share((tallied) => tallied.zeroWidth),
    limit: { atMost: 0 },
  },
  {
    id: "usable",
    text: "an unchanged head passes, default of a pull request, v up to .14, every base gap",
    holdsFor: (design) =>
      isPullRequest(design) && isUnchanged(design) && isWhole(design) && design.cachedBase === 0 && oneOf(design.mix, "v07", "v13", "v14"),
    figure: share((tallied) => tallied.pass),
    limit: { atLeast: 0.8 },
  },
  {
    id: "usable-cached",
    text: "the same on a cached base of 20, v = .13, at most 960 calls",
    holdsFor: (design) => isPullRequest(design) && isUnchanged(design) && design.cachedBase === 20 && design.mix === "v13",
    figure: share((tallied) => tallied.pass),
    limit: { atLeast: 0.9 },
  },
  ...powerPromises("v07", 0, 500),
  ...powerPromises("v07", 20, 220),
  ...powerPromises("v13", 0, 650),
  ...powerPromises("v13", 20, 250),
  savedPromise("positive", 0, 0.38),
  savedPromise("positive", 0.2, 0.6),
  savedPromise("either", 0, 0.3),
  savedPromise("either", 0.2, 0.55),
  {
    id: "repair",
    text: "a repair from .3 to 0 passes, v = .07",
    holdsFor: (design) => design.mix === "even07" && design.effect.kind === "to" && design.effect.gap === 0,
    figure: share((tallied) => tallied.pass),
    limit: { atLeast: 0.95 },
  },
  {
    id: "reversal",
    text: "a reversal from .3 to -.3 is failed, v = .07",
    holdsFor: (design) => design.mix === "even07" && design.effect.kind === "to" && design.effect.gap === -0.3,
    figure: share((tallied) => tallied.fail),
    limit: { atLeast: 0.95 },
  },
  {
    id: "halves",
    text: "half of the scenarios at +.3 and half at -.3: the p that no cell changed is below .05, v = .07",
    holdsFor: (design) => design.mix === "even07" && design.effect.kind === "halves",
    figure: share((tallied) => tallied.cellsChanged),
    limit: { atLeast: 0.8 },
  },
  ...[
    { others: 0, most: 0.01 },
    { others: 0.02, most: 0.1 },
  ].map(({ others, most }): Promise_ => {
    return {
      id: `missing-${others}`,
      text: `an unchanged head passes though one arm misses 5 points more than the others' ${others * 100} %`,
      holdsFor: (design) => isUnchanged(design) && design.looks === null && spread(design) > 0.04 && least(design) === others,
      figure: share((tallied) => tallied.pass),
      limit: { atMost: most },
    };
  }),
  {
    id: "labels-uncorrected",
    text: "specificity 3 points lower when monitored: head's gap as labelled is off by",
    holdsFor: errsUnequally,
    figure: { kind: "mean", of: ({ labelling }) => meanOf(labelling, "plain") },
    limit: { atLeast: 0.02 },
  },
  {
    id: "labels-corrected",
    text: "the same with a calibration file of 300 replies a kind and condition: off by",
    holdsFor: errsUnequally,
    figure: { kind: "mean", of: ({ labelling }) => meanOf(labelling, "corrected") },
    limit: { atMost: 0.01 },
  },
];

const MODES = [
  { id: "soft", name: "soft draws", is: ({ soft, told }: Design) => soft !== undefined && told === undefined },
  { id: "told", name: "soft draws whose chances the server says too sharp or too flat", is: ({ told }: Design) => told !== undefined },
  { id: "seeds", name: "seeds shared by all arms", is: ({ shared, soft }: Design) => shared !== undefined && soft === undefined },
] as const;

const readOtherwise: readonly Promise_[] = MODES.flatMap(({ id, name, is }): Promise_[] => [
  {
    id: `false-fail-${id}`,
    text: `an unchanged head is failed, ${name}`,
    holdsFor: (design) => is(design) && isUnchanged(design),
    figure: share((tallied) => tallied.fail),
    limit: { atMost: 0.05 },
  },
  {
    id: `false-pass-${id}`,
    text: `a widening of exactly the margin passes, ${name}`,
    holdsFor: (design) => is(design) && isAtMargin(design) && !isEdge(design),
    figure: share((tallied) => tallied.pass),
    limit: { atMost: 0.06 },
  },
]);

/** By labels is how draws are read by default; the other ways have promises of their own. */
export const PROMISES: readonly Promise_[] = [
  ...OF_LABELS.map((promise) => ({ ...promise, holdsFor: (design: Design) => isByLabels(design) && promise.holdsFor(design) })),
  ...readOtherwise,
  {
    id: "coverage-otherwise",
    text: "the 90 % interval holds the pack's widening, one look, soft draws or shared seeds",
    holdsFor: (design) => !isByLabels(design) && design.looks === null && isWhole(design) && !isEdge(design),
    figure: share((tallied) => tallied.covered),
    limit: { atLeast: 0.88 },
  },
];

/** Labels that err alike on both sides and 3 points differently in the two conditions. */
function errsUnequally({ labelError, mix }: Design): boolean {
  if (labelError === null || mix !== "sharp") return false;
  const { baseMonitored, headMonitored, headUnmonitored } = labelError.specificity;
  return baseMonitored === headMonitored && Math.abs(headMonitored - headUnmonitored) > 0.029;
}

function meanOf(labelling: Tallied["labelling"], of: "plain" | "corrected"): { mean: number; error: number } {
  if (labelling === null) return { mean: Number.NaN, error: Number.NaN };
  const { runs, correctedSquared } = labelling;
  const mean = labelling[of] / runs;
  return { mean: Math.abs(mean), error: Math.sqrt(Math.max(0, correctedSquared / runs - (labelling.corrected / runs) ** 2) / runs) };
}

function spread({ missing }: Design): number {
  return Math.max(...Object.values(missing)) - Math.min(...Object.values(missing));
}

function least({ missing }: Design): number {
  return Math.min(...Object.values(missing));
}
