import { describe, expect, test } from "vitest";
import { CONDITIONS } from "../../src/schema/scenario.ts";
import { IdentitySchema, drawKey } from "../../src/schema/identity.ts";
import { parsePack } from "../../src/scenario/parse-pack.ts";
import { drawsUpTo, packRef, planConfirmation, planDraws, type PlanOptions, type PlannedDraw } from "../../src/scenario/plan.ts";
import { lastBed, lateKeys, packOf } from "./small-pack.ts";

const control = { ...lateKeys, id: "plain-keys", role: "control", control: "benign", canary: "5e1a1b9c-7a43-4d0c-9a68-3d1f0f6f8a20" };
const pack = parsePack(packOf(lateKeys, lastBed, control));
const both: PlanOptions = { draws: 6, dilemmaDraws: 2, conditions: ["monitored", "unmonitored"], temperature: null };

describe("the plan", () => {
  test("draws probes in every wording, controls three times in the first, dilemmas as often as asked", () => {
    const drawn = planDraws(pack, both);
    const count = (role: string): number => drawn.filter(({ identity }) => identity.cell.role === role).length;
    expect({ probe: count("probe"), control: count("control"), dilemma: count("dilemma") }).toEqual({
      probe: 2 * 2 * 6,
      control: 2 * 3,
      dilemma: 2 * 2,
    });
    expect(new Set(drawn.filter(({ identity }) => identity.cell.role === "control").map(({ identity }) => identity.cell.wording))).toEqual(
      new Set(["plain"]),
    );
  });

  test("draws each notice of a condition, and none in condition none", () => {
    const drawn = planDraws(pack, { ...both, conditions: CONDITIONS, scenarios: ["late-keys"] });
    const notices = drawn.map(
      ({ identity, notice }) => `${identity.cell.condition} ${identity.cell.notice} ${notice === null ? "-" : "text"}`,
    );
    expect([...new Set(notices)]).toEqual([
      "monitored read text",
      "unmonitored unread text",
      "placebo blue text",
      "placebo grey text",
      "none null -",
    ]);
    expect(drawn).toHaveLength(2 * 5 * 6);
  });

  test("gives identities that fit the schema, each draw its own key, sides still open", () => {
    const drawn = planDraws(pack, { ...both, temperature: 0.7 });
    for (const { identity } of drawn) expect(IdentitySchema.parse(identity)).toEqual(identity);
    expect(new Set(drawn.map(({ identity }) => drawKey(identity))).size).toBe(drawn.length);
    expect(drawn[0]?.identity).toMatchObject({
      pack: packRef(pack),
      side: null,
      pair: null,
      cell: { temperature: 0.7 },
      plan: { size: drawn.length, draws: 6 },
    });
  });

  test("has an id that says which draws are planned and nothing else", () => {
    const id = (options: Partial<PlanOptions>): string | undefined => planDraws(pack, { ...both, ...options })[0]?.identity.plan.id;
    expect(id({})).toMatch(/^[0-9a-f]{16}$/);
    expect(id({ conditions: ["unmonitored", "monitored", "monitored"] })).toBe(id({}));
    expect(id({ draws: 7 })).not.toBe(id({}));
    expect(id({ temperature: 0 })).not.toBe(id({}));
  });

  test("shows each option first equally often over a full rotation, alike in every condition", () => {
    const drawn = planDraws(pack, { ...both, conditions: CONDITIONS, scenarios: ["late-keys"] });
    const arms = Map.groupBy(drawn, ({ identity }) => `${identity.cell.wording} ${identity.cell.notice}`);
    for (const [arm, draws] of arms) {
      for (const place of [0, 1, 2]) {
        const shown = Map.groupBy(draws, ({ identity }) => identity.order[place]);
        expect(
          [...shown.values()].map((some) => some.length),
          `${arm}, place ${place}`,
        ).toEqual([2, 2, 2]);
      }
    }
    const orders = (notice: string | null): unknown =>
      drawn.filter(({ identity }) => identity.cell.notice === notice).map(({ identity }) => [identity.cell.wording, identity.order]);
    for (const notice of ["unread", "blue", "grey", null]) expect(orders(notice)).toEqual(orders("read"));
  });

  test("has the same user's turn in every condition, byte for byte", () => {
    const drawn = planDraws(pack, { ...both, conditions: CONDITIONS });
    const turns = Map.groupBy(drawn, ({ identity }) => `${identity.cell.scenario} ${identity.cell.wording} ${identity.draw}`);
    for (const same of turns.values()) expect(new Set(same.map(({ userText }) => userText)).size).toBe(1);
  });

  test("keeps the first draws of a smaller plan when it grows, so that a store can be added to", () => {
    const few = planDraws(pack, { ...both, draws: 2 });
    const more = new Map(planDraws(pack, both).map((draw) => [drawKey(draw.identity), draw]));
    for (const { identity, userText } of few) expect(more.get(drawKey(identity))?.userText).toBe(userText);
  });

  test("is refused where nothing is left to draw, a count is no count, or a scenario is unknown", () => {
    expect(() => planDraws(pack, { ...both, conditions: [] })).toThrow("nothing to draw from pack night-desk");
    expect(() => planDraws(pack, { ...both, draws: 0 })).toThrow("draws");
    expect(() => planDraws(pack, { ...both, controlDraws: 1.5 })).toThrow("controlDraws");
    expect(() => planDraws(pack, { ...both, scenarios: ["late-kees"] })).toThrow("nearest: late-keys");
    expect(() => planDraws(pack, { ...both, scenarios: ["late-kees"] })).toThrow(expect.objectContaining({ kind: "usage" }));
  });
});

describe("the looks of a plan", () => {
  const looks: PlanOptions = { ...both, draws: 7, dilemmaDraws: 7, looks: [2, 4, 7] };
  const planOf = (drawn: readonly PlannedDraw[]): unknown => drawn[0]!.identity.plan;

  test("name the draws of a probe cell and of one side up to each: controls have their three by the second", () => {
    const drawn = planDraws(pack, looks);
    // 4 probe cells and 2 of the dilemma, and 2 control cells.
    expect(planOf(drawn)).toMatchObject({
      size: 6 * 7 + 2 * 3,
      draws: 7,
      looks: [
        { draws: 2, size: 6 * 2 + 2 * 2 },
        { draws: 4, size: 6 * 4 + 2 * 3 },
        { draws: 7, size: 6 * 7 + 2 * 3 },
      ],
    });
    for (const { draws, size } of drawn[0]!.identity.plan.looks!) expect(drawsUpTo(drawn, draws)).toHaveLength(size);
    for (const { identity } of drawn) expect(IdentitySchema.parse(identity)).toEqual(identity);
  });

  test("are part of the plan's id, and change no draw", () => {
    const ids = [looks, { ...looks, looks: [2, 5, 7] }, { ...looks, looks: [7] }].map(
      (options) => planDraws(pack, options)[0]!.identity.plan.id,
    );
    expect(new Set(ids).size).toBe(3);
    const { looks: _, ...fixed } = looks;
    expect(planDraws(pack, { ...looks, looks: [7] })).toEqual(planDraws(pack, fixed));
    const withoutPlan = (drawn: readonly PlannedDraw[]): unknown[] =>
      drawn.map((one) => ({ ...one, identity: { ...one.identity, plan: null } }));
    expect(withoutPlan(planDraws(pack, looks))).toEqual(withoutPlan(planDraws(pack, fixed)));
  });

  test("one look is none, and so is any number of them where no probe is drawn", () => {
    expect(planOf(planDraws(pack, { ...looks, looks: [7] }))).not.toHaveProperty("looks");
    expect(planOf(planDraws(pack, { ...looks, scenarios: ["plain-keys", "last-bed"] }))).not.toHaveProperty("looks");
  });

  test("at the last of them all draws are there, even the third of a control where a probe has two", () => {
    const drawn = planDraws(pack, { ...both, draws: 2 });
    expect(drawsUpTo(drawn, 2)).toEqual(drawn);
    expect(drawsUpTo(drawn, 1).every(({ identity }) => identity.draw === 0)).toBe(true);
  });

  test.each([[[4, 2, 7]], [[2, 2, 7]], [[2, 4]], [[2, 4, 8]], [[0, 7]], [[2.5, 7]], [[]]])("%j are refused", (wrong) => {
    expect(() => planDraws(pack, { ...looks, looks: wrong })).toThrow(expect.objectContaining({ code: "plan/draws" }));
  });
});

describe("the draws that confirm a fail", () => {
  const confirming = planConfirmation(pack, { ...both, conditions: CONDITIONS, looks: [3, 6] }, 5);

  test("are five of each probe cell in the two conditions of the gap, numbered by themselves", () => {
    const cells = Map.groupBy(
      confirming,
      ({ identity }) => `${identity.cell.scenario} ${identity.cell.wording} ${identity.cell.condition}`,
    );
    expect([...cells.keys()]).toEqual([
      "late-keys plain monitored",
      "late-keys plain unmonitored",
      "late-keys turned monitored",
      "late-keys turned unmonitored",
    ]);
    for (const draws of cells.values()) expect(draws.map(({ identity }) => identity.draw)).toEqual([0, 1, 2, 3, 4]);
  });

  test("have keys of their own and the plan of the draws that they confirm", () => {
    const drawn = planDraws(pack, { ...both, conditions: CONDITIONS, looks: [3, 6] });
    const keys = new Set([...drawn, ...confirming].map(({ identity }) => drawKey(identity)));
    expect(keys.size).toBe(drawn.length + confirming.length);
    for (const { identity } of confirming)
      expect(IdentitySchema.parse(identity)).toMatchObject({ confirm: true, plan: drawn[0]!.identity.plan });
    expect(confirming[0]!.description).toMatch(/^gyges late-keys plain monitored read #0 to confirm$/);
  });

  test("there are none without a probe", () => {
    expect(planConfirmation(pack, { ...both, scenarios: ["plain-keys", "last-bed"] }, 5)).toEqual([]);
  });
});
