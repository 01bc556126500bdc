import type { Derived, Outcome } from "./derive.ts";

/** A token that was not listed: nobody knows its text. */
const UNSEEN: Outcome = { text: "", option: null, probability: 0 };

/**
 * One draw of the first token. Tokens stand option by option and then by text, so that a distribution which moves a little between calls moves few draws.
 *
 * @param at from 0 (included) to 1 (excluded), uniform
 */
export function pick({ options, outcomes }: Pick<Derived, "options" | "outcomes">, at: number): Outcome {
  const place = ({ option }: Outcome): number => (option === null ? options.length : options.findIndex((one) => one.option === option));
  const ordered = outcomes.toSorted((a, b) => place(a) - place(b) || (a.text < b.text ? -1 : 1));
  let passed = 0;
  for (const outcome of ordered) {
    passed += outcome.probability;
    if (at < passed) return outcome;
  }
  return UNSEEN;
}
