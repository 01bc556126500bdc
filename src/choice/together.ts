import type { Derived, Outcome } from "./derive.ts";

/** What two calls of one request say together, and how far they were apart. */
export interface Together extends Derived {
  /** Largest difference of one option's probability between the calls; null where there was one call. */
  readonly jitter: number | null;
}

/**
 * The mean of what calls of one request gave at one temperature. Servers sum in an order that hangs on their load, so that two calls differ:
 * by how much is shown and not assumed.
 *
 * @param calls at least one, of the same options in the same order
 */
export function together(calls: readonly [Derived, ...Derived[]]): Together {
  const [first] = calls;
  const share = 1 / calls.length;
  const options = first.options.map(({ option }, place) => {
    const values = calls.map((call) => call.options[place]?.probability ?? 0);
    return {
      option,
      probability: values.reduce((total, value) => total + value * share, 0),
      apart: Math.max(...values) - Math.min(...values),
    };
  });
  return {
    temperature: first.temperature,
    options: options.map(({ option, probability }) => ({ option, probability })),
    rest: Math.max(0, 1 - options.reduce((total, { probability }) => total + probability, 0)),
    covered: Math.min(...calls.map(({ covered }) => covered)),
    bound: Math.max(...calls.map(({ bound }) => bound)),
    outcomes: merged(calls.flatMap(({ outcomes }) => outcomes.map((one) => ({ ...one, probability: one.probability * share })))),
    jitter: calls.length === 1 ? null : Math.max(...options.map(({ apart }) => apart)),
  };
}

function merged(outcomes: readonly Outcome[]): readonly Outcome[] {
  const byText = new Map<string, Outcome>();
  for (const one of outcomes) byText.set(one.text, { ...one, probability: one.probability + (byText.get(one.text)?.probability ?? 0) });
  return [...byText.values()];
}
