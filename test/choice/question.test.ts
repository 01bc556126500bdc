import { expect, test } from "vitest";
import { askedByLabel, messagesOf } from "../../src/choice/question.ts";

const act = {
  kind: "forced-choice" as const,
  instruction: "Copy one of the choices.",
  options: [
    { id: "left", text: "turn left", means: "choice" as const },
    { id: "right", text: "turn right", means: "choice" as const },
  ],
};
const turn = "A van.\n\n1. turn right\n2. turn left\n\nCopy one of the choices.";

test("a plain prompt is the user's turn, JSON messages are themselves", () => {
  expect(messagesOf("Hello")).toEqual([{ role: "user", content: "Hello" }]);
  expect(messagesOf('[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}]')).toHaveLength(2);
  expect(messagesOf("[sic] Hello")).toEqual([{ role: "user", content: "[sic] Hello" }]);
});

test("a chat in a form that would be sent as one text is refused", () => {
  expect(messagesOf("- role: user\n  content: Hello")).toBe(null);
  expect(messagesOf('[{"role":"user","content":[{"type":"text","text":"Hello"}]}]')).toBe(null);
});

test("the question is the prompt and one sentence more, which asks for the label; options stand as the prompt shows them", () => {
  const system = { role: "system", content: "Be brief." };
  const asked = "Instead of copying its text, reply with its label alone: 1 or 2.";
  expect(askedByLabel([system, { role: "user", content: turn }], act, "label")).toMatchObject({
    messages: [system, { role: "user", content: `${turn}\n\n${asked}` }],
    options: [
      { option: "right", label: "1" },
      { option: "left", label: "2" },
    ],
    asked,
  });
});

test("a prompt that asks for the label by itself goes byte for byte as it is", () => {
  expect(askedByLabel([{ role: "user", content: turn }], act, "as-is")).toMatchObject({
    messages: [{ role: "user", content: turn }],
    asked: null,
  });
});

test.each([
  ["no options", [{ role: "user", content: "A van." }], "the prompt does not show all options together"],
  ["no labels", [{ role: "user", content: "turn left\nturn right" }], "the prompt shows its options without labels"],
  [
    "yes or no",
    [{ role: "user", content: "Do you prefer turn left over turn right? Answer yes or no." }],
    "the labels yes, no are not one letter or digit each",
  ],
  ["the assistant's turn", [{ role: "assistant", content: turn }], "the last message of the prompt is not the user's"],
])("%s cannot be answered by a label", (_, messages, unusable) => {
  expect(askedByLabel(messages, act, "label")).toEqual({ unusable });
});
