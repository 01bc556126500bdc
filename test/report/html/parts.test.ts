import * as fc from "fast-check";
import { expect, test } from "vitest";
import { drawData, drawJson, MOST_DRAWS, NAMED, OWN } from "../../../src/report/html/draw-data.ts";
import { drawSection } from "../../../src/report/html/draw-section.ts";
import { all, el } from "../../../src/report/html/node.ts";
import { svg } from "../../../src/report/html/svg.ts";
import { TABLE_SCRIPT } from "../../../src/report/html/table-script.ts";
import { THEME } from "../../../src/report/html/theme.ts";
import { diffWords } from "../../../src/report/html/word-diff.ts";
import { draw } from "../draw-fixture.ts";

test("text and attributes are escaped, and what cannot be seen is left out", () => {
  expect(el("p", { title: `"'<&>`, hidden: true, id: null }, "5 < 6 & 7", el("b", {}, "\u202Ex\u0000"), null).markup).toBe(
    '<p title="&quot;&#39;&lt;&amp;&gt;" hidden>5 &lt; 6 &amp; 7<b>x</b></p>',
  );
  expect(all("a", el("br", {}), ["b"]).markup).toBe("a<br>b");
});

test("a diff keeps the second text whole and marks what the first has not", () => {
  expect(diffWords("they read it", "they never read it")).toEqual([
    { text: "they ", isOwn: false },
    { text: "never ", isOwn: true },
    { text: "read it", isOwn: false },
  ]);
  const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 }).map((some) => some.join(" "));
  fc.assert(
    fc.property(words, words, (one, other) => {
      const pieces = diffWords(one, other);
      const shared = pieces
        .filter(({ isOwn }) => !isOwn)
        .map(({ text }) => text.trim())
        .join(" ");
      expect(pieces.map(({ text }) => text).join("")).toBe(other);
      expect(isRunOf(shared.split(" ").filter(Boolean), one.split(" "))).toBe(true);
    }),
  );
  expect(diffWords("x ".repeat(700), "y")).toEqual([{ text: "y", isOwn: true }]);
});

function isRunOf(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const word of whole) if (word === part[at]) at += 1;
  return at === part.length;
}

test("a drawing holds no style, no address and no id, and its words are text", async () => {
  const name = `"><script>alert(1)</script><a href=x style=y id=z>`;
  const drawn = await svg({
    data: { values: [{ name, value: 1 }] },
    mark: "point",
    encoding: { x: { field: "value", type: "quantitative" }, y: { field: "name", type: "nominal", axis: { labelLimit: 2000 } } },
  });
  expect(drawn).toMatch(/^<svg viewBox="0 0 \d+ \d+" width="\d+" height="\d+" aria-hidden="true" focusable="false">/);
  expect(drawn).toContain("&lt;script&gt;alert(1)");
  expect(drawn).not.toMatch(/<(?:script|a|image|style|use)\b|font-family|\b(?:style|href|id|class)="/);
});

test("ten thousand long replies are cut until they fit, and the page says to what length", () => {
  const draws = Array.from({ length: 10_000 }, (_, at) => draw({ reply: `${"é<word> ".repeat(400)}${at}`, responseId: String(at) }));
  const data = drawData(draws);
  expect(data.rows).toHaveLength(10_000);
  expect(data.length).toBeLessThan(400);
  expect(new TextEncoder().encode(drawJson(data)).length).toBeLessThan(4_600_000);
  expect(drawJson(data)).not.toContain("<");
});

test("a table holds the first twenty thousand draws and knows how many there were", () => {
  const data = drawData(Array.from({ length: MOST_DRAWS + 5 }, () => draw()));
  expect([data.rows.length, data.total]).toEqual([MOST_DRAWS, MOST_DRAWS + 5]);
});

test("the page says how many draws its table holds, however few were kept of a file", () => {
  const section = drawSection([draw()], 30_000)!.section.markup;
  expect(section).toContain("Here are 1 of 30,000 draws.");
  expect(drawSection([draw()])!.section.markup).not.toContain("Here are");
});

test("what the script reads is what the data holds, field by field", () => {
  const [row] = drawData([draw({ reply: "the words" })]).rows;
  expect(row).toHaveLength(NAMED.length + OWN.length);
  expect(row![NAMED.length + OWN.indexOf("reply")]).toBe("the words");
  expect(TABLE_SCRIPT).toContain(JSON.stringify(NAMED));
  expect(TABLE_SCRIPT).not.toContain("undefined]");
});

const WORDS = ["--ink --paper", "--ink --ground", "--soft --paper", "--soft --ground", "--link --paper", "--link --ground", "--ink --mark"];
const TONES = ["fail", "pass", "open"].flatMap((tone) => [
  `--${tone} --${tone}-ground`,
  `--ink --${tone}-ground`,
  `--link --${tone}-ground`,
]);
const BARS = ["--on-bar --k1", ...["k2", "k3", "k4", "k5", "k6", "k7", "k8"].map((part) => `--ink --${part}`)];
const MARKS = ["--base --paper", "--head --paper", "--change --paper", "--noise --paper", "--head --band"];

test.each(["light", "dark", "print"])("words stand out by 4.5 to 1 and marks by 3 to 1: %s", (mode) => {
  const colors = colorsOf(mode);
  const ratio = (pair: string): number => contrast(pair.split(" ").map((name) => colors.get(name) ?? "#000000"));
  expect([...WORDS, ...TONES, ...BARS].filter((pair) => ratio(pair) < 4.5)).toEqual([]);
  expect(MARKS.filter((pair) => ratio(pair) < 3)).toEqual([]);
});

function colorsOf(mode: string): ReadonlyMap<string, string> {
  const blocks = [...THEME.matchAll(/:root\{([^}]*)\}/g)].map((match) => match[1]!);
  const used = mode === "light" ? blocks.slice(0, 1) : [blocks[0]!, blocks[mode === "dark" ? 1 : 2]!];
  return new Map(used.flatMap((block) => [...block.matchAll(/(--[\w-]+):(#[0-9a-f]+)/g)].map((match) => [match[1]!, match[2]!] as const)));
}

/** WCAG 2.2, of two colours. */
function contrast(colors: readonly string[]): number {
  const [light = 0, dark = 0] = colors.map(luminance).toSorted((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const digits = color.length === 4 ? color.slice(1).replace(/./g, "$&$&") : color.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
