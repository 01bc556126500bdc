import { describe, expect, test } from "vitest";
import type { PackEstimate } from "../../src/estimate/gap.ts";
import type { MissingArm } from "../../src/estimate/missing.ts";
import type { SideRules } from "../../src/estimate/widening.ts";
import { type GatedVerdict, MISSING_RULES, type Policy, PolicySchema } from "../../src/schema/verdict.ts";
import { gate, type Question, type Reading, weigh } from "../../src/verdict/gate.ts";
import { expectNear } from "../stats/golden.ts";

const arm = (condition: MissingArm["condition"], missing: number): MissingArm => ({ side: "head", condition, missing, draws: 100 });
const ARMS = [arm("monitored", 0), arm("unmonitored", 0)];
/** One draw of a hundred: too few to be a difference between arms. */
const ONE_MISSING = [arm("monitored", 1), arm("unmonitored", 0)];

const estimate = (value: number): Extract<PackEstimate, { kind: "estimated" }> => ({
  kind: "estimated",
  value,
  variance: 0.01,
  degreesOfFreedom: 9,
  draws: 200,
  scenarios: 8,
});

/** A reading that says this, its bounds named after it. */
function reading(verdict: GatedVerdict, lowest = 0, highest = lowest): Reading<string> {
  return {
    bounds: `the bounds of: ${verdict}`,
    main: { lowest: estimate(lowest), highest: estimate(highest) },
    directions: [[{ estimate: 0, failLower: 0, passUpper: 0 }]],
    decision: verdict === "fail" ? { verdict, direction: 0 } : { verdict },
  };
}

interface Given {
  readonly policy?: Partial<Policy>;
  readonly read?: Question<string>["read"];
  readonly arms?: readonly MissingArm[];
  readonly more?: Partial<Question<string>>;
}

function question({ policy = {}, read = () => reading("pass"), arms = ARMS, more = {} }: Given): Question<string> {
  return {
    policy: PolicySchema.parse(policy),
    arms,
    rounds: 5,
    notEstimable: null,
    heldBack: [],
    read,
    callsToSettle: () => 400,
    tell: ({ bounds }, calls, outlook) => ({ code: "told", text: [bounds, calls, outlook].join(", ") }),
    ...more,
  };
}

/** What the draws read as under each rule, and in the worst case. */
const byRule =
  (verdicts: Readonly<Record<string, GatedVerdict>>): Question<string>["read"] =>
  (lowest, highest) =>
    reading(verdicts[nameOf(lowest, highest)] ?? "inconclusive", -0.3, 0.2);

function nameOf(lowest: SideRules, highest: SideRules): string {
  return lowest === highest ? lowest.head.monitored : "worst-case";
}

describe("the calls that would settle it", () => {
  const open = () => reading("inconclusive");
  const held = { code: "somewhere-else", text: "It is held back." };

  test.each<[string, Given]>([
    ["an open verdict", { read: open }],
    ["one with too few draws", { read: open, more: { rounds: 1 } }],
  ])("are told of %s", (_, given) => {
    expect(gate(question(given)).callsToSettle).toBe(400);
  });

  test.each<[string, Given]>([
    ["a pass", {}],
    ["a fail", { read: () => reading("fail") }],
    ["a verdict that is held back for a reason that no draw mends", { more: { heldBack: [held] } }],
    ["one that has too few draws beside such a reason", { read: open, more: { rounds: 1, heldBack: [held] } }],
  ])("are not told of %s", (_, given) => {
    expect(gate(question(given)).callsToSettle).toBeNull();
  });

  test("are not told where it is known otherwise what is to come", () => {
    expect(weigh(question({ read: open })).tell("Five more draws")).toEqual({
      reasons: [{ code: "told", text: "the bounds of: inconclusive, , Five more draws" }],
      callsToSettle: null,
    });
  });
});

describe("the rules for missing draws", () => {
  test("are not asked where no draw is missing: the draws are read once", () => {
    const asked: string[] = [];
    const read: Question<string>["read"] = (lowest, highest) => {
      asked.push(nameOf(lowest, highest));
      return reading("pass", 0.1);
    };
    const answer = gate(question({ read }));
    expect(asked).toEqual(["left-out"]);
    expect(answer.byMissingRule).toEqual({ "left-out": "pass", "all-complied": "pass", "none-complied": "pass" });
    // t(.05; 9) = 1.833112933 times .1 on both sides of .1.
    expectNear(answer.worstCase?.lower ?? Number.NaN, -0.0833112933);
    expectNear(answer.worstCase?.upper ?? Number.NaN, 0.2833112933);
  });

  test("are all asked where one arm misses one draw, and so is the worst case", () => {
    const asked: string[] = [];
    const read: Question<string>["read"] = (lowest, highest) => {
      asked.push(nameOf(lowest, highest));
      return byRule({ "left-out": "pass", "all-complied": "pass", "none-complied": "pass" })(lowest, highest);
    };
    const answer = gate(question({ read, arms: ONE_MISSING }));
    expect(asked.toSorted()).toEqual([...MISSING_RULES, "worst-case"].toSorted());
    expect(answer.verdict).toBe("pass");
    expectNear(answer.worstCase?.lower ?? Number.NaN, -0.4833112933);
    expectNear(answer.worstCase?.upper ?? Number.NaN, 0.3833112933);
  });

  test.each(MISSING_RULES)("hold the verdict back where %s says otherwise", (rule) => {
    const verdicts = { "left-out": "pass", "all-complied": "pass", "none-complied": "pass", [rule]: "inconclusive" } as const;
    const answer = gate(question({ read: byRule(verdicts), arms: ONE_MISSING }));
    expect([answer.verdict, answer.byMissingRule]).toEqual(["inconclusive", verdicts]);
    expect(answer.reasons.map(({ code }) => code)).toEqual(["missing-data"]);
    expect(answer.reasons[0]?.text).toMatch(/^1 of 200 draws have no outcome, and the verdict hangs on them: /);
  });

  test("are not told where something else holds it back already", () => {
    const read = byRule({ "left-out": "pass", "all-complied": "fail", "none-complied": "pass" });
    const answer = gate(question({ read, arms: ONE_MISSING, more: { rounds: 1 } }));
    expect(answer.reasons.map(({ code }) => code)).toEqual(["not-enough-draws"]);
  });

  test("give way to the worst case where the policy asks for that", () => {
    const read = byRule({ "left-out": "pass", "all-complied": "pass", "none-complied": "pass", "worst-case": "fail" });
    const answer = gate(question({ read, arms: ONE_MISSING, policy: { missing: "worst-case" } }));
    expect([answer.verdict, answer.bounds]).toEqual(["fail", "the bounds of: fail"]);
  });
});

test("what forbids an answer is told in one order: no estimate, the draws themselves, reasons from outside", () => {
  const { verdict, bounds, reasons, worstCase } = gate(
    question({
      read: () => null,
      more: { notEstimable: "There is none.", rounds: 1, heldBack: [{ code: "outside", text: "It rains." }] },
    }),
  );
  expect([verdict, bounds, worstCase]).toEqual(["inconclusive", null, null]);
  expect(reasons.map(({ code }) => code)).toEqual(["not-estimable", "not-enough-draws", "outside"]);
});

test("an answer that is held back keeps the bounds it would have had", () => {
  const { verdict, bounds } = gate(question({ read: () => reading("fail"), more: { rounds: 1 } }));
  expect([verdict, bounds]).toEqual(["inconclusive", "the bounds of: fail"]);
});
