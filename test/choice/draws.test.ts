import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Derived } from "../../src/choice/derive.ts";
import { pick } from "../../src/choice/pick.ts";
import { selfCheck } from "../../src/choice/self-check.ts";
import { together } from "../../src/choice/together.ts";
import { uniformsFor } from "../../src/organism/uniform.ts";

const call = (stay: number, go: number): Derived => ({
  temperature: 0.7,
  options: [
    { option: "stay", probability: stay },
    { option: "go", probability: go },
  ],
  rest: 1 - stay - go,
  covered: 0.95,
  bound: 0.001,
  outcomes: [
    { text: "A", option: "stay", probability: stay },
    { text: "B", option: "go", probability: go - 0.05 },
    { text: " B", option: "go", probability: 0.05 },
    { text: "The", option: null, probability: 0.02 },
  ],
});

test("two calls are averaged, and how far they were apart is told", () => {
  const both = together([call(0.6, 0.3), call(0.62, 0.27)]);
  expect(both.options.map(({ probability }) => probability)).toEqual([expect.closeTo(0.61), expect.closeTo(0.285)]);
  expect(both.rest).toBeCloseTo(0.105);
  expect(both.jitter).toBeCloseTo(0.03);
  expect(both.outcomes.map(({ text, probability }) => [text, Number(probability.toFixed(4))])).toEqual([
    ["A", 0.61],
    ["B", 0.235],
    [" B", 0.05],
    ["The", 0.02],
  ]);
});

test("one call knows nothing of its jitter", () => {
  expect(together([call(0.6, 0.3)]).jitter).toBe(null);
});

test("draws come as often as their probabilities say: 20,000 of them within 4 standard errors", () => {
  const at = uniformsFor("a test");
  const drawn = Array.from({ length: 20_000 }, () => pick(call(0.6, 0.3), at()));
  const share = (option: string | null): number => drawn.filter((one) => one.option === option).length / drawn.length;
  for (const [option, wanted] of [
    ["stay", 0.6],
    ["go", 0.3],
    [null, 0.1],
  ] as const)
    expect(Math.abs(share(option) - wanted)).toBeLessThan(4 * Math.sqrt((wanted * (1 - wanted)) / drawn.length));
});

test("a draw of what was not listed has no text and no option", () => {
  expect(pick(call(0.6, 0.3), 0.999)).toEqual({ text: "", option: null, probability: 0 });
});

test("the same number draws the same option, in whatever order the server listed its tokens", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (at) => {
      const one = call(0.6, 0.3);
      expect(pick({ ...one, outcomes: one.outcomes.toReversed() }, at)).toEqual(pick(one, at));
    }),
  );
});

const expected = together([call(0.6, 0.3), call(0.6, 0.3)]);
const taken = (stay: number, go: number): (string | null)[] => [
  ...Array.from({ length: stay }, () => "stay"),
  ...Array.from({ length: go }, () => "go"),
  ...Array.from({ length: 50 - stay - go }, () => null),
];

test("50 draws as promised pass, and tell what was seen", () => {
  const check = selfCheck(expected, taken(30, 15));
  expect(check).toMatchObject({ draws: 50, passed: true, p: 1 });
  expect(check.rows.map(({ option, seen }) => [option, seen])).toEqual([
    ["stay", 30],
    ["go", 15],
    [null, 5],
  ]);
});

test("a model that takes the other option, or answers in other words, fails; fewer than 50 draws never pass", () => {
  expect(selfCheck(expected, taken(12, 33))).toMatchObject({ passed: false });
  expect(selfCheck(expected, taken(20, 10))).toMatchObject({ passed: false });
  expect(selfCheck(expected, taken(30, 15).slice(0, 40))).toMatchObject({ passed: false });
});

test("the exact p value: 20 of 50 at .6 is twice a lower tail of .00336, times 3 by Holm, as scipy has it", () => {
  const exact = {
    ...expected,
    bound: 0,
    jitter: null,
    options: [
      { option: "stay", probability: 0.6 },
      { option: "go", probability: 0.4 },
    ],
    rest: 0,
  };
  const [stay] = selfCheck(exact, taken(20, 30)).rows;
  expect(stay?.p).toBeCloseTo(2 * 0.00336, 5);
});

test("a distribution that is right fails about once in a hundred, not more: 2,000 checks", () => {
  const at = uniformsFor("sound models");
  const failed = Array.from({ length: 2_000 }, () => {
    const draws = Array.from({ length: 50 }, () => pick(call(0.6, 0.3), at()).option);
    return selfCheck(expected, draws).passed;
  }).filter((passed) => !passed).length;
  expect(failed).toBeLessThan(2_000 * 0.015);
});
