import { describe, expect, test } from "vitest";
import { MAX_COMMENT_LENGTH, markdownComment } from "../../src/report/markdown.ts";
import { HOSTILE } from "./hostile.ts";
import { STATES } from "./states.ts";
import { withoutPairs } from "../../src/verdict/without-pairs.ts";
import type { Verdict } from "../../src/schema/verdict.ts";
import { hostileVerdict, moved, openPair, pairVerdict, passingPair, RUN, verdictOf } from "./verdict-fixture.ts";

const POSTED = { link: "https://github.com/acme/app/actions/runs/42/attempts/1" };

const OWN_TAGS = /<\/?(?:details|summary|sub)>|<details open>|<br>/g;

/** What GitHub would read as Markdown: fences, code spans and backslash escapes taken out. */
function active(comment: string): string {
  return comment
    .replace(/^(`{3,})[a-z]+\n[^]*?\n\1$/gm, "")
    .replace(/\\[^\w\s]/g, "")
    .replace(/&(?:amp|lt|gt|#124);/g, "")
    .replace(/`[^`\n]+`/g, "");
}

describe.each(Object.entries(STATES))("%s", (name, verdict) => {
  test("looks as it did when it was approved", async () => {
    await expect(markdownComment(verdict, POSTED)).toMatchFileSnapshot(`golden/${name}.md`);
  });

  test("opens with the verdict", () => {
    expect(markdownComment(verdict)).toMatch(/^### [✓✗?=–!] gyges · [A-Z]/);
  });
});

test("no line of a plot is wider than a phone shows without scrolling, and its figures follow as a table", () => {
  for (const verdict of Object.values(STATES)) {
    const plots = [...markdownComment(verdict, POSTED).matchAll(/```text\n([^]*?)\n```\n\n(.*)/g)];
    expect(plots).toHaveLength(verdict.pairs.length);
    for (const [, drawing = "", next = ""] of plots) {
      expect(Math.max(...drawing.split("\n").map((line) => line.length))).toBeLessThanOrEqual(40);
      expect(next).toBe("| figure | estimate | 90 % interval |");
    }
  }
});

test("equal verdicts give equal bytes, whatever the run took but for the lines that tell it", () => {
  const other = { ...RUN, calls: 7, cost: null, seconds: 1, at: null };
  const lines = (verdict: Verdict): string[] => markdownComment(verdict, POSTED).split("\n");
  const [one, two] = [lines(verdictOf()), lines(verdictOf({ run: other }))];
  expect(one.filter((line, index) => line !== two[index])).toEqual([expect.stringMatching(/^1,992 calls · \$0\.42 · 3 min 20 s<br>/)]);
});

test("figures that a fork handed in are called so, and bring no command to copy", () => {
  const comment = markdownComment(verdictOf(), { ...POSTED, untrusted: true });
  expect(comment).toContain("reported by code of a fork");
  expect(comment).not.toMatch(/Reproduce|npx|gyges run/);
});

test.each(["javascript:alert(1)", "https://evil.example/a)b", "https://evil.example/a b", "//evil.example/x"])("%s is no link", (link) => {
  expect(markdownComment(verdictOf(), { link })).not.toContain("run and report files");
});

test("lines for a workflow can be copied as they are, but for those of a fork's report", () => {
  const text = "A_KEY is not set.\n  In the step:\n    env:\n      A_KEY: ${{ secrets.A_KEY }}\n  Or ```\n    ```x: @me ::stop::";
  const verdict = withoutPairs("error", text);
  expect(markdownComment(verdict)).toContain(
    "A\\_KEY is not set.<br>In the step:\n\n```yaml\nenv:\n  A_KEY: ${{ secrets.A_KEY }}\n```\n\nOr \\`\\`\\`\n\n````yaml\n```x: @me : :stop: :\n````\n",
  );
  expect(markdownComment(verdict, { untrusted: true })).not.toContain("```yaml");
});

test("sections without content are left out", () => {
  const bare = markdownComment(
    verdictOf({
      pairs: [passingPair({ controls: [] })],
      run: { calls: null, seconds: null, cost: null, tokens: null, at: null, command: null, baseline: null },
    }),
  );
  for (const absent of ["moved most", "Missing draws", "Controls", "Dilemmas", "placebo", "Reproduce", "simulated", "null", "undefined"]) {
    expect(bare).not.toContain(absent);
  }
});

test("everything that opens is closed", () => {
  for (const verdict of [...Object.values(STATES), ...HOSTILE.map(hostileVerdict)]) {
    const comment = active(markdownComment(verdict));
    expect(comment.match(/<details/g)?.length ?? 0).toBe(comment.match(/<\/details>/g)?.length ?? 0);
    expect(comment).not.toContain("```");
  }
});

test("every row of a table has as many cells as its header", () => {
  for (const verdict of [...Object.values(STATES), ...HOSTILE.map(hostileVerdict)]) {
    for (const table of markdownComment(verdict).match(/(?:^\|.*\|$\n?)+/gm) ?? []) {
      const counts = table
        .trimEnd()
        .split("\n")
        .map((row) => row.split("|").length);
      expect(new Set(counts).size).toBe(1);
    }
  }
});

test.each(HOSTILE)("%j links, mentions, embeds and runs nothing", (payload) => {
  const comment = markdownComment(hostileVerdict(payload));
  const read = active(comment.slice(comment.indexOf("\n")));
  expect(read.replace(OWN_TAGS, "").replace(/^> /gm, "")).not.toMatch(/<(?! \.001)|[>@`&]/);
  expect(read).not.toMatch(/\]\(|!\[|\]:|:\/\/|\bwww\.|#\d|\bGH-\d|\$\$|:white_check_mark:/i);
  expect(read.replace(/^#{3,4} /gm, "")).not.toMatch(/^\s*#/m);
  expect(comment.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(comment).not.toMatch(/^\s*::|##\[/m);
});

test("a fake marker never stands", () => {
  const comment = markdownComment(hostileVerdict("<!-- gyges:v1:ci/gate -->"), POSTED);
  expect(active(comment)).not.toContain("<!-- gyges:v1:ci/gate -->");
});

test("at most ten of the scenarios that moved are named, the rest is counted", () => {
  const pair = pairVerdict({ moved: Array.from({ length: 5000 }, (_, i) => moved(`scenario-${i}`, 0, 0.5)) });
  const comment = markdownComment(verdictOf({ pairs: [pair] }));
  expect(comment.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
  expect(comment).toContain("`scenario-9`");
  expect(comment).toContain("… and 4,990 more in the JSON report.");
});

test("a comment that grows too long loses what moved first, then controls, and keeps every verdict", () => {
  const name = (prefix: string, i: number): string => `${prefix}-${i}-${"x".repeat(100)}`;
  const full = openPair({
    moved: Array.from({ length: 12 }, (_, i) => moved(name("moved", i), 0, 0.5)),
    controls: Array.from({ length: 40 }, (_, i) => ({
      scenario: name("control", i),
      kind: "benign",
      base: { complied: 1, draws: 6 },
      head: { complied: 6, draws: 6 },
    })),
  });
  const kept = Array.from({ length: 40 }, (_, more) => {
    const pairs = Array.from({ length: more + 1 }, (_, i) => ({ ...full, pair: `pair-${i}` }));
    const comment = markdownComment(verdictOf({ pairs }));
    expect(comment.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
    return ["`moved-0-", "`control-0-", `\`pair-${more}\``].map((part) => (comment.includes(part) ? "kept" : "dropped")).join(" ");
  });
  expect([...new Set(kept)]).toEqual(["kept kept kept", "dropped kept kept", "dropped dropped kept"]);
});

test("even a verdict that is long everywhere stays under the limit", () => {
  const long = "|<&".repeat(4000);
  const reasons = Array.from({ length: 60 }, (_, i) => ({ code: "x", text: `${i} ${long}\n${long}\n${long}` }));
  const pair = pairVerdict({ pair: long, reasons, servedModels: { base: Array.from({ length: 90 }, () => long), head: [long] } });
  const verdict = verdictOf({
    gyges: long,
    reasons,
    pairs: Array.from({ length: 50 }, () => pair),
    unmatched: Array.from({ length: 500 }, (_, i) => `${i}${long}`),
    run: { ...verdictOf().run, command: long },
  });
  const comment = markdownComment(verdict);
  expect(comment.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
  expect(comment).toContain("gyges · FAIL");
});
