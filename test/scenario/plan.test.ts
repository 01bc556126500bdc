import { describe, expect, test } from "vitest";
import { CONDITIONS } from "../../src/schema/scenario.ts";
import { IdentitySchema, drawKey } from "../../src/schema/identity.ts";
import { parsePack } from "../../src/scenario/parse-pack.ts";
import { packRef, planDraws, type PlanOptions } from "../../src/scenario/plan.ts";
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
