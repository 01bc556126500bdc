import { expect, test } from "vitest";
import { type Evaluation, refusePart } from "../../../src/promptfoo/results/whole-evaluation.ts";
import { draw } from "../../disk/sample.ts";
import { checkAnswer } from "../../verdict/check-answers.ts";

const NAMES = ["a × m", "b × m"];
const whole = (change: Partial<Evaluation> = {}): Evaluation => ({
  draws: NAMES.flatMap((pair) => [0, 1, 2].map((number) => draw(number, { pair }))),
  answers: NAMES.map((pair) => ({ ...checkAnswer(), pair })),
  columns: 2,
  planned: { draws: 3, answers: 1 },
  ...change,
});

test("an evaluation that holds all it planned is judged", () => {
  expect(() => refusePart(whole())).not.toThrow();
});

test.each<[string, Partial<Evaluation>, string, RegExp]>([
  ["no row at all", { draws: [] }, "eval/no-rows", /^no row of the pack was evaluated/],
  ["a column less", { columns: 3 }, "eval/missing-column", /^the pack was drawn in 2 of 3 columns/],
  ["a draw less", { draws: whole().draws.slice(0, -1) }, "eval/incomplete", /^the column b × m has 2 of 3 planned draws/],
  ["an answer less", { answers: whole().answers.slice(0, 1) }, "eval/incomplete", /^the column b × m has 0 of 1 answers about the notices/],
])("%s gives no verdict, and the sentence says what to do", (_name, change, code, says) => {
  expect(() => refusePart(whole(change))).toThrow(expect.objectContaining({ kind: "data", code, message: expect.stringMatching(says) }));
  expect(() => refusePart(whole(change))).toThrow(/\n {2}Wanted: all rows .*\n {2}Run the evaluation to its end/);
});
