import * as fc from "fast-check";
import { expect, test } from "vitest";
import { code, columns, plain, prose, plainLines } from "../../src/report/escape.ts";
import { fencedCommands, fencedOutput } from "../../src/report/fence.ts";
import { HOSTILE } from "./hostile.ts";

const anyText = fc.string({ unit: "binary", maxLength: 80 });
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{M}\p{Co}\p{Cs}\u2028\u2029]/u;

test("there are sixty hostile payloads", () => {
  expect(new Set(HOSTILE).size).toBe(60);
});

test("a name that needs no escaping stays as it is", () => {
  expect(code("prompts/support.txt · openai:gpt-4.1-mini")).toBe("`prompts/support.txt · openai:gpt-4.1-mini`");
  expect(plain("Entwürfe/Größe (2)")).toBe("Entwürfe/Größe (2)");
  expect(plain("プロンプト")).toBe("プロンプト");
});

test("an address or a reference is broken up behind an underscore, too", () => {
  expect(prose("_www.evil.example _GH-7")).toBe(String.raw`\_www .evil.example \_GH 7`);
});

test("what may be a commit stands as code, which GitHub links nowhere", () => {
  expect(prose("The base 0123456789ab has no config; a5c3785ed8d6a35868bc169f07e40e889087fd2e.")).toBe(
    "The base `0123456789ab` has no config; `a5c3785ed8d6a35868bc169f07e40e889087fd2e`.",
  );
});

test("a sentence of ours stays as it is", () => {
  const sentence = "The gap went from 0.04 to 0.35, a change of +0.31 (p = .003): 3 of 480 draws cost $0.42.";
  expect(prose(sentence)).toBe(sentence);
});

test("a code span is closed by nothing inside it and ends no table cell", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...HOSTILE), anyText), (text) => {
      expect(code(text)).toMatch(/^`[^`|<>@#\n]+`$/u);
    }),
  );
});

test("prose neither opens an element, nor mentions, refers, links or formats", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...HOSTILE), anyText), (text) => {
      const safe = prose(text);
      expect(safe.replace(/&(?:amp|lt|gt|#124);/g, "")).not.toMatch(/[<>|@#&\n]/);
      expect(safe).not.toMatch(/:\/\/|\bwww\.|\bGH-\d/i);
      expect(safe.replace(/\\[^\w\s]/g, "")).not.toMatch(/[`*~[\]{}!]/);
    }),
  );
});

test.each([
  ["plain", plain],
  ["code", code],
  ["prose", prose],
  ["fencedCommands", (text: string) => fencedCommands([text]).split("\n").slice(1, -1).join("\n")],
] as const)("%s leaves one line of printable characters without a workflow command", (_, escape) => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...HOSTILE), anyText), (text) => {
      const safe = escape(text);
      expect(safe).not.toMatch(UNPRINTABLE);
      expect(safe).not.toMatch(/[\n\r]/);
      expect(safe).not.toMatch(/^\s*::|##\[/);
    }),
  );
});

test("full-width forms are read as what they imitate", () => {
  expect(plain("＠octocat ＃＃［error］")).toBe("@octocat # # [error]");
});

test("a right-to-left script is not let in, since it would turn its neighbours around", () => {
  expect(plain("ab שלום cd")).toBe("ab ???? cd");
});

test("a long name is cut to the columns it may take, wide characters counted twice", () => {
  expect(columns(plain("漢".repeat(50), 20))).toBeLessThanOrEqual(20);
  expect(plain("a".repeat(30), 10)).toBe("aaaaaaaaa…");
});

test("a name of which nothing is left says so", () => {
  expect(code("\u200B\u0000")).toBe("`(no name)`");
});

test("a command keeps what a reader must copy, in a fence longer than any in it", () => {
  expect(fencedCommands(["gyges run --config 'a b.yaml' --base-ref origin/main@{1}"])).toBe(
    "```sh\ngyges run --config 'a b.yaml' --base-ref origin/main@{1}\n```",
  );
  expect(fencedCommands(["echo ```` x"])).toMatch(/^`````sh\n/);
});

test("an error of several lines keeps its lines and its indentation, and no line of it is a workflow command", () => {
  expect(plainLines('the config is not valid\n  × model: saw "##[error]x"\n::set-output name=verdict::pass')).toBe(
    'the config is not valid\n  × model: saw "# # [error]x"\n: :set-output name=verdict: :pass',
  );
});

test("a reply keeps its lines, in a fence longer than any in it, and loses what acts or hides", () => {
  expect(fencedOutput("one\r\n\n````\n\u001B[31mtwo\u001B[0m \u202Ethree\u202C\tz\u200Bw\n  ::error::x ##[group]", 500)).toBe(
    "`````text\none\n\n````\ntwo three  zw\n  : :error: :x # # [group]\n`````",
  );
});

test("a reply is cut at its characters, none of them in half", () => {
  expect(fencedOutput("🦉".repeat(600), 500)).toBe(`\`\`\`text\n${"🦉".repeat(499)}…\n\`\`\``);
});

test("nothing in a reply closes its fence", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...HOSTILE), anyText, fc.string({ unit: fc.constantFrom("`", "\n", " ", "a") })), (text) => {
      const [, fence = "", body = ""] = /^(`{3,})text\n([^]*)\n\1$/.exec(fencedOutput(text, 500)) ?? [];
      expect(fence).not.toBe("");
      expect(body).not.toContain(fence);
      expect(body.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
});
