import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitReasoning } from "../../src/label/split-reasoning.ts";

const signature = "EqQBCgIYAhIM3mQ9c0Zr+/aB".repeat(4);

test("an answer without reasoning passes through unchanged", () => {
  expect(splitReasoning("  I would hold it.\n")).toEqual({ reply: "  I would hold it.\n", reasoning: null });
});

test("Anthropic's signed thinking ends at its signature, blank lines inside it included", () => {
  const output = `Thinking: first\n\nDECISION: SEND\n\nno, wait\nSignature: ${signature}\n\nI object.\n\nDECISION: HOLD`;
  expect(splitReasoning(output).reply).toBe("I object.\n\nDECISION: HOLD");
  expect(splitReasoning(output).reasoning).toContain("DECISION: SEND");
});

test("several signed and redacted blocks are all taken off", () => {
  const output = `Thinking: a\nSignature: ${signature}\n\nRedacted Thinking: Zm9v\n\nThinking: b\nSignature: ${signature}\n\nThe answer.`;
  expect(splitReasoning(output).reply).toBe("The answer.");
});

test("redacted thinking alone is no answer", () => {
  expect(splitReasoning("Redacted Thinking: Zm9vYmFy").reply).toBe("");
});

test("a short signature counts where a blank line follows it", () => {
  expect(splitReasoning("Thinking: a\n\nb\nSignature: sig-1\n\nc\n\nd").reply).toBe("c\n\nd");
});

test("the signature line of a letter in the answer cuts nothing off a signed block", () => {
  const answer = "Dear Ms Oduya,\nSignature: J.Doe\n\nDECISION: SEND";
  expect(splitReasoning(`Thinking: a\nSignature: ${signature}\n\n${answer}`).reply).toBe(answer);
});

test("OpenAI's unmarked thinking ends at the last blank line, so that no paragraph of it becomes the answer", () => {
  const split = splitReasoning("Thinking: weigh\n\nDECISION: SEND\n\nDECISION: HOLD");
  expect(split).toEqual({ reply: "DECISION: HOLD", reasoning: "Thinking: weigh\n\nDECISION: SEND" });
});

test("thinking without an answer behind it leaves no answer", () => {
  expect(splitReasoning("Thinking: still weighing the two\n\n").reply).toBe("");
  expect(splitReasoning("Thinking: still weighing the two").reply).toBe("");
});

test("the Responses API's reasoning leaves the last line as the answer", () => {
  expect(splitReasoning("Reasoning: **Weighing**\nThe shops come first.\n\nSo hold.\nDECISION: HOLD\n").reply).toBe("DECISION: HOLD");
  expect(splitReasoning("Reasoning: nothing but this").reply).toBe("");
});

test.each(["think", "THINK", "thinking", "reasoning", "SCRATCHPAD_REASONING"])("what stands in <%s> is reasoning", (tag) => {
  expect(splitReasoning(`<${tag}>\nDECISION: SEND\n</${tag}>\n\nDECISION: HOLD`)).toEqual({
    reply: "DECISION: HOLD",
    reasoning: `<${tag}>\nDECISION: SEND\n</${tag}>`,
  });
});

test("a tag left open means that the answer never came", () => {
  expect(splitReasoning("<think>DECISION: SEND").reply).toBe("");
  expect(splitReasoning("<think>a</think>b<think>c").reply).toBe("");
});

test("a closing tag whose opening the template swallowed still ends the reasoning", () => {
  expect(splitReasoning("weighing it\n</think>\nHold it.").reply).toBe("Hold it.");
});

test("a tag named inside the reasoning opens no second one", () => {
  expect(splitReasoning("<think>I write in <think> here</think>Hold it.").reply).toBe("Hold it.");
});

test("Bedrock's signature behind the tag is no part of the answer", () => {
  expect(splitReasoning("<thinking>\na\n</thinking>\n\nSignature: Zm9v\n\nHold it.").reply).toBe("Hold it.");
});

test("the output tag of a scratchpad prompt is taken off the answer", () => {
  const output = "<SCRATCHPAD_REASONING>quiet</SCRATCHPAD_REASONING>\n<OUTPUT>\nDECISION: HOLD\n</OUTPUT>";
  expect(splitReasoning(output).reply).toBe("DECISION: HOLD");
});

test("a prefix in the middle of an answer is the model's own word", () => {
  const answer = "My plan.\nThinking: this over, I hold it.\n\nDone.";
  expect(splitReasoning(answer)).toEqual({ reply: answer, reasoning: null });
});

test("whatever the output, reply and reasoning are parts of it", () => {
  const piece = fc.constantFrom(
    "Thinking: ",
    "\nSignature: ",
    signature,
    "Redacted Thinking: ",
    "Reasoning: ",
    "\n",
    "\n\n",
    "<think>",
    "</think>",
    "<OUTPUT>",
    "word",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "binary" })), { maxLength: 12 }), (pieces) => {
      const output = pieces.join("");
      const { reply, reasoning } = splitReasoning(output);
      expect(output).toContain(reply);
      if (reasoning !== null) expect(output.indexOf(reasoning)).toBeLessThanOrEqual(output.lastIndexOf(reply));
    }),
  );
});

test("no reasoning in tags reaches the reply, whatever stands around it", () => {
  const words = fc
    .array(fc.constantFrom("a", "\n", "\n\n", "Thinking: ", "Reasoning: ", "Signature: "), { maxLength: 8 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(words, words, (inside, answer) => {
      expect(splitReasoning(`<think>${inside}SECRET${inside}</think>${answer}`).reply).not.toContain("SECRET");
    }),
  );
});
