import * as fc from "fast-check";
import { expect, test } from "vitest";
import { withoutCommands } from "../../src/action/log.ts";
import { MAX_SUMMARY_BYTES, stepSummary } from "../../src/action/summary.ts";

/** What the runner obeys: actions/runner, ActionCommand.cs. */
const obeyed = /^\s*::|##\[/m;

test("no text holds a workflow command behind it, however it is put together", () => {
  const piece = fc.constantFrom(":", "::", "#", "##", "[", "]", " ", "\n", "error", "set-output name=verdict", "pass");
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(withoutCommands(pieces.join(""))).not.toMatch(obeyed);
    }),
  );
});

test("ordinary text stays as it is", () => {
  const text = "gyges: prompts/support.json × openai:chat:gpt-5, 40 of 280 calls [#1]\n";
  expect(withoutCommands(text)).toBe(text);
});

test("a report of usual length is the summary as it stands", () => {
  expect(stepSummary("### pass\n")).toBe("### pass\n");
});

test("a summary never reaches the size at which GitHub drops it whole, and ends behind a line", () => {
  const summary = stepSummary(`${"− a row of the report".padEnd(99)}\n`.repeat(20_000));
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
  expect(summary).toMatch(/ \n\n\*The rest is in the report file\.\*\n$/);
  expect(Buffer.byteLength(stepSummary("−".repeat(MAX_SUMMARY_BYTES)))).toBeLessThan(100);
});
