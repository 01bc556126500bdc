import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { verdictJson } from "../../src/report/verdict-json.ts";
import { verdictJsonSchema } from "../../src/report/verdict-schema.ts";
import { withoutPairs } from "../../src/verdict/without-pairs.ts";
import { sideDraws } from "../estimate/draws.ts";
import { judged } from "../verdict/judged.ts";
import { HOSTILE } from "./hostile.ts";
import { STATES } from "./states.ts";
import { hostileVerdict, openPair, verdictOf } from "./verdict-fixture.ts";

const published = readFileSync(join(import.meta.dirname, "../../schema/verdict.schema.json"), "utf8");
const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(published));

function faults(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test("the published schema is that of the code; npm run build writes it", () => {
  expect(published).toBe(verdictJsonSchema());
});

test("what gyges writes is valid by it, whatever the verdict", () => {
  const verdicts = [
    ...Object.values(STATES),
    ...HOSTILE.map(hostileVerdict),
    withoutPairs("error", "no node"),
    verdictOf({ pairs: [openPair()] }),
  ];
  for (const verdict of verdicts) expect(faults(JSON.parse(verdictJson(verdict)))).toEqual([]);
});

test("a verdict that the gate made of draws is valid by it, with what was not estimable and what only --full measures", () => {
  const verdict = judged(sideDraws([[4, 4]], 10), sideDraws([[9, 3]], 10), {}, { full: true });
  expect(faults(JSON.parse(verdictJson(verdict)))).toEqual([]);
  expect(verdict.pairs[0]?.measures.length).toBeGreaterThan(5);
});

test.each([
  ["another version", { schema: "gyges.verdict/2" }],
  ["an unknown verdict", { verdict: "maybe" }],
  ["an unknown field", { score: 1 }],
  ["a verdict without a reason", { reasons: [] }],
  ["a share above one", { policy: { ...verdictOf().policy, maxMissing: 1.5 } }],
])("%s is not valid", (_, change) => {
  expect(faults({ ...JSON.parse(verdictJson(verdictOf())), ...change })).not.toEqual([]);
});
