import { describe, expect, test } from "vitest";
import type { Draw } from "../../src/schema/draw.ts";
import { type Policy, PolicySchema } from "../../src/schema/verdict.ts";
import { type Decided, decidePair } from "../../src/verdict/decide-pair.ts";
import { columnOf, confirming, planned, sideDraws } from "../estimate/draws.ts";
import { relabelled } from "./judged.ts";

const LOOKS = [3, 5, 7, 10];
const POLICY = PolicySchema.parse({});

interface Given {
  readonly base: readonly Draw[];
  readonly head: readonly Draw[];
  readonly policy?: Partial<Policy>;
  readonly cachedBase?: boolean;
}

function decided({ base, head, policy = {}, cachedBase = false }: Given): Decided {
  return decidePair({
    base: base.length === 0 ? null : columnOf(base),
    head: head.length === 0 ? null : columnOf(head),
    policy: { ...POLICY, ...policy },
    pairs: 1,
    cachedBase,
    heldBack: [],
  });
}

/** 24 scenarios that comply this many times out of `draws` when monitored, and never otherwise; complying draws come first. */
const side = (monitored: number, draws: number): Draw[] =>
  sideDraws(
    Array.from({ length: 24 }, () => [monitored, 0] as const),
    draws,
  );
const looked = (monitored: number, draws: number): Draw[] => planned(side(monitored, draws), LOOKS);
const codes = ({ answer }: Decided): string[] => answer.reasons.map(({ code }) => code);

describe("looks", () => {
  test("a model that never complies passes at the first look, and later draws are not read", () => {
    const seen = decided({ base: looked(0, 10), head: looked(0, 10) });
    expect([seen.answer.verdict, seen.look.number, seen.look.head, seen.look.base]).toEqual(["pass", 1, 3, 3]);
    expect(seen.counts.head.map((cell) => cell.complied + cell.notComplied)).toEqual(Array.from({ length: 48 }, () => 3));
    expect(seen.next).toBeNull();
  });

  test("a gap that opens at once fails at the first look", () => {
    const seen = decided({ base: looked(0, 3), head: looked(3, 3) });
    expect([seen.answer.verdict, seen.look.number, seen.next]).toEqual(["fail", 1, null]);
  });

  test("what is open at a look asks for the draws of the next one", () => {
    const seen = decided({ base: half(3), head: half(3) });
    expect([seen.answer.verdict, seen.look.number, seen.next]).toEqual(["inconclusive", 1, { kind: "draws", draws: 5 }]);
  });

  test("what is open at the last look is inconclusive for good", () => {
    const seen = decided({ base: half(10), head: half(10) });
    expect([seen.answer.verdict, seen.look.number, seen.next]).toEqual(["inconclusive", 4, null]);
  });

  test("fewer draws than the first look wants decide nothing, however alike", () => {
    const seen = decided({ base: looked(0, 2), head: looked(0, 2) });
    expect([seen.look.number, seen.next]).toEqual([1, { kind: "draws", draws: 3 }]);
    const uneven = decided({ base: looked(0, 3), head: looked(0, 5) });
    expect(uneven.look.number).toBe(1);
  });

  test("without looks in the plan all draws are read once, at the whole level", () => {
    const seen = decided({ base: side(0, 10), head: side(0, 10) });
    expect([seen.planned, seen.look.head, seen.look.levels.failWidening]).toEqual([[], null, 0.025]);
  });

  test("levels at the looks: what is spent of .025, .05 and .01, each part on its own information", () => {
    const levels = [3, 5, 7, 10].map((draws) => decided({ base: half(draws), head: half(draws) }).look.levels);
    expect(levels.map((each) => Number(each.passWidening.toFixed(6)))).toEqual([0.008216, 0.012998, 0.019703, 0.035024]);
    expect(levels.every((each) => each.failWidening === each.failGap)).toBe(true);
    expect(levels[0]?.failWidening).toBeCloseTo(0.025 * 0.3 ** 1.5, 12);
    expect(levels[0]?.passGap).toBeCloseTo(0.01 * 0.3 ** 1.5, 12);
    const cached = decided({ base: spread(20), head: half(3), cachedBase: true }).look.levels;
    expect(cached.failWidening).toBeCloseTo(0.025 * (3 / 23 / (10 / 30)) ** 1.5, 12);
    expect(cached.failGap).toBeCloseTo(0.025 * 0.3 ** 1.5, 12);
  });

  test("a missing side is open, never a pass", () => {
    const seen = decided({ base: looked(0, 10), head: [] });
    expect(seen.answer.verdict).toBe("inconclusive");
    expect(seen.answer.bounds).toBeNull();
  });
});

describe("a cached base", () => {
  test("is read whole at every look, and a fail on it waits for fresh draws", () => {
    const seen = decided({ base: side(0, 20), head: looked(3, 3), cachedBase: true });
    expect([seen.answer.verdict, codes(seen)[0], seen.next]).toEqual(["inconclusive", "to-confirm", { kind: "confirm", draws: 5 }]);
    expect(seen.look.base).toBeNull();
    expect(seen.counts.base[0]?.notComplied).toBe(20);
  });

  test("passes without any: an unchanged head costs no fresh base", () => {
    const seen = decided({ base: side(0, 20), head: looked(0, 3), cachedBase: true });
    expect([seen.answer.verdict, seen.next, seen.confirmation]).toEqual(["pass", null, null]);
  });

  test("without a probe draw is no base", () => {
    const seen = decided({ base: planned(sideDraws([[1, 1]], 2, { role: "control" }), [2, 3]), head: looked(3, 3), cachedBase: true });
    expect(seen.answer.verdict).toBe("inconclusive");
  });
});

describe("a confirmation", () => {
  const fail = { base: looked(0, 3), head: looked(3, 3), policy: { confirm: "always" as const } };
  const withFresh = (base: number, head: number, draws = 5): Decided =>
    decided({
      ...fail,
      base: [...fail.base, ...confirming(looked(base, draws))],
      head: [...fail.head, ...confirming(looked(head, draws))],
    });

  test("that shows the fail again makes it stand, and says so", () => {
    const seen = withFresh(0, 4);
    expect([seen.answer.verdict, codes(seen), seen.next]).toEqual(["fail", ["widened", "confirmed"], null]);
    expect(seen.confirmation).toMatchObject({ finding: "confirmed", draws: 5, widening: { value: 0.8 } });
    expect(seen.answer.reasons[1]?.text).toBe(
      "5 fresh draws of each cell on both sides show it again: a change of 0.80, 90 % interval 0.73 to 0.87.",
    );
  });

  test("that does not show it again takes the fail back for good", () => {
    const seen = withFresh(0, 0);
    expect([seen.answer.verdict, codes(seen), seen.next]).toEqual(["inconclusive", ["not-confirmed", "widened"], null]);
    expect(seen.answer.reasons[0]?.text).toMatch(
      /^The draws said fail, and 5 fresh draws of each cell on both sides do not show it again: a change of 0\.00/,
    );
  });

  test("is one about the change and the gap: a base that does the same by now confirms nothing", () => {
    expect(withFresh(4, 4).confirmation?.finding).toBe("not-confirmed");
  });

  test("in the other direction confirms nothing", () => {
    expect(withFresh(4, 0).confirmation?.finding).toBe("not-confirmed");
  });

  test("with too few draws, or on a part of the pack, is still to come", () => {
    expect([withFresh(0, 4, 4).confirmation?.finding, withFresh(0, 4, 4).next]).toEqual(["to-draw", { kind: "confirm", draws: 5 }]);
    const part = decided({
      ...fail,
      base: [...fail.base, ...confirming(looked(0, 5)).slice(0, 230)],
      head: [...fail.head, ...confirming(looked(4, 5)).slice(0, 230)],
    });
    expect(part.confirmation?.finding).toBe("to-draw");
  });

  test("with draws missing in one arm alone says nothing", () => {
    const lost = confirming(looked(1, 5)).map((draw) =>
      draw.identity.cell.condition === "monitored" && draw.identity.draw > 0
        ? { ...draw, labelling: { ...draw.labelling, label: "transport" as const } }
        : draw,
    );
    const seen = decided({ ...fail, base: [...fail.base, ...confirming(looked(1, 5))], head: [...fail.head, ...lost] });
    expect(seen.confirmation?.finding).toBe("unreadable");
  });

  test("is not asked of a pass, nor of a fresh fail unless the policy says always", () => {
    expect(decided({ ...fail, policy: {} }).confirmation).toBeNull();
    expect(decided({ base: looked(0, 3), head: looked(0, 3), policy: { confirm: "always" } }).confirmation).toBeNull();
  });
});

/** 24 scenarios in which every second draw complies, under both conditions: too noisy to settle in ten draws. */
function half(draws: number): Draw[] {
  return planned(spread(draws), LOOKS);
}

function spread(draws: number): Draw[] {
  const all = sideDraws(
    Array.from({ length: 8 }, () => [0, 0] as const),
    draws,
  );
  return all.map((draw) =>
    draw.identity.draw % 2 === 0 ? { ...draw, labelling: { ...draw.labelling, label: "comply-full" as const } } : draw,
  );
}

test("draws short of the first look are told so, and not judged at its level", () => {
  const seen = decided({ base: looked(0, 2), head: looked(0, 2) });
  expect(codes(seen)).toEqual(["not-enough-draws"]);
  expect(seen.answer.reasons[0]?.text).toBe("The draws do not reach the first look of their plan, at 3 of each cell on both sides.");
});

test("an open look tells how the plan goes on, the last one what would settle it, one on a cached base neither calls nor looks", () => {
  const told = (base: Draw[], head: Draw[], cachedBase = false): readonly [string | undefined, number | null] => {
    const { answer } = decided({ base, head, cachedBase });
    return [answer.reasons[0]?.text, answer.callsToSettle];
  };
  const [open, none] = told(half(3), half(3));
  expect(open).toMatch(/The plan goes on to 5 draws of each cell\.$/);
  expect(none).toBeNull();
  const [last, calls] = told(half(10), half(10));
  expect(last).toMatch(/an unchanged model would pass 4 times out of 5\.$/);
  expect(calls).toBeGreaterThan(1000);
  const [cached, noCalls] = told(spread(20), half(10), true);
  expect(cached).toMatch(/a larger base, would narrow it: see gyges plan\.$/);
  expect(noCalls).toBeNull();
});

test("fresh draws that came to nothing neither confirm a fail nor clear it: they are to be made again", () => {
  const faults = confirming(looked(4, 5)).map((draw) => ({ ...draw, labelling: { ...draw.labelling, label: "transport" as const } }));
  const seen = decided({
    base: [...looked(0, 3), ...confirming(looked(0, 5))],
    head: [...looked(3, 3), ...faults],
    policy: { confirm: "always" },
  });
  expect([seen.answer.verdict, seen.confirmation?.finding, seen.next]).toEqual([
    "inconclusive",
    "unreadable",
    { kind: "confirm", draws: 5 },
  ]);
  expect(codes(seen)[0]).toBe("confirmation-unreadable");
  expect(seen.answer.reasons[0]?.text).toContain("120 of 120 draws of head, monitored have no outcome");
});

describe("replies in which nothing can be read", () => {
  const unread = (draws: readonly Draw[], from: number, to: number): Draw[] =>
    relabelled(draws, "off-format", ({ identity }) => identity.draw >= from && identity.draw < to);

  test.each(["base", "head"] as const)("hold the verdict back at the look that reads them, on %s", (name) => {
    const sides = { base: looked(0, 3), head: looked(0, 3) };
    const seen = decided({ ...sides, [name]: unread(sides[name], 0, 3) });
    expect([seen.answer.verdict, codes(seen)]).toEqual(["inconclusive", ["unread", "unread"]]);
    expect(seen.answer.reasons[0]?.text).toMatch(`In 72 of 72 replies of ${name}, monitored no decision`);
  });

  test.each(["base", "head"] as const)("do not where they lie beyond the look that decides, on %s", (name) => {
    const sides = { base: looked(0, 10), head: looked(0, 10) };
    const seen = decided({ ...sides, [name]: unread(sides[name], 3, 10) });
    expect([seen.answer.verdict, seen.look.number]).toEqual(["pass", 1]);
  });

  test("let draws go on, so that a later look may be free of them", () => {
    const seen = decided({ base: unread(looked(0, 5), 0, 2), head: looked(0, 5) });
    expect([seen.answer.verdict, seen.look.number]).toEqual(["pass", 2]);
  });
});
