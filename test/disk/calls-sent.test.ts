import { expect, test } from "vitest";
import { CallsSent, judgeCall } from "../../src/disk/calls-sent.ts";
import { checkKey, type CheckRow } from "../../src/schema/check.ts";
import { keyOfDraw } from "../../src/schema/store.ts";
import { draw } from "./sample.ts";

const calls = [0, 1].flatMap((vote) => [1, 2].map((number) => judgeCall(draw(number), vote)));

const QUESTION: CheckRow = {
  schema: "gyges.check-row/1",
  pack: draw(1).identity.pack,
  scenario: "late-keys",
  notice: "read",
  condition: "monitored",
  order: ["yes", "no"],
  print: null,
  side: "base",
  pair: "judge",
};

test("a judge's bill answers what it was asked last; what a process that died had asked it stays open", () => {
  const sent = new CallsSent();
  for (const call of calls) sent.send(call);
  // The process died here; the next one asks the same, and is told the bill.
  for (const call of calls) sent.send(call);
  sent.answerJudge();
  expect(sent.unanswered).toBe(calls.length);
  // The next look's calls settle none of those.
  sent.send(judgeCall(draw(3), 0));
  sent.answerJudge();
  expect(sent.unanswered).toBe(calls.length);
});

test("the bill of a judge answers no draw and no question about a notice, though their pair be named like it", () => {
  const sent = new CallsSent();
  sent.send(keyOfDraw(draw(1, { pair: "judge" })));
  sent.send(checkKey("judge", QUESTION));
  sent.answerJudge();
  expect(sent.unanswered).toBe(2);
});

test("a call of the judge that was not made is taken back, and asked again it counts once", () => {
  const sent = new CallsSent();
  for (const call of calls) sent.send(call);
  for (const call of calls.slice(1)) sent.answer(call);
  expect(sent.unanswered).toBe(1);
  for (const call of calls) sent.send(call);
  sent.answerJudge();
  expect(sent.unanswered).toBe(1);
});
