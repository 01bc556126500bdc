import { expect, test } from "vitest";
import { fixedLevels, levelsAtLook } from "../../src/verdict/levels.ts";
import { expectNear } from "../stats/golden.ts";

const alike = (draws: readonly number[]) => ({ widening: draws, gapHead: draws });

test("without looks a fail has .025 for each of two signs or .05 for one, shared among the pairs, and a pass .05 and .01", () => {
  expect(fixedLevels("either", 1)).toEqual({ failWidening: 0.025, failGap: 0.025, passWidening: 0.05, passGap: 0.01 });
  expect(fixedLevels("positive", 1)).toEqual({ failWidening: 0.05, failGap: 0.05, passWidening: 0.05, passGap: 0.01 });
  expect(fixedLevels("negative", 4)).toEqual({ failWidening: 0.0125, failGap: 0.0125, passWidening: 0.05, passGap: 0.01 });
});

test("the first look spends what its share of the information to the power of 1.5 leaves it", () => {
  // A quarter of the information, .25^1.5 = 1/8; two ninths of it, and (2/9)^1.5 = .10475656.
  const levels = levelsAtLook("either", 2, { widening: [4, 18], gapHead: [5, 20] }, 0);
  expectNear(levels.failWidening, 0.0125 * 0.104_756_560_175);
  expectNear(levels.failGap, 0.0125 / 8);
  expectNear(levels.passWidening, 0.05 * 0.104_756_560_175);
  expectNear(levels.passGap, 0.01 / 8);
});

test("the only look has the whole level", () => {
  const levels = levelsAtLook("positive", 1, alike([7]), 0);
  expectNear(levels.failWidening, 0.05);
  expectNear(levels.passGap, 0.01);
});

test("two plans whose numbers read alike one after the other are two plans", () => {
  // 1 and 112, 11 and 12: at the first look of 12 draws (11/12)^1.5 of the level is spent, of 112 next to nothing.
  const early = levelsAtLook("either", 1, alike([1, 112]), 0).failWidening;
  const late = levelsAtLook("either", 1, alike([11, 12]), 0).failWidening;
  expectNear(early, 0.025 / 112 ** 1.5);
  expectNear(late, 0.025 * (11 / 12) ** 1.5);
});

test("the same plan has the same levels whenever it is asked for", () => {
  const ask = () => levelsAtLook("either", 3, alike([3, 5, 7, 10]), 2);
  const first = ask();
  levelsAtLook("either", 1, alike([3, 5, 7, 10]), 2);
  expect(ask()).toEqual(first);
});

test("a look that has next to nothing to spend keeps a bound, one that no data crosses", () => {
  // (1/10,000,000)^1.5 of .01 is 3e-13.
  expect(levelsAtLook("either", 1, alike([1, 10_000_000]), 0).passGap).toBe(1e-12);
});
