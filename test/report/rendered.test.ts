import * as fc from "fast-check";
import { expect, test } from "vitest";
import { markdownComment } from "../../src/report/markdown.ts";
import { markerOf } from "../../src/report/marker.ts";
import type { Verdict } from "../../src/schema/verdict.ts";
import { everywhere, freePaths } from "./everywhere.ts";
import { rendered } from "./github.ts";
import { HOSTILE } from "./hostile.ts";
import { STATES } from "./states.ts";
import { hostileVerdict, unjudged } from "./verdict-fixture.ts";

/** What GitHub makes of a comment in which every word from outside is hostile. */

const LINK = "https://github.com/acme/app/actions/runs/42/attempts/1";
const OWN = "h3 h4 p br code pre strong em ul li table thead tbody tr th td details summary blockquote a".split(" ");
const HARMLESS = "word";

const whole = wholeVerdict();
const SHAPES: Readonly<Record<string, Verdict>> = {
  "several pairs": whole,
  "one pair": { ...whole, pairs: whole.pairs.slice(0, 1) },
  "no pair": unjudged("error", "x", "x", { findings: whole.findings, unmatched: ["x"] }),
};

/** A verdict with something in every section. */
function wholeVerdict(): Verdict {
  const { run } = STATES["stored-baseline"]!;
  const { findings } = STATES["findings"]!;
  return { ...hostileVerdict("x"), findings, run, instrument: { labeller: "x", plan: null } };
}

function comment(verdict: Verdict): string {
  return markdownComment(verdict, { link: LINK });
}

const expected = new Map(Object.values(SHAPES).map((verdict) => [verdict, rendered(comment(everywhere(verdict, HARMLESS))).blocks]));

function expectHarmless(verdict: Verdict, payload: string): void {
  const seen = rendered(comment(everywhere(verdict, payload)));
  expect(seen.elements.map(({ name }) => name).filter((name) => !OWN.includes(name))).toEqual([]);
  const attributes = seen.elements.flatMap((element) => Object.keys(element.attributes));
  expect(attributes.filter((name) => !["href", "open", "align", "className"].includes(name))).toEqual([]);
  expect(seen.links).toEqual([LINK]);
  expect(seen.comments).toEqual([]);
  expect(seen.text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Co}]/u);
  expect(seen.blocks).toBe(expected.get(verdict));
}

test("the renderer does what GitHub does with a link, an image, a mention, references, a commit and HTML", () => {
  const { links, elements, comments } = rendered(
    "[a](https://e.example) ![b](https://e.example/p.png) @octocat #12 octo/repo#3 GH-4 a5c3785ed8d6a35868bc169f07e40e889087fd2e https://e.example/x www.e.example x@e.example <b>bold</b> <!-- c -->",
  );
  expect(links).toHaveLength(9);
  expect(elements.map(({ name }) => name)).toEqual(expect.arrayContaining(["img", "b"]));
  expect(comments).toEqual(["c"]);
});

test("every word that may come from outside is tried: names, reasons, findings, models, measures, hashes, the command", () => {
  const paths = freePaths(whole).map((path) => path.join("."));
  for (const path of [
    "gyges",
    "reasons.0.text",
    "findings.0.code",
    "findings.0.text",
    "pack.version",
    "instrument.labeller",
    "pairs.0.pair",
    "pairs.0.moved.0.scenario",
    "pairs.0.controls.0.scenario",
    "pairs.0.servedModels.head.0",
    "pairs.0.measures.0.name",
    "pairs.1.widening.reason",
    "unmatched.0",
    "run.baseline.key",
    "run.command",
  ]) {
    expect(paths).toContain(path);
  }
});

test.each(HOSTILE)("%j renders as words and nothing else, wherever it stands", (payload) => {
  for (const verdict of Object.values(SHAPES)) expectHarmless(verdict, payload);
});

test("no mixture of such pieces does either", () => {
  const pieces = fc.constantFrom(
    "@a",
    "#1",
    "GH-1",
    "`",
    "``",
    "\\",
    "|",
    "<",
    ">",
    "&lt;",
    "](",
    "[",
    "!",
    "*",
    "_",
    "~",
    "\n",
    " ",
    "a/b",
    "-->",
    "<!--",
  );
  const more = fc.constantFrom(
    "https://e.example",
    "www.e.example",
    "a@e.example",
    "deadbeefcafe",
    "</details>",
    "\u202E",
    "\u200B",
    "$$",
    ":x:",
    "::",
    "\t",
  );
  const mixture = fc
    .array(fc.oneof(pieces, more, fc.string({ unit: "binary", maxLength: 3 })), { minLength: 1, maxLength: 12 })
    .map((all) => `${all.join("")}z`);
  fc.assert(
    fc.property(mixture, fc.constantFrom(...Object.keys(SHAPES)), (payload, shape) => expectHarmless(SHAPES[shape]!, payload)),
    { numRuns: 60 },
  );
});

test.each(HOSTILE)("%j as a key leaves one marker", (payload) => {
  const text = `${markerOf(payload)}\n${comment(STATES["pass"]!)}`;
  expect(text).toMatch(/^<!-- gyges:v1:[\w .,:()+/-]{1,100} -->\n### /);
  expect(rendered(text).comments).toHaveLength(1);
  expect(rendered(text).links).toEqual([LINK]);
});
