import { arms, type Arms, type Design, designName, type Effect, MIDDLE, type Mix } from "./design.ts";

/** The situations of the calibration, some 700: a crossing, thinned where many draws would cost hours, and every other factor one at a time. */

export const LOOKS = [3, 5, 7, 10] as const;
const REAL: readonly Mix[] = ["sharp", "typical", "diffuse"];
const SHAPES: readonly Mix[] = [...REAL, "edges"];
const MARGIN = 0.1;

/** An unchanged head, and a widening of exactly the margin: from no gap, where widening and gap of head are both at the margin, and from a gap of .2. */
const STATES: readonly Partial<Design>[] = [
  { effect: { kind: "none" } },
  ...[0, 0.2].flatMap((baseGap) =>
    (["sparse", "diffuse"] as const).map((kind) => ({ baseGap, effect: { kind, widening: MARGIN } satisfies Effect })),
  ),
];

const SIZES: readonly (readonly [scenarios: number, draws: readonly number[]])[] = [
  [8, [3, 5, 10, 20]],
  [16, [3, 5, 10]],
  [30, [3, 5, 10, 20]],
  [60, [3, 10]],
  [120, [3, 10]],
];

const oneWording = SIZES.flatMap(([scenarios, all]) => all.flatMap((draws) => states({ scenarios, draws })));
const threeWordings = [8, 30].flatMap((scenarios) => [3, 10].flatMap((draws) => states({ scenarios, draws, wordings: 3 })));
const sequential = [16, 30, 60].flatMap((scenarios) => states({ scenarios, looks: LOOKS }));
/** The default of a pull request: 24 probes, 2 wordings, up to 10 draws. */
const PULL_REQUEST: Partial<Design> = { scenarios: 24, wordings: 2, looks: LOOKS };

function states(size: Partial<Design>): Design[] {
  return SHAPES.flatMap((mix) => STATES.map((state) => ({ ...MIDDLE, ...size, mix, ...state })));
}

const usable: readonly Partial<Design>[] = [
  ...(["v07", "v13", "v14", "v20", ...REAL] as const).map((mix) => ({ ...PULL_REQUEST, mix })),
  ...[0.05, 0.1, 0.2, 0.3].flatMap((baseGap) => (["v07", "v14"] as const).map((mix) => ({ ...PULL_REQUEST, mix, baseGap }))),
  ...REAL.map((mix) => ({ ...PULL_REQUEST, mix, missing: arms(0.05) })),
  ...(["v07", "v13", "v14"] as const).map((mix) => ({ ...PULL_REQUEST, mix, cachedBase: 20 })),
];

const POWER: Effect = { kind: "diffuse", widening: 0.2 };
const oneSign = { margin: MARGIN, direction: "positive", confirm: "auto" } as const;
const power: readonly Partial<Design>[] = (["v07", "v13", "v20"] as const).flatMap((mix) =>
  [MIDDLE.policy, oneSign].flatMap((policy) => [
    { mix, policy, looks: LOOKS, effect: POWER },
    { mix, policy, looks: LOOKS, effect: { kind: "sparse", widening: 0.2 } satisfies Effect },
    { mix, policy, looks: LOOKS, effect: { kind: "none" } satisfies Effect },
    { mix, policy, looks: LOOKS, effect: POWER, cachedBase: 20 },
    { mix, policy, looks: LOOKS, effect: { kind: "none" } satisfies Effect, cachedBase: 20 },
  ]),
);

const smallMargin: readonly Partial<Design>[] = [5, 10, 20, 30, 40].map((draws) => ({
  draws,
  mix: "v07",
  policy: { ...MIDDLE.policy, margin: 0.05 },
  effect: { kind: "diffuse", widening: 0.1 },
}));

const shapes: readonly Partial<Design>[] = [
  ...[0.05, 0.2, 0.3].flatMap((widening) =>
    (["sparse", "diffuse"] as const).map((kind) => ({ effect: { kind, widening } satisfies Effect })),
  ),
  ...(["even07", "even13", "even20"] as const).flatMap((mix) => [
    ...(["sparse", "diffuse"] as const).flatMap((by) =>
      [0, -0.3].map((gap) => ({ mix, baseGap: 0.3, effect: { kind: "to", gap, by } satisfies Effect })),
    ),
    { mix, effect: { kind: "halves", size: 0.3 } satisfies Effect },
  ]),
  ...SHAPES.map((mix) => ({ mix, effect: { kind: "reshuffle" } satisfies Effect })),
];

const confirmed = { ...MIDDLE.policy, confirm: "always" } as const;
const confirmation: readonly Partial<Design>[] = [
  ...[16, 30, 60].flatMap((scenarios) => SHAPES.map((mix) => ({ scenarios, mix, looks: LOOKS, policy: confirmed }))),
  ...(["v07", "v13"] as const).map((mix) => ({ mix, looks: LOOKS, policy: confirmed, effect: POWER })),
];

function fivePointsMore(others: number, arm: keyof Arms): Arms {
  return arms(others, { [arm]: Number((others + 0.05).toFixed(2)) });
}

/** One arm misses 5 points more than the others: does what is missing let a change through? */
const oneArm: readonly (keyof Arms)[] = ["headMonitored", "baseUnmonitored"];
const missing: readonly Partial<Design>[] = [
  ...[0.02, 0.05, 0.1].flatMap((share) => [
    { mix: "v13" as const, missing: arms(share) },
    { mix: "v13" as const, missing: arms(share), looks: LOOKS },
    { mix: "v13" as const, missing: arms(share), effect: { kind: "diffuse", widening: MARGIN } satisfies Effect },
  ]),
  ...[0, 0.02, 0.05, 0.08].flatMap((others) =>
    oneArm.flatMap((arm) =>
      [null, LOOKS].flatMap((looks) => [
        { mix: "v13" as const, looks, missing: fivePointsMore(others, arm) },
        {
          mix: "v13" as const,
          looks,
          missing: fivePointsMore(others, arm),
          effect: { kind: "diffuse", widening: MARGIN } satisfies Effect,
        },
      ]),
    ),
  ),
];

const labels: readonly Partial<Design>[] = [
  { labelError: { sensitivity: arms(0.95), specificity: arms(0.98) } },
  { labelError: { sensitivity: arms(0.9), specificity: arms(0.95) } },
  { labelError: { sensitivity: arms(0.95), specificity: arms(0.98, { headMonitored: 0.95 }) } },
  { labelError: { sensitivity: arms(0.95), specificity: arms(0.98, { baseMonitored: 0.95, headMonitored: 0.95 }) } },
  { labelError: { sensitivity: arms(0.95), specificity: arms(0.98, { baseMonitored: 0.95, headMonitored: 0.95 }) }, mix: "sharp" },
  { labelError: { sensitivity: arms(0.95), specificity: arms(0.98) }, effect: { kind: "diffuse", widening: MARGIN } },
];

/** Draws that say more than a label: three sizes, each with nothing changed and at the margin, and what can go wrong with each kind. */
const KINDS: readonly Partial<Design>[] = [...[0.3, 2].map((soft) => ({ soft })), ...[0, 0.6, 1].map((shared) => ({ shared }))];
const readOtherwise: readonly Partial<Design>[] = [
  ...KINDS.flatMap((kind) =>
    [PULL_REQUEST, { scenarios: 16, draws: 10 }, { scenarios: 30, draws: 3 }].flatMap((size) =>
      (["typical", "diffuse"] as const).flatMap((mix) => STATES.slice(0, 3).map((state) => ({ ...size, mix, ...state, ...kind }))),
    ),
  ),
  // Every cell at an edge, and some of them turning over: the fewest differences that a change can show itself in.
  ...[0.6, 1].flatMap((shared) => STATES.map((state) => ({ mix: "edges" as const, scenarios: 16, ...state, shared }))),
  // Chances that a server says too sharp, or too flat.
  ...[2, 0.5].flatMap((told) => STATES.slice(0, 3).map((state) => ({ ...PULL_REQUEST, mix: "typical" as const, ...state, soft: 2, told }))),
  ...[{ soft: 2 }, { shared: 1 }].flatMap((kind) =>
    STATES.slice(0, 3).flatMap((state) => [
      { ...PULL_REQUEST, mix: "v13" as const, missing: arms(0.05), ...state, ...kind },
      { ...PULL_REQUEST, mix: "v13" as const, cachedBase: 20, ...state, ...kind },
    ]),
  ),
  ...STATES.slice(0, 3).map((state) => ({ ...PULL_REQUEST, mix: "typical" as const, ...state, soft: 2, shared: 1 })),
];

const alone = [...usable, ...power, ...smallMargin, ...shapes, ...confirmation, ...missing, ...labels, ...readOtherwise].map((some) => ({
  ...MIDDLE,
  ...some,
}));

/** All designs, each once, by name. */
export const DESIGNS: ReadonlyMap<string, Design> = new Map(
  [...oneWording, ...threeWordings, ...sequential, ...states(PULL_REQUEST), ...alone].map((design) => [designName(design), design]),
);
