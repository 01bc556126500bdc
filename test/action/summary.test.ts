import { expect, test } from "vitest";
import { MAX_SUMMARY_BYTES, stepSummary } from "../../src/action/summary.ts";

test("what fits stays as it is, and what the model wrote follows", () => {
  expect(stepSummary("# report\n")).toBe("# report\n");
  expect(stepSummary("# report\n", "outputs\n")).toBe("# report\n\noutputs\n");
});

test("the limit counts bytes, and a cut leaves whole lines and says so", () => {
  const cut = stepSummary("“ä”\n".repeat(200_000));
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
  expect(cut).toMatch(/“ä”\n\n\*The rest is in the report file\.\*\n$/);
});

test("what the model wrote is there whole or not at all, so that no fence stays open", () => {
  const outputs = `\`\`\`text\n${"x".repeat(MAX_SUMMARY_BYTES)}\n\`\`\`\n`;
  expect(stepSummary("# report\n", outputs)).toBe("# report\n");
});
