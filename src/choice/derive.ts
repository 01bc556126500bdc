import { areSingleTokens, MOST_VARIANTS, placeOfToken } from "./surface.ts";
import { listedMass, RESOLUTION, temper, type ListedToken, type Tempered } from "./temper.ts";

/** The distribution over the options of one forced choice, worked out from the first token of one call. */

export interface OptionProbability {
  readonly option: string;
  readonly probability: number;
}

/** One thing that the first token can be. */
export interface Outcome {
  readonly text: string;
  /** Null where it is no option's label. */
  readonly option: string | null;
  readonly probability: number;
}

export interface Derived {
  readonly temperature: number;
  /** As the prompt shows them. */
  readonly options: readonly OptionProbability[];
  /** Probability that the first token is no option's label. */
  readonly rest: number;
  /** What the options' labels had together at temperature 1. */
  readonly covered: number;
  /** No option's probability is further from the truth than this on account of what was not listed. Never 0. */
  readonly bound: number;
  /** The listed tokens; what their probabilities lack of 1 is a token that was not listed. */
  readonly outcomes: readonly Outcome[];
}

/** Why a call carries no distribution, in words that go into the row's metadata. */
export interface Unusable {
  readonly unusable: string;
}

export interface Guards {
  /** The least mass that the options' labels must have together at temperature 1. */
  readonly floor: number;
  /** The most that the bound may be. */
  readonly mostBound: number;
}

/** An option and the label that the prompt shows it with. */
export interface LabelledOption {
  readonly option: string;
  readonly label: string;
}

/**
 * Each token that writes an option's label is tempered by itself, and only then are those of one option added: the other order is wrong
 * by up to .03 at temperature .3.
 */
export function derive(
  listed: readonly ListedToken[],
  shown: readonly LabelledOption[],
  temperature: number,
  guards: Guards,
): Derived | Unusable {
  const labels = shown.map(({ label }) => label);
  if (!areSingleTokens(labels)) return { unusable: `the labels ${labels.join(", ").slice(0, 100)} are not one letter or digit each` };
  return deriveAt(
    listed,
    shown,
    listed.map(({ token }) => placeOfToken(token, labels)),
    temperature,
    guards,
  );
}

/**
 * The same where the caller knows which option each listed token stands for.
 *
 * @param places of each listed token: the option's place in `shown`, below 0 for none
 */
export function deriveAt(
  listed: readonly ListedToken[],
  shown: readonly LabelledOption[],
  places: readonly number[],
  temperature: number,
  guards: Guards,
): Derived | Unusable {
  if (listed.length === 0) return { unusable: "the call listed no token" };
  const mass = listedMass(listed);
  if (!(mass <= 1.01)) return { unusable: `the listed probabilities add up to ${mass.toFixed(3)}` };
  const absent = shown.find((_, place) => !places.includes(place));
  if (absent !== undefined) return { unusable: `option ${absent.label} is not among the ${listed.length} likeliest tokens` };
  const covered = Math.min(1, listedMass(listed.filter((_, at) => (places[at] ?? -1) >= 0)));
  if (covered < guards.floor)
    return { unusable: `the options cover ${covered.toFixed(3)} of the first token, under the floor of ${guards.floor}` };
  const derived = fromWeights(listed, shown, places, temper(listed, temperature));
  if (derived.bound <= guards.mostBound) return { temperature, covered, ...derived };
  return { unusable: `the tokens that were not listed may move an option by ${derived.bound.toFixed(3)}, more than ${guards.mostBound}` };
}

function fromWeights(
  listed: readonly ListedToken[],
  shown: readonly LabelledOption[],
  places: readonly number[],
  tempered: Tempered,
): Pick<Derived, "options" | "rest" | "bound" | "outcomes"> {
  const known = sum(tempered.weights);
  const { least, most } = tempered.unseen;
  // Halfway between the two ends as probabilities see them, so that the error is the same on both sides.
  const scale = (1 / (known + least) + 1 / (known + most)) / 2;
  const outcomes = listed.map(({ token }, at) => ({
    text: token,
    option: shown[places[at] ?? -1]?.option ?? null,
    probability: (tempered.weights[at] ?? 0) * scale,
  }));
  const weightOf = (place: number): number => sum(tempered.weights.filter((_, at) => places[at] === place));
  const options = shown.map(({ option }, place) => ({ option, probability: weightOf(place) * scale }));
  const bounds = options.map(({ probability }, place) => furthest(weightOf(place), probability, known, tempered));
  return {
    outcomes,
    options,
    rest: Math.max(0, 1 - sum(options.map(({ probability }) => probability))),
    bound: Math.max(RESOLUTION, ...bounds),
  };
}

/** How far the truth can be from an option's probability: all else that is unseen weighs against it, or some of it writes its label in yet another way. */
function furthest(weight: number, probability: number, known: number, { unseen, heaviestUnseen }: Tempered): number {
  const own = Math.min(unseen.most, MOST_VARIANTS * heaviestUnseen);
  const low = weight / (known + unseen.most);
  const high = (weight + own) / (known + Math.max(unseen.least, own));
  return Math.max(probability - low, high - probability);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
