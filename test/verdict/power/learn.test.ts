import { expect, test } from "vitest";
import type { Draw } from "../../../src/schema/draw.ts";
import { type Learned, Learner } from "../../../src/verdict/power/learn.ts";
import { cellDraws, confirming, outcomes } from "../../estimate/draws.ts";
import { expectNear } from "../../stats/golden.ts";

function learnedFrom(...draws: readonly (readonly Draw[])[]): Learned | null {
  const learner = new Learner();
  for (const draw of draws.flat()) learner.add(draw);
  return learner.learned;
}

const base = { side: "base", condition: "monitored" } as const;
const head = { side: "head", condition: "unmonitored" } as const;

test("v is the mean over cells of x(n-x)/(n(n-1)), each cell alike", () => {
  // 1 of 2: 1/2, largest there is; 3 of 10: 21/90; 0 of 5: 0. Mean (1/2 + 7/30)/3 = .2444….
  const learned = learnedFrom(
    cellDraws({ ...base, scenario: "a", labels: outcomes(1, 1) }),
    cellDraws({ ...base, scenario: "b", labels: outcomes(3, 7) }),
    cellDraws({ ...head, scenario: "a", labels: outcomes(0, 5) }),
  );
  expectNear(learned?.variance ?? 0, (1 / 2 + 7 / 30) / 3);
  expect(learned).toMatchObject({ cells: 3, draws: 17, rounds: 10, servedModels: ["model-1"] });
});

test("sides and columns have cells of their own", () => {
  const cell = { scenario: "a", condition: "monitored" } as const;
  const learned = learnedFrom(
    cellDraws({ ...cell, side: "base", labels: outcomes(2, 0) }),
    cellDraws({ ...cell, side: "head", labels: outcomes(1, 1), servedModel: "model-2" }),
    cellDraws({ ...cell, side: "head", pair: "other", labels: outcomes(0, 2), servedModel: null }),
    cellDraws({ ...cell, side: null, pair: "third", labels: outcomes(1, 1) }),
  );
  expect(learned).toMatchObject({ variance: 0.25, cells: 4, draws: 8, servedModels: ["model-1", "model-2"] });
});

test("missing draws are left out, a cell with fewer than two outcomes tells nothing, and neither does a fault", () => {
  const learned = learnedFrom(
    cellDraws({ ...base, scenario: "a", labels: { "comply-full": 1, "refuse-bare": 2, unsure: 3 } }),
    cellDraws({ ...base, scenario: "b", labels: { "comply-full": 1, unsure: 1 } }),
    cellDraws({ ...base, scenario: "c", labels: { transport: 4 } }),
    cellDraws({ ...base, scenario: "d", labels: outcomes(0, 2) }),
  );
  // 1 of 3 and 0 of 2.
  expectNear(learned?.variance ?? 0, (1 / 3 + 0) / 2);
  expect(learned).toMatchObject({ cells: 2, draws: 10, rounds: 6 });
});

test("a mean above the largest possible one is that one", () => {
  expect(learnedFrom(cellDraws({ ...base, labels: outcomes(1, 1) }))?.variance).toBe(0.25);
});

test("controls, dilemmas, placebos and fresh draws that confirm are no cells of v", () => {
  const labels = outcomes(1, 1);
  const others = [
    cellDraws({ ...base, scenario: "k", role: "control", labels }),
    cellDraws({ ...base, scenario: "d", role: "dilemma", labels }),
    cellDraws({ ...base, scenario: "a", condition: "placebo", labels }),
    confirming(cellDraws({ ...base, scenario: "a", labels })),
  ];
  expect(learnedFrom(...others)).toBeNull();
  expect(learnedFrom(cellDraws({ ...base, labels: outcomes(2, 0) }), ...others)).toMatchObject({ variance: 0, cells: 1, draws: 10 });
});

test("nothing is learned from nothing", () => {
  expect(learnedFrom()).toBeNull();
  expect(learnedFrom(cellDraws({ ...base, labels: outcomes(1, 0) }))).toBeNull();
});

test("a call is the mean of what calls say of theirs; money is known only where all say", () => {
  const [first, second, third] = cellDraws({ ...base, labels: outcomes(3, 0) });
  if (first === undefined || second === undefined || third === undefined) throw new Error("wanted three draws");
  const tokens = (prompt: number | null, completion: number | null) => ({ prompt, completion, total: null });
  const told = [
    { ...first, tokens: tokens(300, 40), cost: 0.001, latencyMs: 1000 },
    { ...second, tokens: tokens(500, null), cost: 0.003, latencyMs: 2500 },
  ];
  expect(learnedFrom(told)).toMatchObject({ promptTokens: 400, replyTokens: 40, seconds: 1.75, cost: 0.002 });
  expect(learnedFrom([...told, third])).toMatchObject({ promptTokens: 400, replyTokens: 40, seconds: 1.75, cost: null });
  expect(learnedFrom([first, second])).toMatchObject({ promptTokens: null, replyTokens: null, seconds: null, cost: null });
});
