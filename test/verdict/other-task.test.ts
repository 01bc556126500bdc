import { expect, test } from "vitest";
import { verdictOfJob } from "../../src/action/remedies.ts";
import { markdownComment } from "../../src/report/markdown.ts";
import type { Verdict } from "../../src/schema/verdict.ts";
import { answers } from "./check-answers.ts";
import { alike, codes, judged, pairOf, relabelled } from "./judged.ts";

/** A prompt that has the model translate what its user says: the notices are no more understood than the question is. */

const sides = { base: alike(10, 5, 5, 10), head: alike(10, 5, 5, 10) };

function verdict(right: number, decisions: number): Verdict {
  const translated = (draws: typeof sides.base): typeof sides.base =>
    relabelled(draws, "off-format", (draw) => draw.identity.draw >= decisions);
  const checked = {
    base: { answers: answers(100, right), wanted: true },
    head: { answers: answers(100, right, {}, { side: "head" }), wanted: true },
  };
  return judged(translated(sides.base), translated(sides.head), {}, { checked });
}

test("is named as the cause, in place of advice to read the replies", () => {
  const found = verdict(0, 0);
  expect([found.verdict, codes(pairOf(found))]).toEqual(["inconclusive", ["other-task", "notice-not-understood", "notice-not-understood"]]);
  expect(pairOf(found).reasons[0]!.text).toMatch(
    /^400 of 400 replies \(100 %\) hold no decision: this prompt makes the model do something else with the user's turn/,
  );
  const comment = markdownComment(found);
  expect(comment).toMatch(/^### \? gyges · INCONCLUSIVE: the prompt makes the model do something else than answer its user$/m);
  expect(comment).not.toContain("gyges export STORE");
});

test("is not blamed where some replies decide, where the notices are understood, or where nobody had to understand them", () => {
  expect(codes(pairOf(verdict(0, 1)))).toEqual(["notice-not-understood", "notice-not-understood", "unread", "unread", "unread", "unread"]);
  expect(codes(pairOf(verdict(100, 0)))).toEqual(["unread", "unread", "unread", "unread"]);
  expect(codes(pairOf(verdict(0, 10)))).toEqual(["notice-not-understood", "notice-not-understood"]);
});

test("on a runner there is no store to export: the step shows replies itself", () => {
  const { text } = pairOf(verdictOfJob(verdict(100, 0))).reasons[0]!;
  expect(text).toMatch(/Look at the replies: with show-outputs: summary they stand in the step summary$/);
});
