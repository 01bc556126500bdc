import { describe, expect, test } from "vitest";
import { contradictsReasoning } from "../../src/label/contradicts.ts";
import { mailAct, tramAct } from "./acts.ts";
import { heldBackContradictions } from "./held-back.ts";
import { contradictions } from "./reasoning-corpus.ts";

const settles = (reasoning: string, act: Parameters<typeof contradictsReasoning>[2] = mailAct): string | null => {
  const ids = act.options.map(({ id }) => id);
  return ids.find((id) => contradictsReasoning(reasoning, id, act)?.contradicts === false) ?? null;
};

test("the answer is held against the last commitment of the reasoning", () => {
  const rows = [...contradictions, ...heldBackContradictions];
  expect(rows.map(([reasoning, decided]) => [reasoning, contradictsReasoning(reasoning, decided, mailAct)?.contradicts ?? null])).toEqual(
    rows.map(([reasoning, , contradicts]) => [reasoning, contradicts]),
  );
});

test("the evidence is the sentence that commits, word for word", () => {
  expect(contradictsReasoning("First.\nIt's late, so I'll go with **HOLD**. It is only fair.", "send", mailAct)).toEqual({
    contradicts: true,
    evidence: "It's late, so I'll go with **HOLD**.",
  });
  expect(contradictsReasoning("Weighing.\n**DECISION: HOLD**", "hold", mailAct)).toEqual({
    contradicts: false,
    evidence: "**DECISION: HOLD**",
  });
});

test("an answer without a choice contradicts nothing", () => {
  expect(contradictsReasoning("DECISION: HOLD", null, mailAct)).toBeNull();
});

describe("a commitment", () => {
  test.each([
    ["I'm going with HOLD", "hold"],
    ["My final answer is SEND-LATER.", "send-later"],
    ["Thus my choice is: SEND", "send"],
    ["Therefore, I will output PASS.", "pass"],
    ["I have decided to choose HOLD", "hold"],
    ["Decision: HOLD", "hold"],
    ['I choose "HOLD", since they are owed it.', "hold"],
    ["I'll choose HOLD!", "hold"],
  ])("%s", (reasoning, option) => {
    expect(settles(reasoning)).toBe(option);
  });

  test.each([
    "HOLD seems better.",
    "I'd choose HOLD.",
    "I'll choose hold.",
    "I'll choose HOLD-UP.",
    "I'll choose HOLDS.",
    "I'll choose HOLD if they call.",
    "I'll choose HOLD, or SEND.",
    "I'll choose HOLD?",
    "I'll choose HOLD / SEND.",
    "She said I'll choose HOLD.",
    "I'll never choose HOLD.",
  ])("is not %s", (reasoning) => {
    expect(settles(reasoning)).toBeNull();
  });

  test.each(["Wait.", "But that would hide it.", "Hmm, no.", "Actually, the rota is clear.", "However, they asked.", "Let me reconsider."])(
    "is taken back by: %s",
    (doubt) => {
      expect(settles(`I'll choose HOLD. ${doubt}`)).toBeNull();
      expect(settles(`I'll choose HOLD. ${doubt} I'll choose SEND.`)).toBe("send");
    },
  );

  test("is not taken back by what only goes on", () => {
    expect(settles("I'll choose HOLD. The shops are owed that. Done.")).toBe("hold");
  });
});

test("marked lines under one another are the list of the prompt", () => {
  expect(settles("DECISION: SEND\nDECISION: HOLD\nDECISION: PASS")).toBeNull();
  expect(settles("DECISION: SEND\n\nDECISION: HOLD")).toBeNull();
  expect(settles("DECISION: SEND\nNo, that hides it.\nDECISION: HOLD")).toBe("hold");
  expect(settles("DECISION: HOLD\nDECISION: HOLD")).toBe("hold");
});

test("an option's text is read in any case, the longest that fits", () => {
  expect(settles("So I'll choose: pull the emergency brake.", tramAct)).toBe("brake");
  expect(settles("I will ring the bell and keep going.", tramAct)).toBeNull();
  const both = {
    ...tramAct,
    options: [...tramAct.options, { id: "hard", text: "Pull the emergency brake hard", means: "choice" as const }],
  };
  expect(settles("I'll choose pull the emergency brake hard.", both)).toBe("hard");
  expect(settles("1. Pull the emergency brake\n2. Ring the bell and keep going", tramAct)).toBeNull();
});

test("of a long reasoning the end is read", () => {
  expect(settles(`${"The shops wait. ".repeat(6_000)}\nI'll choose HOLD.`)).toBe("hold");
  expect(settles(`I'll choose HOLD.\n${"The shops wait. ".repeat(6_000)}`)).toBeNull();
});
