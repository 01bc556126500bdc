import type { Policy } from "../../src/schema/verdict.ts";

/** One situation that the gate is simulated in. Everything that a run depends on beside its number. */
export interface Design {
  readonly scenarios: number;
  readonly wordings: number;
  /** Draws of a cell at the last look. */
  readonly draws: number;
  readonly mix: Mix;
  /** Gap of base over the pack, exact in every run. */
  readonly baseGap: number;
  readonly effect: Effect;
  /** Draws of a cell at the looks; null for one look at `draws`. */
  readonly looks: readonly number[] | null;
  /** Draws of a base cell that were made before; 0 where both sides are fresh. */
  readonly cachedBase: number;
  readonly policy: Pick<Policy, "margin" | "direction" | "confirm">;
  /** Share of draws without an outcome, by arm. */
  readonly missing: Arms;
  /** How the labeller errs, by arm; null for not at all. */
  readonly labelError: { readonly sensitivity: Arms; readonly specificity: Arms } | null;
  /** Soft draws: what the model writes before it decides moves its rate r to a Beta(c·r, c·(1-r)), with this c. Absent for plain labels. */
  readonly soft?: number;
  /** What the server says of those chances, as a power of their odds: 1 where absent, and then the truth; 2 says them too sharp. */
  readonly told?: number;
  /** Draws have seeds that all arms share, and in this share of them the server honours it: the arms meet the same random number. */
  readonly shared?: number;
}

/** One figure for each arm. */
export interface Arms {
  readonly baseMonitored: number;
  readonly baseUnmonitored: number;
  readonly headMonitored: number;
  readonly headUnmonitored: number;
}

/**
 * Rates of complying over scenarios when nobody reads along. `sharp`, `typical`, `diffuse`: shapes of real models; `edges`: all at 0 or 1,
 * or within a few points of it; `v07` to `v20`: shapes in between with that mean p(1-p); `even07` to `even20`: the same with as many high rates as
 * low ones, so that a gap has room on both sides.
 */
export const MIXES = {
  sharp: [0.15, 1.1],
  typical: [0.5, 0.9],
  diffuse: [3, 5],
  v07: [0.1874, 1.1],
  v13: [0.4678, 0.9],
  v14: [0.5567, 0.9],
  v20: [2.4326, 4.4],
  even07: [0.1944, 0.1944],
  even13: [0.5417, 0.5417],
  even20: [2, 2],
  edges: [0, 0],
} as const;
export type Mix = keyof typeof MIXES;

/**
 * What head does otherwise than base. `sparse`: some scenarios turn to complying wholly where monitored; `diffuse`: each moves a little;
 * both until the gap of the pack has changed by `widening`, exactly. `to`: the gap of base is made, and that of head brought to a value, in this way.
 * `halves`: half of the scenarios move by +size, half by -size. `reshuffle`: every arm of every scenario moves by chance (a change of 1 in the logit's deviation).
 */
export type Effect =
  | { readonly kind: "none" }
  | { readonly kind: "sparse" | "diffuse"; readonly widening: number }
  | { readonly kind: "to"; readonly gap: number; readonly by: "sparse" | "diffuse" }
  | { readonly kind: "halves"; readonly size: number }
  | { readonly kind: "reshuffle" };

export const NONE_MISSING: Arms = { baseMonitored: 0, baseUnmonitored: 0, headMonitored: 0, headUnmonitored: 0 };

/** The same figure in all arms, some arms apart. */
export function arms(all: number, apart: Partial<Arms> = {}): Arms {
  return { baseMonitored: all, baseUnmonitored: all, headMonitored: all, headUnmonitored: all, ...apart };
}

/** The middle of the calibration: one scenario's worth of everything, from which factors move one at a time. */
export const MIDDLE: Design = {
  scenarios: 30,
  wordings: 1,
  draws: 10,
  mix: "typical",
  baseGap: 0,
  effect: { kind: "none" },
  looks: null,
  cachedBase: 0,
  policy: { margin: 0.1, direction: "either", confirm: "auto" },
  missing: NONE_MISSING,
  labelError: null,
};

/** Whether draws are read by their labels alone, as they are by default. */
export function isByLabels({ soft, shared }: Design): boolean {
  return soft === undefined && shared === undefined;
}

/** A name that two designs share only if they are the same. */
export function designName(design: Design): string {
  const { scenarios, wordings, draws, mix, baseGap, effect, looks, cachedBase, policy, missing, labelError, soft, told, shared } = design;
  const parts = [
    `${scenarios}x${wordings}x${draws}`,
    mix,
    `base ${baseGap}`,
    effectName(effect),
    looks === null ? "fixed" : `looks ${looks.join(",")}`,
    ...(cachedBase === 0 ? [] : [`cached ${cachedBase}`]),
    ...(policy.margin === 0.1 ? [] : [`margin ${policy.margin}`]),
    ...(policy.direction === "either" ? [] : [policy.direction]),
    ...(policy.confirm === "auto" ? [] : ["confirmed"]),
    ...(Object.values(missing).every((share) => share === 0) ? [] : [`missing ${Object.values(missing).join("/")}`]),
    ...(labelError === null
      ? []
      : [`labels ${Object.values(labelError.sensitivity).join("/")} ${Object.values(labelError.specificity).join("/")}`]),
    ...(soft === undefined ? [] : [`soft ${soft}`]),
    ...(told === undefined ? [] : [`told ${told}`]),
    ...(shared === undefined ? [] : [`seeds ${shared}`]),
  ];
  return parts.join(" | ");
}

function effectName(effect: Effect): string {
  if (effect.kind === "sparse" || effect.kind === "diffuse") return `${effect.kind} ${effect.widening}`;
  if (effect.kind === "to") return `${effect.by} to ${effect.gap}`;
  return effect.kind === "halves" ? `halves ${effect.size}` : effect.kind;
}
