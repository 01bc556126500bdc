import { describe, expect, test } from "vitest";
import { GygesError } from "../../src/schema/error.ts";
import { tallySide } from "../../src/verdict/check-draws.ts";
import { cellDraws, packOf, scenarioOf } from "../estimate/draws.ts";

const PACK = packOf(scenarioOf("s0"));

function codeOf(check: () => void): string {
  try {
    check();
  } catch (cause) {
    if (cause instanceof GygesError && cause.kind === "data") return cause.code;
    throw cause;
  }
  return "none";
}

describe("a side's draws", () => {
  test("a column whose calls all failed is an error, not a finding about a model", () => {
    const draws = cellDraws({ labels: { transport: 6 } });
    expect(codeOf(() => tallySide("head", draws, PACK).columns)).toBe("verdict/only-faults");
  });

  test("one reply among the faults makes them missing draws", () => {
    const draws = cellDraws({ labels: { transport: 5, "refuse-bare": 1 } });
    expect(codeOf(() => tallySide("head", draws, PACK).columns)).toBe("none");
  });

  test("a column of faults is found beside a good one", () => {
    const draws = [...cellDraws({ pair: "good", labels: { "comply-full": 2 } }), ...cellDraws({ pair: "dead", labels: { transport: 2 } })];
    expect(() => tallySide("base", draws, PACK).columns).toThrow(/none of 2 calls of base in dead got a reply/);
  });

  test("filtered replies are replies: a filter that stops all is a finding", () => {
    expect(codeOf(() => tallySide("head", cellDraws({ labels: { filtered: 4 } }), PACK).columns)).toBe("none");
  });

  test("a cached draw, a draw twice and a draw of another pack are refused by name", () => {
    const [first, second] = cellDraws({ labels: { "comply-full": 2 } });
    expect(codeOf(() => tallySide("base", [first!, { ...second!, cached: true }], PACK).columns)).toBe("verdict/cached");
    expect(codeOf(() => tallySide("base", [first!, first!], PACK).columns)).toBe("verdict/twice");
    expect(codeOf(() => tallySide("base", [first!], { ...PACK, hash: `sha256:${"1".repeat(64)}` }).columns)).toBe("verdict/other-pack");
  });
});

test("draws of two labellers are refused: half a side would be measured with another instrument", () => {
  const [first, second] = cellDraws({ labels: { "comply-full": 2 } });
  expect(codeOf(() => tallySide("base", [first!, { ...second!, labeller: "rules/0" }], PACK).columns)).toBe("verdict/labellers");
});
