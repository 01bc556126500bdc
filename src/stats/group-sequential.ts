import { quadrature, type Quadrature } from "./gauss-legendre.ts";
import { normalQuantile, normalTail } from "./quantile.ts";

/** Share of the level that is spent once a share of the planned information is there; from 0 at 0 to 1 at 1, rising. */
export type Spending = (fraction: number) => number;

/**
 * Spends level · t^rho. Source: Kim and DeMets 1987, "Design and analysis of group sequential tests based on the type I error spending
 * rate function". 1 is near Pocock's equal bounds, 3 near O'Brien and Fleming's.
 *
 * @param rho above 0
 * @example powerSpending(1.5)(0.25) // 0.125
 */
export function powerSpending(rho: number): Spending {
  if (!(rho > 0)) throw new RangeError(`rho must be above 0, saw ${rho}`);
  return (fraction) => Math.min(1, Math.max(0, fraction)) ** rho;
}

export interface SequentialDesign {
  /** One-sided error over all looks, in (0, .5). */
  readonly level: number;
  /** Information at each look so far, rising: draws a cell, or the harmonic form of both sides' draws. */
  readonly information: readonly number[];
  /** Information at the last planned look. A look that reaches it spends all that is left, and later ones have nothing. */
  readonly planned: number;
  readonly spending: Spending;
}

/**
 * Estimand: the one-sided tail at each look so that a statistic without drift ever crosses with probability `level`.
 *
 * Method: the score process has independent normal increments; the probability of crossing for the first time at each look is what the
 * spending function gives it, solved look by look by recursive numerical integration. Any looks, any spending, any information:
 * looks that were skipped or came late need no plan.
 * Source: Armitage, McPherson and Rowe 1969, "Repeated significance tests on accumulating data"; Lan and DeMets 1983,
 * "Discrete sequential boundaries for clinical trials".
 *
 * Edges: one look has the whole level; a look at which nothing is spent has tail 0 and cannot be crossed. A look that adds less than a
 * thousandth of the planned information tells nothing new: it spends nothing, and the next one has its share.
 * Information must rise from look to look.
 *
 * @returns the tail P(Z > z) of each look's bound, 0 where it cannot be crossed; else z itself is normalQuantile(tail)
 * @throws RangeError on a level outside (0, .5), information that does not rise, or `planned` of 0 or less
 * @example sequentialTails({ level: 0.05, information: [2, 4, 7, 10], planned: 10, spending: powerSpending(1.5) }) // 0.004472…, 0.009774…, 0.021948…, 0.035348…
 */
export function sequentialTails({ level, information, planned, spending }: SequentialDesign): readonly number[] {
  refuse(level, information, planned);
  const fractions = information.map((each) => each / planned);
  const tails: number[] = [];
  let before: Survivors | null = null;
  let spent = 0;
  for (const [look, fraction] of fractions.entries()) {
    if (before !== null && fraction - before.fraction < LEAST_STEP) {
      tails.push(0);
      continue;
    }
    const toSpend = level * spending(fraction) - spent;
    const bound = before === null ? firstBound(fraction, toSpend) : nextBound(before, fraction, toSpend);
    tails.push(Number.isFinite(bound) ? normalTail(bound / Math.sqrt(fraction)) : 0);
    spent += Math.max(0, toSpend);
    const next = fractions.slice(look + 1).find((each) => each - fraction >= LEAST_STEP);
    if (next === undefined) return [...tails, ...fractions.slice(look + 1).map(() => 0)];
    before = survivors(before, fraction, bound, next);
  }
  return tails;
}

/** Share of the planned information that a look has to add. */
const LEAST_STEP = 0.001;
/** How far below 0 the process is followed, in its standard deviations: what lies beyond weighs 1e-17. */
const REACH = 8.5;
/** Width of a panel in standard deviations of the increments on both sides of a look. */
const PANEL = 0.8;

/** Density of the process at a look, on the paths that have not crossed yet. */
interface Survivors extends Quadrature {
  readonly fraction: number;
  readonly density: readonly number[];
}

function firstBound(fraction: number, toSpend: number): number {
  return toSpend > 0 ? normalQuantile(toSpend) * Math.sqrt(fraction) : Infinity;
}

/** The bound b with P(no crossing before, and B > b) = toSpend, by halving: the probability falls in b. */
function nextBound(before: Survivors, fraction: number, toSpend: number): number {
  if (!(toSpend > 0)) return Infinity;
  const deviation = Math.sqrt(fraction - before.fraction);
  let [low, high] = [-REACH * Math.sqrt(fraction), 40 * Math.sqrt(fraction)];
  for (let step = 0; step < 200 && high - low > 1e-14; step += 1) {
    const middle = (low + high) / 2;
    if (crossing(before, middle, deviation) > toSpend) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function crossing({ nodes, weights, density }: Survivors, bound: number, deviation: number): number {
  let total = 0;
  for (let i = 0; i < nodes.length; i += 1)
    total += (weights[i] ?? 0) * (density[i] ?? 0) * normalTail((bound - (nodes[i] ?? 0)) / deviation);
  return total;
}

function survivors(before: Survivors | null, fraction: number, bound: number, next: number): Survivors {
  const deviation = Math.sqrt(fraction - (before?.fraction ?? 0));
  const top = Math.min(bound, REACH * Math.sqrt(fraction));
  const rule = quadrature(-REACH * Math.sqrt(fraction), top, PANEL * Math.min(deviation, Math.sqrt(next - fraction)));
  const density = rule.nodes.map((x) => (before === null ? bell(x, deviation) : arriving(before, x, deviation)));
  return { ...rule, fraction, density };
}

function arriving({ nodes, weights, density }: Survivors, x: number, deviation: number): number {
  let total = 0;
  for (let i = 0; i < nodes.length; i += 1) total += (weights[i] ?? 0) * (density[i] ?? 0) * bell(x - (nodes[i] ?? 0), deviation);
  return total;
}

function bell(x: number, deviation: number): number {
  return Math.exp(-0.5 * (x / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI));
}

function refuse(level: number, information: readonly number[], planned: number): void {
  if (!(level > 0 && level < 0.5)) throw new RangeError(`a one-sided level must lie between 0 and .5, saw ${level}`);
  if (!(planned > 0)) throw new RangeError(`the planned information must be above 0, saw ${planned}`);
  const rising = information.every((each, look) => each > (information[look - 1] ?? 0));
  if (!rising) throw new RangeError(`information must rise from look to look, saw ${information.join(", ")}`);
}
