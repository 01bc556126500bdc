/** Next-token probabilities at another temperature, from the list of the likeliest that an API shows. */

export interface ListedToken {
  readonly token: string;
  /** Natural logarithm of its probability at temperature 1. */
  readonly logprob: number;
}

/** Weights `(p / p of the likeliest) ** (1 / T)`: of one call, comparable with each other. */
export interface Tempered {
  /** In the order of the list. */
  readonly weights: readonly number[];
  /** What all tokens that are not listed weigh together, at least and at most. */
  readonly unseen: { readonly least: number; readonly most: number };
  /** The most that one token can weigh that is not listed. */
  readonly heaviestUnseen: number;
}

/** Entries of the largest vocabulary in wide use (Gemma); OpenAI's have 200,019. It matters above temperature 1 only. */
const LARGEST_VOCABULARY = 262_144;

/** Log-probabilities are made in single precision, whose sums over a vocabulary are good to about this. */
export const RESOLUTION = 1e-6;

/**
 * At temperature T a token's probability is p ** (1/T) over the sum of that over the vocabulary. The listed part of the sum is known; of the rest
 * only its mass m at temperature 1 is, and that no token of it has more than the least of the list, c. With a = 1/T the sum of p ** a over the rest
 * is largest where the mass is concentrated if a >= 1 (m / c tokens of c each), and where it is spread over the vocabulary if a < 1; smallest
 * the other way round.
 *
 * Edges: at temperature 0 the likeliest tokens share all, and what is not listed weighs only where it can be as likely as they are.
 *
 * @param listed at least one token
 * @param temperature 0 or more
 */
export function temper(listed: readonly ListedToken[], temperature: number): Tempered {
  const logprobs = listed.map(({ logprob }) => logprob);
  const top = Math.max(...logprobs);
  const exponent = 1 / temperature;
  const shares = logprobs.map((logprob) => Math.exp(logprob - top));
  const mass = missingMass(listed) / Math.exp(top);
  const spreadOver = LARGEST_VOCABULARY - listed.length;
  // The likeliest of them has no less than their mean, whatever rounding made of the least that is listed.
  const cap = Math.min(mass, Math.max(Math.min(...shares), mass / spreadOver));
  const dense = concentrated(mass, cap, exponent);
  const thin = spreadOver * raised(mass / spreadOver, exponent);
  return {
    weights: shares.map((share) => raised(share, exponent)),
    unseen: { least: Math.min(dense, thin), most: Math.max(dense, thin) },
    heaviestUnseen: raised(cap, exponent),
  };
}

/** Mass at temperature 1 that is not listed; never less than what rounding could hide. */
export function missingMass(listed: readonly ListedToken[]): number {
  return Math.max(RESOLUTION, 1 - listedMass(listed));
}

/** Probability at temperature 1 of all tokens that are listed, from 0 to 1 but for rounding. */
export function listedMass(listed: readonly ListedToken[]): number {
  return listed.reduce((total, { logprob }) => total + Math.exp(logprob), 0);
}

/** As few tokens as can hold the mass. */
function concentrated(mass: number, cap: number, exponent: number): number {
  const full = Math.floor(mass / cap);
  return full * raised(cap, exponent) + raised(Math.max(0, mass - full * cap), exponent);
}

/** `1 ** Infinity` is NaN in JavaScript, and the likeliest token at temperature 0 has all the weight. */
function raised(share: number, exponent: number): number {
  if (share <= 0) return 0;
  return share >= 1 ? 1 : share ** exponent;
}
