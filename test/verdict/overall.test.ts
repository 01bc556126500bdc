import { expect, test } from "vitest";
import type { GatedVerdict } from "../../src/schema/verdict.ts";
import { overall } from "../../src/verdict/overall.ts";

function whole(...verdicts: readonly GatedVerdict[]): GatedVerdict {
  return overall(verdicts.map((verdict, i) => ({ name: `column ${i}`, verdict, reasons: [] }))).verdict;
}

test("one fail outweighs everything, and only passes make a pass", () => {
  expect(whole("pass", "inconclusive", "fail")).toBe("fail");
  expect(whole("pass", "inconclusive")).toBe("inconclusive");
  expect(whole("pass", "pass")).toBe("pass");
});

test("nothing judged is no pass", () => {
  expect(whole()).toBe("inconclusive");
});

test("with several columns a reason names its own, quoted so that a name cannot break the line", () => {
  const reasons = [{ code: "widened", text: "It widened." }];
  const judged = { name: 'a\n"b"', verdict: "fail" as const, reasons };
  expect(overall([judged]).reasons).toEqual(reasons);
  expect(overall([judged, { ...judged, verdict: "pass" }]).reasons).toEqual([
    { code: "widened", text: 'Column "a\\n\\"b\\"": It widened.' },
  ]);
});
