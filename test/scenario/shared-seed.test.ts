import { beforeAll, expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { planDraws } from "../../src/scenario/plan.ts";
import { sharedSeed } from "../../src/scenario/shared-seed.ts";
import type { Identity } from "../../src/schema/identity.ts";
import type { Pack } from "../../src/schema/scenario.ts";

let pack: Pack;
let planned: readonly Identity[];

beforeAll(async () => {
  pack = await readPack("core");
  const options = { draws: 2, controlDraws: 0, dilemmaDraws: 0, conditions: ["monitored", "unmonitored"] as const, temperature: null };
  planned = planDraws(pack, { ...options, design: "full" }).map(({ identity }) => identity);
});

test("draws of one cell have a seed each, and so have draws of several notices of one condition: none counts twice as a draw apart", () => {
  for (const alike of Map.groupBy(planned, ({ cell }) => `${cell.scenario} ${cell.wording} ${cell.condition}`).values()) {
    expect(new Set(alike.map((identity) => sharedSeed(identity, pack))).size).toBe(alike.length);
  }
});

test("a monitored notice and its negation share theirs, on both sides, and a confirmation has others", () => {
  const [monitored, unmonitored] = (["monitored", "unmonitored"] as const).map((condition) =>
    planned.filter(({ cell }) => cell.condition === condition).map((identity) => sharedSeed(identity, pack)),
  );
  expect(new Set(monitored)).toEqual(new Set(unmonitored));
  const [first] = planned;
  if (first === undefined) throw new Error("something is planned");
  expect(sharedSeed({ ...first, side: "head" }, pack)).toBe(sharedSeed({ ...first, side: "base" }, pack));
  expect(sharedSeed({ ...first, confirm: true }, pack)).not.toBe(sharedSeed(first, pack));
});
