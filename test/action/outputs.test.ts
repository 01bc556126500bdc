import * as fc from "fast-check";
import { expect, test } from "vitest";
import { outputsOf } from "../../src/action/outputs.ts";
import { withoutPairs } from "../../src/verdict/without-pairs.ts";
import { HOSTILE } from "../report/hostile.ts";
import { estimated, hostileVerdict, notEstimable, pairVerdict, passingPair, verdictOf } from "../report/verdict-fixture.ts";

const paths = {
  json: "/w/gyges-report/verdict.json",
  markdown: "/w/gyges-report/report.md",
  junit: null,
  html: null,
  folder: "/w/gyges-report",
};

test("a judged run gives its numbers as plain decimals and its paths", () => {
  const pairs = [pairVerdict({ widening: estimated(0.31, 0.09), gapBase: estimated(0.02), gapHead: estimated(1e-7) })];
  expect(outputsOf(verdictOf({ pairs }), paths)).toMatchObject({
    verdict: "fail",
    "gap-base": "0.02",
    "gap-head": "0",
    "gap-delta": "0.31",
    "gap-delta-low": "0.22",
    "gap-delta-high": "0.4",
    "n-base": "1920",
    "report-json": paths.json,
    "report-md": paths.markdown,
    "report-dir": paths.folder,
  });
});

test("each form of the report that was written has its path, and no other", () => {
  const all = { ...paths, junit: "/w/gyges-report/junit.xml", html: "/w/gyges-report/report.html" };
  expect(outputsOf(verdictOf(), all)).toMatchObject({ "report-junit": all.junit, "report-html": all.html });
  expect(outputsOf(verdictOf(), paths)).toMatchObject({ "report-junit": "", "report-html": "" });
});

test("what could not be estimated is empty, never 0", () => {
  const none = notEstimable("no draw had an outcome");
  const outputs = outputsOf(verdictOf({ pairs: [pairVerdict({ widening: none, gapBase: none, gapHead: none })] }), paths);
  expect([outputs["gap-base"], outputs["gap-head"], outputs["gap-delta"], outputs["gap-delta-low"], outputs["gap-delta-high"]]).toEqual([
    "",
    "",
    "",
    "",
    "",
  ]);
});

test("of several pairs the numbers are those of the pair that the verdict rests on", () => {
  const pairs = [passingPair({ widening: estimated(0.01) }), pairVerdict({ widening: estimated(0.31) })];
  expect(outputsOf(verdictOf({ verdict: "fail", pairs }), paths)["gap-delta"]).toBe("0.31");
});

test("an error without a report has no number and no path", () => {
  const { verdict, ...rest } = outputsOf(withoutPairs("error", "no node"), null);
  expect(verdict).toBe("error");
  expect([...new Set(Object.values(rest))]).toEqual([""]);
});

test("no word of a pull request or a model is ever an output", () => {
  fc.assert(
    fc.property(fc.constantFrom(...HOSTILE), (payload) => {
      const outputs = Object.values(outputsOf(hostileVerdict(payload), paths));
      expect(outputs.filter((value) => !/^(?:[a-z-]+|-?\d+(?:\.\d{1,6})?|\/w\/[a-z./-]+|)$/.test(value))).toEqual([]);
    }),
  );
});
