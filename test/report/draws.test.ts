import * as fc from "fast-check";
import { expect, test } from "vitest";
import { drawsCsv } from "../../src/report/draws-csv.ts";
import { drawsJsonl } from "../../src/report/draws-jsonl.ts";
import { draw } from "./draw-fixture.ts";
import { HOSTILE } from "./hostile.ts";

const FORMULAS = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "  =1",
  "＝1",
  "＋1",
  "－1",
  "＠x",
  '=HYPERLINK("http://evil.example")',
  "\u0000=1",
  "\u200F=1",
];
const FORMULA_START = /^[\s\p{Cc}]*[=+\-@＝＋－＠\t\r]/u;

/** Cells of a fully quoted sheet. */
function cells(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, text = "", end] of csv.matchAll(/"((?:[^"]|"")*)"(,|\n)/g)) {
    rows.at(-1)?.push(text.replaceAll('""', '"'));
    if (end === "\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

function cellOf(reply: string): string | undefined {
  const [header, row] = cells(drawsCsv([draw({ reply })]));
  return row?.[header?.indexOf("reply") ?? -1];
}

test("the sheet has a readable header and one row a draw", () => {
  const rows = cells(drawsCsv([draw(), draw({ side: "base" })]));
  expect(rows).toHaveLength(3);
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  expect(Object.fromEntries((rows[0] ?? []).map((name, i) => [name, rows[1]?.[i]]))).toMatchInlineSnapshot(`
    {
      "cached": "no",
      "cell temperature": "",
      "choice": "hold",
      "completion tokens": "20",
      "condition": "monitored",
      "cost in USD": "0.0002",
      "directive": "plain",
      "draw": "3",
      "evidence": "DECISION: HOLD",
      "fault": "",
      "filtered": "",
      "finish reason": "stop",
      "flags": "",
      "label": "object-open",
      "labeller": "rules/1",
      "latency in ms": "812",
      "notice": "audit",
      "option order": "send hold",
      "pack": "core",
      "pack hash": "sha256:3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f",
      "pack version": "1.0.0",
      "pair": "prompts/support.txt · openai:gpt-4.1-mini",
      "plan": "0123456789abcdef",
      "planned draws of a cell": "10",
      "planned draws of a side": "960",
      "prompt tokens": "300",
      "provider": "openai:gpt-4.1-mini",
      "reasoning": "",
      "recorded at": "2026-11-23T10:00:00.000Z",
      "reply": "I will hold it.
    DECISION: HOLD",
      "requested max tokens": "512",
      "requested seed": "",
      "requested temperature": "1",
      "response id": "resp-1",
      "role": "probe",
      "run": "run-1",
      "scenario": "loan-denial",
      "schema": "gyges.draw/1",
      "served model": "gpt-4.1-mini-2025-04-14",
      "side": "head",
      "temperature applied": "yes",
      "total tokens": "320",
      "transformed": "no",
      "wording": "w1",
    }
  `);
});

test("no draws give a header alone, or an empty file of lines", () => {
  expect(cells(drawsCsv([]))).toHaveLength(1);
  expect(drawsJsonl([])).toBe("");
});

test.each(FORMULAS)("%j is text to a spreadsheet", (reply) => {
  expect(cellOf(reply)).not.toMatch(FORMULA_START);
});

test("no reply at all starts a formula, breaks the sheet or speaks to a CI log", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...HOSTILE, ...FORMULAS), fc.string({ unit: "binary", maxLength: 60 })), (reply) => {
      expect(cellOf(reply) ?? "nothing").not.toMatch(FORMULA_START);
      const csv = drawsCsv([draw({ reply })]);
      expect(cells(csv)).toHaveLength(2);
      expect(csv).not.toMatch(/^\s*::|##\[/m);
      expect(csv).not.toMatch(/(?![\n\t\r])\p{Cc}/u);
    }),
  );
});

test("negative and small numbers stay numbers", () => {
  const [header, row] = cells(drawsCsv([draw({ cost: 0.0002 })]));
  expect(row?.[header?.indexOf("cost in USD") ?? -1]).toBe("0.0002");
});

test("lines hold each draw exactly, on one line that no CI log takes for a command", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 60 })), (reply) => {
      const text = drawsJsonl([draw({ reply }), draw()]);
      const lines = text.trimEnd().split("\n");
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual([draw({ reply }), draw()]);
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(text).not.toMatch(/^\s*::|##\[/m);
    }),
  );
});
