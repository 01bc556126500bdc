import { describe, expect, test } from "vitest";
import { splitBlocks } from "../../src/label/content-blocks.ts";
import { splitReasoning } from "../../src/label/split-reasoning.ts";

const split = (value: unknown): unknown => splitBlocks(JSON.stringify(value));

describe("blocks that arrived as JSON", () => {
  test("of Anthropic: thinking apart, redacted thinking is nothing to read", () => {
    const answer = { type: "text", text: "DECISION: HOLD" };
    const redacted = { type: "redacted_thinking", data: "Zm9v" };
    expect(split([{ type: "thinking", thinking: "They ask.", signature: "x" }, redacted, answer])).toEqual({
      reply: "DECISION: HOLD",
      reasoning: "They ask.",
    });
    expect(split([redacted, answer])).toEqual({ reply: "DECISION: HOLD", reasoning: null });
    expect(
      split([{ type: "thinking", thinking: "a" }, answer, { type: "thinking", thinking: "b" }, { type: "text", text: "Done." }]),
    ).toEqual({
      reply: "DECISION: HOLD\n\nDone.",
      reasoning: "a\n\nb",
    });
  });

  test("of Mistral: chunks inside the thinking, and no answer where there is none", () => {
    const thinking = { type: "thinking", thinking: [{ type: "text", text: "a" }, { type: "text", text: "b" }, { type: "reference" }] };
    expect(split([thinking])).toEqual({ reply: "", reasoning: "a\nb" });
  });

  test("of OpenAI: the summaries of a reasoning item, and the texts of the message", () => {
    const reasoning = {
      type: "reasoning",
      summary: [
        { type: "summary_text", text: "**Weighing**" },
        { type: "summary_text", text: "Hm." },
      ],
    };
    const message = { type: "message", content: [{ type: "output_text", text: "Hold." }] };
    expect(split([reasoning, message])).toEqual({ reply: "Hold.", reasoning: "**Weighing**\nHm." });
    expect(split([{ type: "reasoning", summary: [] }, message])).toEqual({ reply: "Hold.", reasoning: null });
    expect(split([{ type: "reasoning", content: [{ text: "c" }], text: "t" }, message])).toEqual({ reply: "Hold.", reasoning: "t\n\nc" });
  });

  test("of Gemini: parts of thought", () => {
    expect(split([{ text: "Hm.", thought: true }, { text: "Hold." }])).toEqual({ reply: "Hold.", reasoning: "Hm." });
  });

  test("keep a tool call as JSON, without the reasoning", () => {
    const call = { functionCall: { name: "hold" } };
    expect(split([{ text: "Hm.", thought: true }, { text: "Now." }, call])).toEqual({
      reply: JSON.stringify([{ text: "Now." }, call]),
      reasoning: "Hm.",
    });
  });
});

describe("a chat message with reasoning in a field of its own", () => {
  const base = { role: "assistant", content: "Hold." };

  test("leaves its content", () => {
    expect(split({ ...base, reasoning_content: " Hm. " })).toEqual({ reply: "Hold.", reasoning: "Hm." });
    expect(split({ ...base, reasoning: "Hm.", refusal: null })).toEqual({ reply: "Hold.", reasoning: "Hm." });
    expect(split({ ...base, reasoning_content: "" })).toEqual({ reply: "Hold.", reasoning: null });
  });

  test("leaves its JSON where it calls a tool or has no text", () => {
    const call = { ...base, tool_calls: [{ id: "1" }] };
    expect(split({ ...call, reasoning_content: "Hm." })).toEqual({ reply: JSON.stringify(call), reasoning: "Hm." });
    expect(split({ role: "assistant", content: null, reasoning: "Hm." })).toEqual({
      reply: '{"role":"assistant","content":null}',
      reasoning: "Hm.",
    });
  });
});

test.each([
  ["an answer of the model's own with a key for its reasons", '{"reasoning":"Hm.","decision":"HOLD"}'],
  ["a message without reasoning", '{"role":"assistant","content":"Hold."}'],
  ["a message of somebody else", '{"role":"user","content":"Hold.","reasoning":"Hm."}'],
  ["a message without content", '{"role":"assistant","reasoning":"Hm."}'],
  ["reasoning that is no text", '{"role":"assistant","content":"Hold.","reasoning":{"effort":"low"}}'],
  ["blocks without reasoning", '[{"type":"text","text":"Hold."}]'],
  ["a list with something else in it", '[{"type":"thinking","thinking":"Hm."},"Hold."]'],
  ["a list of numbers", "[1, 2]"],
  ["an empty list", "[]"],
  ["JSON that breaks off", '[{"type":"thinking","thinking":"Hm."}'],
  ["JSON that does not parse", '[{"type":thinking}]'],
  ["a text in brackets", "[THINK]Hm.[/THINK]Hold.]"],
  ["a plain text", "Hold."],
  ["nothing", ""],
])("%s is no list of blocks", (_, output) => {
  expect(splitBlocks(output)).toBeNull();
});

test("an output in blocks is split before any other form is looked for", () => {
  const output = ` [{"type":"thinking","thinking":"<think>"},{"type":"text","text":"<think> Hold."}]\n`;
  expect(splitReasoning(output)).toEqual({ reply: "<think> Hold.", reasoning: "<think>" });
});
