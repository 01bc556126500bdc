import { expect, test } from "vitest";
import { incomplete } from "../../../src/run/draws/whole-plan.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import { parsePack } from "../../../src/scenario/parse-pack.ts";
import { planDraws } from "../../../src/scenario/plan.ts";
import { SIDES } from "../../../src/schema/identity.ts";
import { keyOfDraw } from "../../../src/schema/store.ts";
import { lateKeys, packOf } from "../../scenario/small-pack.ts";

const planned = planDraws(parsePack(packOf(lateKeys)), {
  draws: 2,
  dilemmaDraws: 0,
  conditions: ["monitored", "unmonitored"],
  temperature: null,
});
const draws = (pair: string): Pick<Draw, "pair" | "side" | "identity">[] =>
  planned.flatMap(({ identity }) => SIDES.map((side) => ({ pair, side, identity })));

const keys = (...pairs: string[]): string[] => pairs.flatMap((pair) => draws(pair).map(keyOfDraw));

test("a plan is whole where every planned draw of every pair and side is there once", () => {
  expect(incomplete(keys("p", "q"), [...draws("p"), ...draws("q")])).toBeNull();
});

test("a draw that is missing, one too many and one of another plan are counted, whatever the file says of itself", () => {
  const whole = draws("p");
  const count = whole.length;
  expect(incomplete(keys("p"), whole.slice(3))).toBe(`3 of ${count} planned draws are missing`);
  expect(incomplete(keys("p"), [...whole, whole[0]!])).toBe(`1 draw is there that the plan of ${count} does not have`);
  expect(incomplete(keys("p"), [...whole.slice(1), { ...whole[0]!, pair: "q" }])).toBe(
    `1 of ${count} planned draws are missing, and 1 draw is there that the plan of ${count} does not have`,
  );
});
