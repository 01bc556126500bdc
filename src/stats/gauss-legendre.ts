/** Places and weights of a rule that integrates over an interval by a weighted sum of values. */
export interface Quadrature {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/** Points of one panel: exact for polynomials up to degree 19. */
const POINTS = 10;
const unit = gaussLegendre(POINTS);

/**
 * Composite Gauss-Legendre rule over an interval, cut into panels no wider than `panel`.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 25.4.29 and 25.4.30.
 *
 * Edges: an empty or reversed interval gives no nodes, so that every integral over it is 0.
 *
 * @param panel above 0: about the width at which the integrand bends
 * @example quadrature(0, 1, 1).nodes[0] // 0.01304673…
 */
export function quadrature(from: number, to: number, panel: number): Quadrature {
  if (!(panel > 0)) throw new RangeError(`the width of a panel must be above 0, saw ${panel}`);
  const panels = from < to ? Math.ceil((to - from) / panel) : 0;
  const half = (to - from) / panels / 2;
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let index = 0; index < panels; index += 1) {
    const middle = from + (2 * index + 1) * half;
    for (let point = 0; point < POINTS; point += 1) {
      nodes.push(middle + half * (unit.nodes[point] ?? 0));
      weights.push(half * (unit.weights[point] ?? 0));
    }
  }
  return { nodes, weights };
}

/** The rule on [-1, 1]: roots of the Legendre polynomial by Newton's method from Chebyshev's guesses. */
function gaussLegendre(points: number): Quadrature {
  const rule = Array.from({ length: points }, (_, index) => {
    let x = -Math.cos((Math.PI * (index + 0.75)) / (points + 0.5));
    for (let step = 0; step < 10; step += 1) {
      const { value, slope } = legendre(points, x);
      x -= value / slope;
    }
    return { x, weight: 2 / ((1 - x * x) * legendre(points, x).slope ** 2) };
  });
  return { nodes: rule.map(({ x }) => x), weights: rule.map(({ weight }) => weight) };
}

function legendre(degree: number, x: number): { readonly value: number; readonly slope: number } {
  let [before, value] = [1, x];
  for (let n = 2; n <= degree; n += 1) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  return { value, slope: (degree * (x * value - before)) / (x * x - 1) };
}
