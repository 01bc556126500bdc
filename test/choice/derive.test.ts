import * as fc from "fast-check";
import { expect, test } from "vitest";
import { derive, type Derived, type LabelledOption, type Unusable } from "../../src/choice/derive.ts";
import type { ListedToken } from "../../src/choice/temper.ts";

const AB: readonly LabelledOption[] = [
  { option: "stay", label: "A" },
  { option: "go", label: "B" },
];
const GUARDS = { floor: 0.8, mostBound: 0.02 };
const NONE = { floor: 0, mostBound: 1 };

const listed = (shares: Readonly<Record<string, number>>): ListedToken[] =>
  Object.entries(shares).map(([token, share]) => ({ token, logprob: Math.log(share) }));

function derived(found: Derived | Unusable): Derived {
  if ("unusable" in found) throw new Error(found.unusable);
  return found;
}

const reason = (found: Derived | Unusable): string => ("unusable" in found ? found.unusable : "usable");
const probability = (found: Derived, option: string): number =>
  found.options.find((one) => one.option === option)?.probability ?? Number.NaN;

test("at temperature 1 an option has what its ways of writing have together, and the rest is the rest", () => {
  const found = derived(derive(listed({ A: 0.5, " A": 0.1, b: 0.2, "B.": 0.1, The: 0.1 }), AB, 1, GUARDS));
  expect(probability(found, "stay")).toBeCloseTo(0.6, 5);
  expect(probability(found, "go")).toBeCloseTo(0.3, 5);
  expect(found.rest).toBeCloseTo(0.1, 5);
  expect(found.covered).toBeCloseTo(0.9, 12);
});

test("each way of writing is tempered before they are added: 0.4 and 0.4 against 0.2 at temperature 0.5 is 32 to 4, not 64 to 4", () => {
  const found = derived(derive(listed({ A: 0.4, " A": 0.4, B: 0.2 }), AB, 0.5, GUARDS));
  expect(probability(found, "stay")).toBeCloseTo(0.32 / 0.36, 5);
});

test("at temperature 0 the likeliest token takes all, and two that are equally likely share", () => {
  expect(probability(derived(derive(listed({ A: 0.5, B: 0.4, The: 0.1 }), AB, 0, GUARDS)), "stay")).toBe(1);
  const tie = derived(derive(listed({ A: 0.4, B: 0.4, The: 0.2 }), AB, 0, GUARDS));
  expect([probability(tie, "stay"), probability(tie, "go")]).toEqual([0.5, 0.5]);
});

test("the bound is never 0, even where everything is listed", () => {
  expect(derived(derive(listed({ A: 0.75, B: 0.25 }), AB, 0.3, GUARDS)).bound).toBeGreaterThan(0);
});

test("a call is not used where an option is missing, too little is covered, or what is not listed could move an option", () => {
  expect(reason(derive(listed({ A: 0.9, C: 0.1 }), AB, 1, GUARDS))).toBe("option B is not among the 2 likeliest tokens");
  expect(reason(derive(listed({ A: 0.4, B: 0.3, The: 0.3 }), AB, 1, GUARDS))).toBe(
    "the options cover 0.700 of the first token, under the floor of 0.8",
  );
  expect(reason(derive(listed({ A: 0.6, B: 0.3, The: 0.05 }), AB, 1.8, GUARDS))).toMatch(
    /^the tokens that were not listed may move an option by 0\.\d{3}/,
  );
  expect(reason(derive([], AB, 1, GUARDS))).toBe("the call listed no token");
});

test("probabilities that add up to more than 1 are no probabilities", () => {
  expect(reason(derive(listed({ A: 0.9, B: 0.3 }), AB, 1, GUARDS))).toBe("the listed probabilities add up to 1.200");
  expect(reason(derive([{ token: "A", logprob: Number.NaN }, ...listed({ B: 0.1 })], AB, 1, GUARDS))).toBe(
    "the listed probabilities add up to NaN",
  );
});

test("labels that are not one letter or digit are not read off a token", () => {
  const ten = [...AB, { option: "wait", label: "10" }];
  expect(reason(derive(listed({ A: 0.9, B: 0.1 }), ten, 1, GUARDS))).toBe("the labels A, B, 10 are not one letter or digit each");
});

/** A whole vocabulary of which a call lists the likeliest: options in several ways of writing, and other words. */
const vocabulary = fc.array(fc.double({ min: 0, max: 12, noNaN: true }), { minLength: 30, maxLength: 200 }).map((logits) => {
  const tokens = logits.map((_, at) => ["A", "B", " A", " B", "a", "b", "A.", "B)"][at] ?? `word${at}`);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  return tokens.map((token, at) => ({ token, logprob: logits[at]! - Math.log(total) })).toSorted((x, y) => y.logprob - x.logprob);
});
const temperature = fc.double({ min: 0.1, max: 2, noNaN: true });
const isOf = (token: string, label: string): boolean => new RegExp(`^ ?${label}[.)]?$`, "i").test(token);

test("whatever was not listed, the truth lies within the bound", () => {
  let usable = 0;
  fc.assert(
    fc.property(vocabulary, temperature, (all, degrees) => {
      const found = derive(all.slice(0, 20), AB, degrees, NONE);
      if ("unusable" in found) return;
      usable += 1;
      const weight = (tokens: readonly ListedToken[]): number => tokens.reduce((sum, { logprob }) => sum + Math.exp(logprob / degrees), 0);
      for (const { option, label } of AB) {
        const truth = weight(all.filter(({ token }) => isOf(token, label))) / weight(all);
        expect(Math.abs(probability(found, option) - truth)).toBeLessThanOrEqual(found.bound + 1e-9);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(usable).toBeGreaterThan(500);
});

test("options and rest add up to 1, and the outcomes to no more", () => {
  fc.assert(
    fc.property(vocabulary, temperature, (all, degrees) => {
      const found = derive(all.slice(0, 20), AB, degrees, NONE);
      if ("unusable" in found) return;
      expect(found.options.reduce((sum, one) => sum + one.probability, found.rest)).toBeCloseTo(1, 9);
      expect(found.outcomes.reduce((sum, one) => sum + one.probability, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});

test("the order of the list is irrelevant, and with the options turned round the probabilities turn with them", () => {
  fc.assert(
    fc.property(vocabulary, temperature, (all, degrees) => {
      const found = derive(all.slice(0, 20), AB, degrees, NONE);
      const turned = derive(all.slice(0, 20).toReversed(), AB.toReversed(), degrees, NONE);
      if ("unusable" in found || "unusable" in turned) {
        expect("unusable" in found).toBe("unusable" in turned);
        return;
      }
      for (const { option } of AB) expect(probability(turned, option)).toBeCloseTo(probability(found, option), 7);
      expect(turned.bound).toBeCloseTo(found.bound, 7);
    }),
  );
});

test("warmth never helps the likeliest option where all is listed and each is written in one way", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.51, max: 0.99, noNaN: true }), temperature, temperature, (share, one, other) => {
      const [cold, warm] = [Math.min(one, other), Math.max(one, other)].map((degrees) =>
        derived(derive(listed({ A: share, B: 1 - share }), AB, degrees, NONE)),
      );
      expect(probability(cold!, "stay") + 1e-4).toBeGreaterThanOrEqual(probability(warm!, "stay"));
      expect(probability(warm!, "stay")).toBeGreaterThan(0.5 - warm!.bound);
    }),
  );
});
