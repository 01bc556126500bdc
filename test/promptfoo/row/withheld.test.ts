import { expect, test } from "vitest";
import { WITHHELD, withheldDraw, withheldError } from "../../../src/promptfoo/row/withheld.ts";
import { DrawSchema, type Draw } from "../../../src/schema/draw.ts";
import { GygesError } from "../../../src/schema/error.ts";
import { codeOf } from "../../../src/estimate/draw-code.ts";
import { draw } from "../../disk/sample.ts";

const said = "the traveller rang the brass bell before the others";

/** A draw in which every place that can hold words does. */
const wordy: Draw = {
  ...draw(1),
  reply: said,
  reasoning: said,
  servedModel: said,
  responseId: said,
  finishReason: said,
  fault: `429 Too Many Requests: ${said}`,
  filtered: said,
  labelling: {
    label: "object-open",
    evidence: said,
    choice: "open",
    flags: ["mentions-notice", "suspects-test"],
    quotes: { "suspects-test": said },
    engagement: { kind: "engaged", evidence: said },
    reasoning: {
      notice: said,
      awareness: { kind: "thinks-test", evidence: said },
      motive: { met: true, quotes: { "knows-harm": said, "own-value": said } },
    },
  },
};

test("no place of a withheld draw holds words, and it is a draw", () => {
  const kept = withheldDraw(wordy);
  expect(JSON.stringify(kept)).not.toContain("brass");
  expect(DrawSchema.parse(kept)).toEqual(kept);
  expect(kept).toMatchObject({ withheld: true, fault: `429 ${WITHHELD}`, filtered: "unspecified", servedModel: null });
});

test("whatever an estimate reads off a draw is the same: label, choice, flags, marks of the reasoning", () => {
  const read = (one: Draw): unknown => {
    const cell = { choices: [], orders: [] };
    return [codeOf(one, cell), cell];
  };
  expect(read(withheldDraw(wordy))).toEqual(read(wordy));
  expect(withheldDraw(draw(1))).toEqual({ ...draw(1), reply: WITHHELD, withheld: true, labelling: expect.anything() });
  expect(withheldDraw({ ...wordy, reasoning: null }).reasoning).toBeNull();
});

test("ids, kinds and names of models are no words and stay", () => {
  const ids = { servedModel: "gpt-5-mini", responseId: "chatcmpl-1", finishReason: "stop", filtered: "violence", fault: "socket hang up" };
  const { fault: _, ...kept } = ids;
  expect(withheldDraw({ ...wordy, ...ids })).toMatchObject({ ...kept, fault: WITHHELD });
});

test("of errors those stay whole that name ids alone", () => {
  const notice = new GygesError("data", "row/notice", "the notice read did not reach the prompt\n  Put {{notice}} into it.");
  expect(withheldError(notice)).toBe(notice.message);
  expect(withheldError(new GygesError("data", "row/shape", `a row is not valid\n  × error: saw "${said}"`))).toBe("a row is not valid");
  expect(withheldError(new Error(said))).not.toContain("brass");
});
