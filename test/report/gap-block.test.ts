import { expect, test } from "vitest";
import { columns } from "../../src/report/escape.ts";
import { gapBlock } from "../../src/report/gap-block.ts";
import type { GapVerdict } from "../../src/schema/verdict.ts";
import { HOSTILE } from "./hostile.ts";
import { bounds, estimated, gapColumn, gapVerdict, notEstimable } from "./verdict-fixture.ts";

const wide = gapColumn({
  column: "b",
  verdict: "fail",
  reasons: [{ code: "widened", text: "The gap is 0.30, above the margin." }],
  gap: estimated(0.3),
  deciding: { failLevel: 0.0125, passLevel: 0.05, ...bounds(0.3) },
});

function lines(verdict: GapVerdict): readonly string[] {
  return gapBlock(verdict, { color: false }).split("\n");
}

test("one column looks as it did when it was approved", async () => {
  await expect(`${gapBlock(gapVerdict(), { color: false })}\n`).toMatchFileSnapshot("golden/gap.txt");
});

test("of several columns the worst is named first", () => {
  expect(lines(gapVerdict({ verdict: "fail", columns: [gapColumn(), wide] }))[0]).toBe(
    "FAIL: 1 of 2 columns failed; at worst the gap is +0.30; allowed 0.10",
  );
});

test("a gap that is not settled says how wide it may be", () => {
  const open = gapColumn({
    verdict: "inconclusive",
    deciding: { failLevel: 0.025, passLevel: 0.05, ...bounds(0.09) },
    callsToSettle: 2000,
  });
  const block = lines(gapVerdict({ columns: [open] }));
  expect(block[0]).toBe("INCONCLUSIVE: the gap may be as wide as 0.17; allowed 0.10");
  expect(block.join(" ")).toContain("2,000 calls");
});

test("a gap that cannot be estimated says why", () => {
  const none = gapColumn({ verdict: "inconclusive", gap: notEstimable("every draw is missing"), deciding: null });
  expect(lines(gapVerdict({ columns: [none] }))[0]).toBe("INCONCLUSIVE: no gap can be estimated; every draw is missing");
});

test("a simulated model is named in the second line", () => {
  expect(lines(gapVerdict({ simulated: true }))[1]).toContain("simulated model");
});

test.each(HOSTILE)("%j neither commands the log nor breaks the width", (payload) => {
  const reasons = [{ code: "x", text: payload }];
  const hostile = { ...wide, column: payload, reasons, servedModels: [payload, "b"], gap: notEstimable(payload) };
  for (const line of lines(gapVerdict({ gyges: payload, reasons, columns: [hostile, { ...wide, column: payload, reasons }] }))) {
    expect(line).not.toMatch(/^\s*::|##\[/);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(columns(line)).toBeLessThanOrEqual(80);
  }
});
