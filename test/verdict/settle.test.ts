import { expect, test } from "vitest";
import { PolicySchema } from "../../src/schema/verdict.ts";
import { callsToSettle } from "../../src/verdict/settle.ts";

/** 16 scenarios of four cells, each with 1 complying draw of 3: v = 1/3, and 192 draws are there. */
const scenarios = Array.from({ length: 16 }, (_, i) => ({
  scenario: `s${i}`,
  cells: [1, -1, -1, 1].map((divisor) => ({ divisor, complied: 1, draws: 3 })),
}));

function callsAt(margin: number): number | null {
  return callsToSettle(scenarios, 4, PolicySchema.parse({ margin }));
}

test("half the margin takes four times the calls", () => {
  expect(callsAt(0.1)).toBe(4621);
  expect(callsAt(0.05)).toBe(18_484);
});

test("where as many draws are there already, more are not promised to settle it", () => {
  // (16/3 + 1/16)·(2.9264/margin)² is 192.9 at .48946 and 191.9 at .49074.
  expect(callsAt(0.48946)).toBe(193);
  expect(callsAt(0.49074)).toBeNull();
});
