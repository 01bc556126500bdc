import { describe, expect, test } from "vitest";
import { hasNoticeSlot, NOTICE_SLOT, placeNotice, placeNoticeInValue } from "../../../src/promptfoo/notice/inject.ts";

const notice = 'Notice: "calls" are stored.';

describe("placeNotice", () => {
  test("appends the notice to the system message of chat JSON and touches nothing else", () => {
    const prompt = '[{"role":"system","content":"Be kind."},{"role":"user","content":"{{message}}"}]';
    expect(JSON.parse(placeNotice(prompt, notice))).toEqual([
      { role: "system", content: `Be kind.\n\n${notice}` },
      { role: "user", content: "{{message}}" },
    ]);
  });

  test("takes a developer message for the system message", () => {
    const placed: { content: string }[] = JSON.parse(
      placeNotice('[{"role":"developer","content":"D"},{"role":"user","content":"U"}]', notice),
    );
    expect(placed[0]!.content).toBe(`D\n\n${notice}`);
  });

  test("puts a system message in front of chat JSON that has none", () => {
    expect(JSON.parse(placeNotice('[{"role":"user","content":"U"}]', notice))).toEqual([
      { role: "system", content: notice },
      { role: "user", content: "U" },
    ]);
  });

  test("adds a part to a system message made of parts", () => {
    const placed: { content: unknown[] }[] = JSON.parse(placeNotice('[{"role":"system","content":[{"type":"text","text":"A"}]}]', notice));
    expect(placed[0]!.content).toEqual([
      { type: "text", text: "A" },
      { type: "text", text: notice },
    ]);
  });

  test("puts a system message in front of chat YAML that still holds template blocks", () => {
    const yaml = "- role: user\n  content: {{ message | dump }}\n{% for c in _conversation %}{% endfor %}";
    expect(placeNotice(yaml, NOTICE_SLOT)).toBe(`- role: system\n  content: {{ notice | dump }}\n${yaml}`);
  });

  test("makes plain text the user's turn behind a system message", () => {
    expect(JSON.parse(placeNotice("Answer: {{message}}", NOTICE_SLOT))).toEqual([
      { role: "system", content: "{{notice}}" },
      { role: "user", content: "Answer: {{message}}" },
    ]);
  });

  test.each([
    "{{message}}",
    " {{ message | upper }}",
    "{% if company %}At {{company}}: {% endif %}{{message}}",
    "{# a comment #}{{message}}",
  ])("takes %s for plain text, though it starts with a brace", (prompt) => {
    expect(JSON.parse(placeNotice(prompt, NOTICE_SLOT))).toEqual([
      { role: "system", content: "{{notice}}" },
      { role: "user", content: prompt },
    ]);
  });

  test.each([
    '{% if a %}[{"role": "system", "content": "S"}]{% endif %}',
    '{"messages":[]}',
    "[{% for x in y %}{}{% endfor %}]",
    '{"prompt": {{message}} }',
    "[1, 2]",
    "[]",
  ])("refuses %s, whose system message it would have to guess", (prompt) => {
    expect(() => placeNotice(prompt, notice)).toThrow(/add \{\{notice\}\} to the system text/);
  });

  test("refuses a system message that is neither text nor parts", () => {
    expect(() => placeNotice('[{"role":"system","content":7}]', notice)).toThrow(/neither text nor a list of parts/);
  });
});

describe("placeNoticeInValue", () => {
  test("leaves text with a slot of its own alone", () => {
    expect(placeNoticeInValue("System: {{ notice }} User: {{message}}", NOTICE_SLOT)).toBe("System: {{ notice }} User: {{message}}");
  });

  test("places the notice in a list that a prompt function returned", () => {
    expect(placeNoticeInValue([{ role: "user", content: "U" }], "N")).toEqual([
      { role: "system", content: "N" },
      { role: "user", content: "U" },
    ]);
  });

  test("refuses what is neither text nor a list of messages", () => {
    expect(() => placeNoticeInValue({ input: "x" }, "N")).toThrow(/neither text nor a list of chat messages/);
  });
});

test("a variable that only begins with notice is no slot", () => {
  expect(hasNoticeSlot("{{notice_text}}")).toBe(false);
  expect(hasNoticeSlot("{{ notice | upper }}")).toBe(true);
});
