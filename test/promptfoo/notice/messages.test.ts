import { expect, test } from "vitest";
import { withoutHistory } from "../../../src/promptfoo/notice/history-loop.ts";
import { placeNotice } from "../../../src/promptfoo/notice/inject.ts";
import { noticeInBody } from "../../../src/promptfoo/notice/messages.ts";

const loop = '{% for turn in _conversation %}{"role":"user","content":"{{ turn.input }}"},{% endfor %}';

test("the loop over the history goes, whatever is within it, and no other loop does", () => {
  expect(withoutHistory(`a{%- for c in _conversation -%}{% for x in c.list %}y{% endfor %}{% endfor %}b`)).toBe("ab");
  expect(withoutHistory("a{% for x in list %}b{% endfor %}c")).toBe("a{% for x in list %}b{% endfor %}c");
  expect(withoutHistory("a{% for c in _conversation %}b")).toBe("a{% for c in _conversation %}b");
});

test("a list of messages around the history is read without it", () => {
  const prompt = `[{"role":"system","content":"S"},${loop}{"role":"user","content":"{{ message }}"}]`;
  expect(JSON.parse(placeNotice(prompt, "N"))).toEqual([
    { role: "system", content: "S\n\nN" },
    { role: "user", content: "{{ message }}" },
  ]);
});

test("a request body gets the notice where its protocol keeps the system text", () => {
  const messages = [{ role: "user", content: "U" }];
  expect(noticeInBody({ model: "m", messages }, "N")).toEqual({ model: "m", messages: [{ role: "system", content: "N" }, ...messages] });
  expect(noticeInBody({ system: "S", messages }, "N")).toEqual({ system: "S\n\nN", messages });
  const contents = [{ role: "user", parts: [{ text: "U" }] }];
  expect(noticeInBody({ contents }, "N")).toEqual({ contents, systemInstruction: { parts: [{ text: "N" }] } });
  expect(noticeInBody({ contents, system_instruction: { parts: [{ text: "S" }] } }, "N")).toEqual({
    contents,
    system_instruction: { parts: [{ text: "S" }, { text: "N" }] },
  });
  for (const other of [{ prompt: "U" }, { messages: "U" }, { contents: "U" }, [], null]) expect(noticeInBody(other, "N")).toBe(null);
});

test("a form that is none of these is refused with what was tried and the one line to add", () => {
  expect(() => placeNotice('{"query": "{{message}}"}', "N")).toThrow(
    /cannot find the system message.*\n {2}Tried: a list.*_conversation.*messages.*contents\.\n.*add \{\{notice\}\} to the system text/,
  );
});
