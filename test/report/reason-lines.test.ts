import { expect, test } from "vitest";
import { markdownComment } from "../../src/report/markdown.ts";
import { reasonLines, reasonSentences } from "../../src/report/reason-lines.ts";
import { bullet } from "../../src/report/terminal.ts";
import { rendered } from "./github.ts";
import { HOSTILE } from "./hostile.ts";
import { pairVerdict, moved, unjudged, verdictOf } from "./verdict-fixture.ts";

/** What a person is told to type can be typed: copied out of the comment it is what was meant. */

const ADVICE = [
  "the checkout is at 3f2a9c81d0b4 and base is not there.",
  "  Check the merge commit out, as actions/checkout does by itself:",
  "    - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  "      with: {fetch-depth: 2}",
  "  or name another commit:",
  "    with:",
  "      base-ref: origin/main",
].join("\n");

test("sentences stay sentences, and what is typed stands in a block with its blanks, at signs and hashes", () => {
  expect(reasonLines(ADVICE)).toBe(
    [
      "the checkout is at `3f2a9c81d0b4` and base is not there.<br>Check the merge commit out, as actions/checkout does by itself:",
      "```text",
      "- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
      "  with: {fetch-depth: 2}",
      "```",
      "or name another commit:",
      "```text",
      "with:",
      "  base-ref: origin/main",
      "```",
    ].join("\n"),
  );
});

test("under a bullet the block is part of the bullet", () => {
  const verdict = verdictOf({ findings: [{ code: "x", text: ADVICE }] });
  const { elements } = rendered(markdownComment(verdict));
  expect(elements.filter(({ name }) => name === "pre").length).toBeGreaterThanOrEqual(2);
  expect(
    reasonLines(ADVICE, "  ")
      .split("\n")
      .slice(1)
      .every((line) => line.startsWith("  ")),
  ).toBe(true);
});

test("what code of a fork says is not made easy to copy", () => {
  expect(reasonSentences(ADVICE)).not.toContain("```");
  expect(markdownComment(unjudged("error", "x", ADVICE), { untrusted: true })).not.toContain("```");
});

test.each(HOSTILE)("%j stays words inside of such a block", (payload) => {
  const { elements } = rendered(markdownComment(unjudged("error", "x", `seen\n    ${payload}\n      ${payload}`)));
  const own = "h3 p br code pre strong em".split(" ");
  expect(elements.map(({ name }) => name).filter((name) => !own.includes(name))).toEqual([]);
});

test("in a terminal the blanks of what is typed stay too", () => {
  expect(bullet(ADVICE, 80, "  ").split("\n").slice(-2)).toEqual(["      with:", "        base-ref: origin/main"]);
});

test("where no single scenario moved by more than chance there is no column of p-values near 1, and it says why", () => {
  const noisy = pairVerdict({
    moved: [
      { ...moved("loan-denial", 0, 0.6), p: 1 },
      { ...moved("triage-queue", 0, 0.5), p: 0.4 },
    ],
  });
  const comment = markdownComment(verdictOf({ pairs: [noisy] }));
  expect(comment).not.toContain("Holm p");
  expect(comment).toContain("| `loan-denial` | 0.00 → +0.60 |");
  expect(comment).toContain("the verdict rests on all of them together");
  expect(markdownComment(verdictOf())).toContain("Holm p");
});
