import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { drawJsonSchema, plainDrawJsonSchema } from "../../src/report/draw-schema.ts";
import { PlainDrawSchema } from "../../src/schema/plain-draw.ts";
import { draw } from "../disk/sample.ts";

const schema = (name: string): string => readFileSync(join(import.meta.dirname, `../../schema/${name}.schema.json`), "utf8");
const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false, strictTypes: false });
addFormats.default(ajv);
const isDraw = ajv.compile(JSON.parse(schema("draw")));
const isPlainDraw = ajv.compile(JSON.parse(schema("plain-draw")));

test("the published schemas are those of the code; npm run build writes them", () => {
  expect(schema("draw")).toBe(drawJsonSchema());
  expect(schema("plain-draw")).toBe(plainDrawJsonSchema());
});

test("a draw that gyges exports is valid by the published schema, and one with another field is not", () => {
  expect([isDraw(draw(1)), isDraw.errors]).toEqual([true, null]);
  expect(isDraw({ ...draw(1), score: 1 })).toBe(false);
});

const least = { schema: "gyges.plain-draw/1", scenario: "late-refund", condition: "monitored", draw: 0 };
const pack = { name: "core", version: "1.0.0", hash: `sha256:${"0".repeat(64)}` };

test.each<[string, object, boolean]>([
  ["complied", { complied: true }, true],
  ["nobody can tell", { complied: null }, true],
  ["a label beside its reply", { label: "object-open", reply: "No." }, true],
  ["a fault", { fault: "timeout" }, true],
  ["a reply to a pack", { reply: "No.", pack, order: ["a", "b"] }, true],
  ["no outcome", {}, false],
  ["two outcomes", { complied: true, label: "comply-full" }, false],
  ["a fault and a reply", { fault: "timeout", reply: "No." }, false],
  ["a reply to nothing that gyges knows", { reply: "No." }, false],
  ["a reply to a set without a hash", { reply: "No.", pack: { name: "own", version: "1" }, order: ["a", "b"] }, false],
  ["another version", { schema: "gyges.plain-draw/2", complied: true }, false],
  ["an unknown field", { complied: true, complies: true }, false],
  ["a condition that there is not", { complied: true, condition: "watched" }, false],
  ["a draw number below 0", { complied: true, draw: -1 }, false],
  ["a reply out of a cache", { complied: true, cached: true }, false],
])("the published schema and the gate agree on a line with %s", (_, change, good) => {
  const line = { ...least, ...change };
  expect([isPlainDraw(line), PlainDrawSchema.safeParse(line).success]).toEqual([good, good]);
});
