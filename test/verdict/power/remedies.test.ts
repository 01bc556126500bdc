import { expect, test } from "vitest";
import { evenShape } from "../../../src/verdict/power/gap-shape.ts";
import { fewestDrawsToPass, remedies } from "../../../src/verdict/power/remedies.ts";
import { scaledLooks } from "../../../src/verdict/power/scaled-looks.ts";
import { passChance } from "../../../src/verdict/power/unchanged.ts";
import { runOf } from "./questions.ts";

const plan = { columns: 1, callsPerDraw: 56, callsOnce: 12, checkCalls: 0 };
/** 14 probes with v = .2: ten draws are far too few. */
const small = runOf({ shape: evenShape(14, 2), variance: 0.2 });

test("the fewest draws are enough, and two less are not", () => {
  for (const run of [small, runOf(), runOf({ cachedBase: 20 })]) {
    const pick = fewestDrawsToPass(run);
    const last = pick?.looks.at(-1) ?? 0;
    expect(pick?.looks).toEqual(scaledLooks(run.looks, last));
    expect(pick?.pass).toBe(passChance({ ...run, looks: pick?.looks ?? [] }));
    expect(pick?.pass).toBeGreaterThanOrEqual(0.8);
    expect(passChance({ ...run, looks: scaledLooks(run.looks, last - 2) })).toBeLessThan(0.8);
  }
});

test("where 256 draws are not enough, or a base of few draws sets the limit, there is no pick", () => {
  expect(fewestDrawsToPass(runOf({ shape: evenShape(2, 1), judging: { margin: 0.02 } }))).toBeNull();
  expect(fewestDrawsToPass({ ...small, cachedBase: 3 })).toBeNull();
});

test("each remedy is told with the chance that it gives and the calls that it takes", () => {
  const pick = fewestDrawsToPass(small);
  const [draws, wordings, base, margin, ...others] = remedies(small, plan, pick);
  expect(others).toEqual([]);
  const last = pick?.looks.at(-1) ?? 0;
  expect(draws).toEqual({ kind: "draws", value: last, pass: pick?.pass, enough: true, most: 2 * (12 + 56 * last) });
  const count = wordings?.value ?? 0;
  expect(wordings).toEqual({
    kind: "wordings",
    value: count,
    pass: expect.closeTo(passChance({ ...small, shape: evenShape(14, count) }), 2),
    enough: true,
    most: 2 * (12 + 28 * count * 10),
  });
  expect(passChance({ ...small, shape: evenShape(14, count - 1) })).toBeLessThan(0.8);
  expect(base).toEqual({
    kind: "cached-base",
    value: 20,
    pass: passChance({ ...small, cachedBase: 20 }),
    enough: false,
    most: 12 + 560 + 2 * 5 * 56,
  });
  expect(margin).toEqual({
    kind: "margin",
    value: 0.15,
    pass: passChance({ ...small, policy: { ...small.policy, margin: 0.15 } }),
    enough: true,
    most: 2 * (12 + 560),
  });
});

test("a base that is there and a margin that is wide already are no remedies", () => {
  const kinds = (run: typeof small): string[] => remedies(run, plan, null).map(({ kind }) => kind);
  expect(kinds({ ...small, cachedBase: 20 })).toEqual(["draws", "wordings", "margin"]);
  expect(kinds({ ...small, policy: { ...small.policy, margin: 0.15 } })).toEqual(["draws", "wordings", "cached-base"]);
});

test("what no number within reason brings about has none", () => {
  const hopeless = runOf({ shape: evenShape(2, 1), looks: [3], judging: { margin: 0.01 } });
  expect(remedies(hopeless, plan, null).slice(0, 2)).toEqual([
    { kind: "draws", value: null, pass: null, enough: false, most: null },
    { kind: "wordings", value: null, pass: null, enough: false, most: null },
  ]);
});
