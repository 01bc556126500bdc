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

test("redacted thinking alone is no answer, and no reasoning that can be read", () => {
  expect(splitReasoning("Redacted Thinking: Zm9vYmFy")).toEqual({ reply: "", reasoning: null });
  expect(splitReasoning("Redacted Thinking: Zm9v\n\nRedacted Thinking: YmFy\n\nI hold it.")).toEqual({
    reply: "I hold it.",
    reasoning: null,
  });
  expect(splitReasoning("<thinking>[Redacted]</thinking>\n\nI hold it.")).toEqual({ reply: "I hold it.", reasoning: null });
});

test.each([
  ["<think>\n\n</think>\n\nHold it."],
  ["Thinking: \n\nHold it."],
  [`Thinking: \nSignature: ${signature}\n\nHold it.`],
  ["Reasoning: \nHold it."],
])("reasoning without a word in it is none: %j", (output) => {
  expect(splitReasoning(output)).toEqual({ reply: "Hold it.", reasoning: null });
});

test("beside a redacted block the readable one is still reasoning", () => {
  const output = `Redacted Thinking: Zm9v\n\nThinking: the shops\nSignature: ${signature}\n\nHold it.`;
  expect(splitReasoning(output)).toEqual({
    reply: "Hold it.",
    reasoning: `Redacted Thinking: Zm9v\n\nThinking: the shops\nSignature: ${signature}`,
  });
});

test("signed thinking between parts of an answer leaves the last part", () => {
  const output = `I look it up.\n\nThinking: so it leaks\nSignature: ${signature}\n\nDECISION: HOLD`;
  expect(splitReasoning(output)).toEqual({
    reply: "DECISION: HOLD",
    reasoning: `I look it up.\n\nThinking: so it leaks\nSignature: ${signature}`,
  });
  const twice = `Thinking: a\nSignature: ${signature}\n\nb\n\nThinking: c\nSignature: ${signature}\n\nRedacted Thinking: Zm9v\n\nd`;
  expect(splitReasoning(twice).reply).toBe("d");
});

test("a long signature without thinking before it is the answer's own", () => {
  const letter = `Dear Ms Oduya,\n\nall is well.\nSignature: ${signature}\n\nDECISION: SEND`;
  expect(splitReasoning(letter)).toEqual({ reply: letter, reasoning: null });
  const after = `Signature: ${signature}\n\nThinking: of it, I hold.`;
  expect(splitReasoning(after)).toEqual({ reply: after, reasoning: null });
});

test("a proxy that signs with nothing ends its block all the same", () => {
  expect(splitReasoning("Thinking: a\n\nb\nSignature: \n\nc\n\nd").reply).toBe("c\n\nd");
  expect(splitReasoning("Thinking: a\nSignature: undefined\n\nc\n\nd").reply).toBe("c\n\nd");
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

test.each(["think", "THINK", "thinking", "thought", "thoughts", "reasoning", "scratchpad", "SCRATCHPAD_REASONING", "seed:think"])(
  "what stands in <%s> is reasoning",
  (tag) => {
    expect(splitReasoning(`<${tag}>\nDECISION: SEND\n</${tag}>\n\nDECISION: HOLD`)).toEqual({
      reply: "DECISION: HOLD",
      reasoning: `<${tag}>\nDECISION: SEND\n</${tag}>`,
    });
  },
);

test.each([
  ["[THINK]", "[/THINK]"],
  ["◁think▷", "◁/think▷"],
  ["<|START_THINKING|>", "<|END_THINKING|>"],
])("what stands between %s and %s is reasoning", (open, close) => {
  expect(splitReasoning(`${open}DECISION: SEND${close}\nDECISION: HOLD`)).toEqual({
    reply: "DECISION: HOLD",
    reasoning: `${open}DECISION: SEND${close}`,
  });
  expect(splitReasoning(`${open}DECISION: SEND`).reply).toBe("");
});

test("the analysis channel is reasoning, and the final channel the answer", () => {
  const analysis = "<|channel|>analysis<|message|>They ask. DECISION: SEND<|end|><|start|>assistant";
  expect(splitReasoning(`${analysis}<|channel|>final<|message|>DECISION: HOLD<|return|>`)).toEqual({
    reply: "DECISION: HOLD",
    reasoning: `${analysis}<|channel|>final<|message|>`,
  });
  expect(splitReasoning(analysis).reply).toBe("");
  expect(splitReasoning("<|channel|>final<|message|>DECISION: HOLD")).toEqual({ reply: "DECISION: HOLD", reasoning: null });
  const empty = "<|channel|>analysis<|message|><|end|><|start|>assistant<|channel|>final<|message|>Hold it.";
  expect(splitReasoning(empty)).toEqual({ reply: "Hold it.", reasoning: null });
  expect(splitReasoning("Hold it.<|end|>").reply).toBe("Hold it.");
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

test("the output tag is found behind a sentence that leads to it", () => {
  const output = "<SCRATCHPAD_REASONING>quiet</SCRATCHPAD_REASONING>\nHere it is:\n<OUTPUT>\nDECISION: HOLD\n</OUTPUT>\nBye.";
  expect(splitReasoning(output)).toEqual({
    reply: "DECISION: HOLD",
    reasoning: "<SCRATCHPAD_REASONING>quiet</SCRATCHPAD_REASONING>\nHere it is:",
  });
});

test("an output tag on a line of its own ends a scratchpad that was left open", () => {
  const open = "<SCRATCHPAD_REASONING>I will put it in <OUTPUT> tags.\nDECISION: SEND";
  expect(splitReasoning(`${open}\n<OUTPUT>DECISION: HOLD</OUTPUT>`)).toEqual({ reply: "DECISION: HOLD", reasoning: open });
  expect(splitReasoning(open).reply).toBe("");
});

test("an output tag without any reasoning is taken off at the start of an answer, and left alone inside it", () => {
  expect(splitReasoning("<answer>Hold it.</answer>")).toEqual({ reply: "Hold it.", reasoning: null });
  const inside = "I would write:\n<output>Hold it.</output>";
  expect(splitReasoning(inside)).toEqual({ reply: inside, reasoning: null });
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
