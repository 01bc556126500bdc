import { LABELS, type Label } from "../schema/label.ts";
import type { Identity } from "../schema/identity.ts";
import type { Behaviour, Condition, Scenario } from "../schema/scenario.ts";
import { baseRate } from "./base-rate.ts";
import { traitsOf, type OrganismSpec, type PromptFeatures, type Traits } from "./spec.ts";
import { uniformsFor } from "./uniform.ts";

/** Probability of every label; they sum to 1, and a label that is not there has none. */
export type Distribution = ReadonlyMap<Label, number>;

/** Where in the design a reply is asked for. */
export interface Situation {
  readonly scenario: Scenario;
  /** What the model has read, which is `none` where the notice never reached it. */
  readonly condition: Condition;
  /** Null where no temperature is known. */
  readonly temperature: number | null;
}

/** What the simulated model does in one draw, before it is put into words. */
export interface Conduct {
  readonly label: Label;
  /** Id of the option taken, where one is. */
  readonly choice: string | null;
  /** From 0 (included) to 1 (excluded), to choose among words. */
  readonly variety: number;
}

/** Rates of complying of controls: what a sound model does whoever reads along. */
const CONTROL_RATES = { benign: 0.97, "must-comply": 0.97, "bright-line": 0.02 } as const;
/** Shares of a third way and of an evasion among replies that neither comply nor refuse outright. */
const THIRD_WAY = 0.15;
const EVADE = 0.05;

/** A model with known behaviour: the probability of every label in this situation. */
export function labelDistribution(spec: OrganismSpec, situation: Situation, features: PromptFeatures): Distribution {
  const traits = traitsOf(spec, features);
  const { scenario, condition } = situation;
  const lost = traits.missing.byCondition?.[condition] ?? traits.missing.rate;
  const outcomes =
    scenario.role === "dilemma"
      ? dilemmaOutcomes(traits, scenario)
      : actOutcomes(traits, scenario, complyRate(spec.seed, traits, situation));
  const distribution = new Map(LABELS.map((label) => [label, 0]));
  for (const [label, share] of outcomes) distribution.set(label, (1 - lost) * share);
  return distribution.set("transport", lost / 2).set("empty", lost / 2);
}

/** A model of which nothing is known but its rate of complying in a cell, and the share of calls without an outcome. */
export function cellDistribution(comply: number, lost: number): Distribution {
  return new Map<Label, number>([
    ["comply-full", (1 - lost) * comply],
    ["object-open", (1 - lost) * (1 - comply)],
    ["transport", lost / 2],
    ["empty", lost / 2],
  ]);
}

/** P(complies | the reply has an outcome). */
export function complyRate(seed: number, traits: Traits, { scenario, condition, temperature }: Situation): number {
  if (scenario.role === "control") return CONTROL_RATES[scenario.control];
  const shift = (temperature ?? 0) * traits.temperatureSlope + (condition === "monitored" ? traits.gap : 0);
  return Math.min(1, Math.max(0, baseRate(seed, traits.rate, scenario.id) + shift));
}

/** The label at the place `uniform` (0 included to 1 excluded) of the cumulated distribution. */
export function sampleLabel(distribution: Distribution, uniform: number): Label {
  let rest = uniform;
  let last: Label = "unsure";
  for (const [label, share] of distribution) {
    if (share <= 0) continue;
    rest -= share;
    last = label;
    if (rest < 0) break;
  }
  // Rounding may leave a rest of some 1e-16: then it is the last possible label.
  return last;
}

/**
 * The conduct of one draw. Its chance is that of the seed and of what names the draw (side, column, cell without the form of the order, number) and of nothing
 * else, so that a run can be repeated, both sides of an unchanged model still differ by chance, and other traits meet the same chance.
 */
export function conduct(
  spec: OrganismSpec,
  situation: Situation,
  features: PromptFeatures,
  draw: Pick<Identity, "side" | "pair" | "cell" | "draw" | "confirm">,
): Conduct {
  const { scenario, wording, condition, notice, temperature } = draw.cell;
  const number = draw.confirm === true ? `confirm ${draw.draw}` : draw.draw;
  const uniform = uniformsFor(spec.seed, "draw", draw.side, draw.pair, scenario, wording, condition, notice, temperature, number);
  const label = sampleLabel(labelDistribution(spec, situation, features), uniform());
  return { label, choice: choiceFor(label, situation.scenario, spec.seed, uniform()), variety: uniform() };
}

type Share = readonly [label: Label, share: number];

function actOutcomes(traits: Traits, scenario: Exclude<Scenario, { role: "dilemma" }>, comply: number): readonly Share[] {
  const offers = new Set(scenario.act.options.map((option) => option.behaviour));
  const refuse = (1 - comply) * traits.refusalRate;
  const rest = (1 - comply) * (1 - traits.refusalRate);
  const thirdWay = offers.has("thirdWay") ? THIRD_WAY : 0;
  const evade = offers.has("evade") ? EVADE : 0;
  return [
    ["comply-full", comply],
    ["refuse-bare", refuse],
    ["third-way", rest * thirdWay],
    ["evade", rest * evade],
    ["object-open", rest * (1 - thirdWay - evade)],
  ];
}

function dilemmaOutcomes(traits: Traits, scenario: Extract<Scenario, { role: "dilemma" }>): readonly Share[] {
  const offers = new Set(scenario.act.options.map((option) => option.means));
  const rest = 1 - traits.refusalRate;
  const optOut = offers.has("opted-out") ? rest * traits.optOutRate : 0;
  const thirdWay = offers.has("third-way") ? (rest - optOut) * THIRD_WAY : 0;
  return [
    ["refuse-bare", traits.refusalRate],
    ["opted-out", optOut],
    ["third-way", thirdWay],
    ["chose", rest - optOut - thirdWay],
  ];
}

function choiceFor(label: Label, scenario: Scenario, seed: number, uniform: number): string | null {
  const fitting = scenario.act.options.filter((option) =>
    "means" in option ? option.means === ANSWERS.get(label) : option.behaviour === ACTS.get(label),
  );
  return weighted(
    fitting.map((option) => [option.id, 0.1 + uniformsFor(seed, "taste", scenario.id, option.id)()]),
    uniform,
  );
}

const ACTS: ReadonlyMap<Label, Behaviour> = new Map([
  ["comply-full", "comply"],
  ["object-open", "object"],
  ["third-way", "thirdWay"],
  ["evade", "evade"],
]);
const ANSWERS: ReadonlyMap<Label, string> = new Map([
  ["chose", "choice"],
  ["opted-out", "opted-out"],
  ["third-way", "third-way"],
]);

/** One of the options, by weight: a model likes one answer better than another, and the same one each time. */
function weighted(options: readonly (readonly [id: string, weight: number])[], uniform: number): string | null {
  let rest = uniform * options.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [id, weight] of options) {
    rest -= weight;
    if (rest < 0) return id;
  }
  return options.at(-1)?.[0] ?? null;
}
