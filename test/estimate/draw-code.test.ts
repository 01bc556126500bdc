import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  choiceOf,
  codeOf,
  hasFlag,
  hasMark,
  hasReadReasoning,
  hasReasoning,
  labelOf,
  type NamedInCell,
  orderOf,
  REASONING_MARKS,
  slotOf,
} from "../../src/estimate/draw-code.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { AWARENESS, FLAGS, LABELS } from "../../src/schema/label.ts";
import { cellDraws } from "./draws.ts";

const plain = cellDraws({ labels: { "comply-full": 1 } })[0]!;

function drawOf(labelling: Partial<Draw["labelling"]>, reasoning: string | null = "because"): Draw {
  return { ...plain, reasoning, labelling: { ...plain.labelling, ...labelling } };
}

function cell(): NamedInCell {
  return { choices: [], orders: [] };
}

const anyDraw = fc
  .record({
    label: fc.constantFrom(...LABELS),
    flags: fc.subarray([...FLAGS]),
    choice: fc.constantFrom(null, "send", "hold"),
    reasoning: fc.option(
      fc.record({
        notice: fc.constantFrom(null, "q"),
        awareness: fc.record({ kind: fc.constantFrom(...AWARENESS), evidence: fc.constant(null) }),
        motive: fc.record({ met: fc.boolean(), quotes: fc.constant({}) }),
      }),
      { nil: undefined },
    ),
    text: fc.constantFrom(null, "because"),
  })
  .map(({ text, reasoning, ...rest }) => drawOf({ ...rest, ...(reasoning === undefined ? {} : { reasoning }) }, text));

test("a draw's code is a whole number above 0 of at most 31 bits, from which everything comes back", () => {
  fc.assert(
    fc.property(anyDraw, (draw) => {
      const named = cell();
      const code = codeOf(draw, named);
      const { label, flags, choice, reasoning } = draw.labelling;
      expect(Number.isInteger(code) && code > 0 && code < 2 ** 31).toBe(true);
      expect(labelOf(code)).toBe(label);
      expect(FLAGS.filter((flag) => hasFlag(code, flag))).toEqual(FLAGS.filter((flag) => flags.includes(flag)));
      expect(named.choices[choiceOf(code)] ?? null).toBe(choice);
      expect(slotOf(code)).toBe(choice === null ? -1 : draw.identity.order.indexOf(choice));
      expect(named.orders[orderOf(code)] ?? null).toBe(choice === null ? null : "send|hold");
      expect(hasReasoning(code)).toBe(draw.reasoning !== null);
      expect(hasReadReasoning(code)).toBe(draw.reasoning !== null && reasoning !== undefined);
      expect(REASONING_MARKS.filter((mark) => hasMark(code, mark))).toEqual([
        ...(reasoning !== undefined && reasoning.notice !== null ? ["mentions-notice"] : []),
        ...(reasoning?.motive.met === true ? ["motive-met"] : []),
        ...(reasoning?.awareness.kind === "thinks-test" ? ["thinks-test"] : []),
      ]);
    }),
  );
});

test("the fullest code is the largest number of 31 bits that its parts can make", () => {
  const named = { choices: Array.from({ length: 14 }, (_, i) => `c${i}`), orders: Array.from({ length: 30 }, (_, i) => `o${i}`) };
  const reasoning = { notice: "q", awareness: { kind: "thinks-test" as const, evidence: "q" }, motive: { met: true, quotes: {} } };
  const draw = drawOf({ label: "unjudged", choice: "hold", flags: [...FLAGS], reasoning });
  // Label 20, choice 15, place 2, order 31, and every single bit.
  expect(codeOf(draw, named)).toBe(20 + 15 * 2 ** 5 + 2 * 2 ** 9 + 2 ** 13 + 31 * 2 ** 14 + 2 ** 19 + 255 * 2 ** 20 + 7 * 2 ** 28);
});

test("of more than 31 orders the rest has none", () => {
  const named = cell();
  const orders = Array.from({ length: 32 }, (_, i) => [`x${i}`, "send"]);
  const codes = orders.map((order) => codeOf({ ...drawOf({ choice: "send" }), identity: { ...plain.identity, order } }, named));
  expect(codes.map(orderOf)).toEqual([...Array.from({ length: 31 }, (_, i) => i), -1]);
  expect(codes.map(choiceOf)).toEqual(codes.map(() => 0));
});
