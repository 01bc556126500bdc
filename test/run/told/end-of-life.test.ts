import { expect, test } from "vitest";
import { endOfLife, warningsIn } from "../../../src/run/told/end-of-life.ts";

const warning = (model: string, day = "November 30th, 2026"): string =>
  `The model '${model}' is deprecated and will reach end-of-life on ${day}\nPlease migrate to a newer model.`;

test("a model whose end is dated is told once, with its day", () => {
  const text = [warning("claude-sonnet-4-5"), "[row 2 of 40]", warning("claude-sonnet-4-5")].join("\n");
  expect(warningsIn(text, ["anthropic:messages:claude-sonnet-4-5"])).toEqual([
    {
      code: "model/end-of-life",
      text: "claude-sonnet-4-5 reaches its end of life on November 30th, 2026, its vendor's SDK warns: no base can be drawn from it after that day. Judge the change to its successor while both answer.",
    },
  ]);
});

test("a reply in the log that says so of another model, or with more than a day, tells nothing of its own", () => {
  expect(warningsIn(warning("gpt-9"), ["anthropic:messages:claude-sonnet-4-5"])).toEqual([]);
  const [told] = warningsIn(warning("claude-sonnet-4-5", "@everyone <img src=x>"), ["claude-sonnet-4-5"]);
  expect(told).toBe(undefined);
});

test("where no log was kept nothing is told", async () => {
  expect(await endOfLife("/nowhere/promptfoo.log", ["claude-sonnet-4-5"])).toEqual([]);
});
