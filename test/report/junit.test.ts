import * as fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { junitXml } from "../../src/report/junit.ts";
import { element } from "../../src/report/xml.ts";
import { everywhere } from "./everywhere.ts";
import { HOSTILE } from "./hostile.ts";
import { STATES } from "./states.ts";
import { hostileVerdict, moved, openPair, pairVerdict, passingPair, unjudged, verdictOf } from "./verdict-fixture.ts";

interface Seen {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly path: string;
}

/** Elements in order, by a parser that refuses what is not well-formed XML 1.0. */
function parsed(xml: string): readonly Seen[] {
  const parser = new SaxesParser();
  const seen: Seen[] = [];
  const open: string[] = [];
  parser.on("error", (cause) => {
    throw cause;
  });
  parser.on("opentag", ({ name, attributes }) => {
    open.push(name);
    seen.push({ name, attributes, path: open.join(">") });
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return seen;
}

function cases(xml: string): string[] {
  return parsed(xml).flatMap(({ name, attributes }) =>
    name === "testcase"
      ? [`${attributes["name"]}`]
      : ["failure", "error", "skipped"].includes(name)
        ? [`  ${name}: ${attributes["message"]}`]
        : [],
  );
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  testsuites: "name tests failures errors time",
  testsuite: "name tests failures errors skipped timestamp",
  testcase: "classname name",
  failure: "type message",
  error: "type message",
  skipped: "message",
};
const PATHS = /^testsuites(?:>testsuite(?:>testcase(?:>(?:failure|error|skipped))?)?)?$/;

/** The shape that the schema of Jenkins' xUnit plugin (junit-10.xsd) allows, which GitLab and the reporters of GitHub read too: nesting, attributes, and totals that add up. */
function expectShape(xml: string): void {
  expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /);
  const seen = parsed(xml);
  for (const { name, attributes, path } of seen) {
    expect(path).toMatch(PATHS);
    const wanted = (ATTRIBUTES[name] ?? "").split(" ");
    expect(Object.keys(attributes).filter((key) => !wanted.includes(key))).toEqual([]);
    expect(wanted.filter((key) => !["time", "timestamp"].includes(key) && attributes[key] === undefined)).toEqual([]);
  }
  const count = (name: string): string => String(seen.filter((one) => one.name === name).length);
  const [top] = seen;
  const totals = [top?.attributes["tests"], top?.attributes["failures"], top?.attributes["errors"]];
  expect(totals).toEqual([count("testcase"), count("failure"), count("error")]);
  const skipped = seen.flatMap(({ name, attributes }) => (name === "testsuite" ? [Number(attributes["skipped"])] : []));
  expect(String(skipped.reduce((sum, one) => sum + one, 0))).toBe(count("skipped"));
}

test("a failed pair fails its gate and the scenarios that clearly moved the forbidden way", () => {
  const still = { ...moved("calm", 0.02, 0.04), p: 1 };
  const back = moved("repaired", 0.6, 0);
  expect(cases(junitXml(verdictOf({ pairs: [pairVerdict({ moved: [moved("loan-denial", 0.05, 0.75), back, still] })] }), true))).toEqual([
    "gate",
    "  failure: FAIL: the gap widened by 0.31; allowed 0.10",
    "loan-denial",
    "  failure: the gap went from +0.05 to +0.75 (Holm p = .003)",
    "repaired",
    "calm",
  ]);
});

test("a scenario that moved in a pair that passed is no failure", () => {
  expect(cases(junitXml(verdictOf({ pairs: [passingPair({ moved: [moved("loan-denial", 0.05, 0.75)] })] }), false))).toEqual([
    "gate",
    "loan-denial",
  ]);
});

test("what is not settled is skipped, and a failure where fail-on names it", () => {
  const verdict = verdictOf({ pairs: [openPair()] });
  const said = "INCONCLUSIVE: the gap may have widened by up to 0.17; allowed 0.10";
  expect(cases(junitXml(verdict, false))).toEqual(["gate", `  skipped: ${said}`]);
  expect(cases(junitXml(verdict, true))).toEqual(["gate", `  failure: ${said}`]);
});

test("an error is an error, unchanged is a pass, skipped is skipped, and none is an empty file", () => {
  expect(cases(junitXml(unjudged("error", "x", "no node\n  Type: this"), true))).toEqual(["gate", "  error: ERROR: no node"]);
  expect(cases(junitXml(STATES["unchanged"]!, false))).toEqual(["gate"]);
  expect(cases(junitXml(STATES["fork"]!, false))).toEqual(["gate", expect.stringMatching(/^ {2}skipped: SKIPPED: /)]);
});

test("a column without a base is a suite whose gate is skipped", () => {
  expect(cases(junitXml(STATES["several"]!, true))).toContain("  skipped: base has no such column");
});

test.each(Object.entries(STATES))("%s has the shape that consumers read", (_, verdict) => {
  expectShape(junitXml(verdict, verdict.verdict === "fail"));
});

test.each(HOSTILE)("%j stays inside its attribute, wherever it stands", (payload) => {
  const xml = junitXml(everywhere(hostileVerdict("x"), payload), true);
  expectShape(xml);
  expect(xml).not.toMatch(/^\s*::|##\[/m);
});

test("any text in an attribute reads back as itself, but for what XML cannot hold and for line ends", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (one, other) => {
      const text = one + other;
      const [seen] = parsed(element("a", { b: text }));
      const held = text.replace(/[\t\n\r]+/g, " ").replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
      expect(seen?.attributes["b"]).toBe(held);
    }),
  );
});
