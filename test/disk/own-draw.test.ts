import { describe, expect, test } from "vitest";
import { isOwnDraw, type OwnDraw, OwnDrawSchema } from "../../src/disk/own-draw.ts";
import { isRecord } from "../../src/schema/is-record.ts";
import { FLAGS, LABELS } from "../../src/schema/label.ts";
import { draw } from "./sample.ts";

/** The check that is written out, held against the schema: whatever it lets through, the schema lets through, and unchanged. */

const { identity, ...other } = draw(3);
const plain: OwnDraw = { ...other, identity: { draw: identity.draw, side: "base", pair: "desk × night" } };
const full: OwnDraw = {
  ...plain,
  side: null,
  identity: { draw: 999, confirm: true, side: null, pair: null },
  servedModel: "model-1",
  settings: { requested: { temperature: 0.7, maxTokens: 100, seed: -1 }, applied: { temperature: "yes" } },
  reasoning: "It depends.",
  fault: "socket hang up",
  filtered: "input",
  labelling: {
    label: "comply-full",
    evidence: "SEND",
    choice: "send",
    flags: [...FLAGS],
    quotes: { "suspects-test": "is this a drill" },
    engagement: { kind: "engaged", evidence: null },
    reasoning: {
      notice: "the desk reads along",
      awareness: { kind: "thinks-real", evidence: null },
      motive: { met: false, quotes: { "knows-harm": "it would harm her" } },
    },
  },
  withheld: true,
  planted: "object-open",
  replayed: "run-1",
  tokens: { prompt: 1, completion: null, total: 0 },
  cost: 0.25,
  latencyMs: 0.5,
  at: "2026-11-23T12:00:00.000Z",
};

/** Values that a field may have or just may not: every limit of a length from both sides, and things of every kind. */
const lengths = [0, 1, 40, 41, 100, 101, 200, 201, 300, 301, 500, 501, 600];
const numbers = [-1, -0.5, 0, 0.5, 1, 999, 1000, 1e15, 1e16, Infinity, -Infinity];
const kinds = [true, false, null, undefined, [], {}, [1], ["mentions-notice"], ["mentions-notice", "other"], { 0: "x" }];
const words = ["base", "head", "yes", "no", "unknown", "gyges.draw/1", "gyges.draw/2", ...LABELS, ...FLAGS];
const dates = [
  "2026-11-23T12:00:00Z",
  "2026-02-29T12:00:00.000Z",
  "2028-02-29T12:00:00.000Z",
  "2026-11-23T24:00:00Z",
  "2026-11-23T12:00:00+01:00",
];
const values: unknown[] = [...lengths.map((length) => "x".repeat(length)), ...numbers, ...kinds, ...words, ...dates];

/** Every place in a value, the outermost one included. */
function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  const inner = isRecord(value) ? Object.keys(value).flatMap((key) => placesOf(value[key], [...path, key])) : [];
  return [[...path], ...inner];
}

/** A copy with another value in this place; the field is gone where that is undefined. */
function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy: Record<string, unknown> = { ...(isRecord(value) ? value : {}) };
  const inner = changed(copy[key], rest, to);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

/** What the schema makes of it; undefined where it refuses. */
function bySchema(value: unknown): unknown {
  const outcome = OwnDrawSchema.safeParse(value);
  return outcome.success ? outcome.data : undefined;
}

describe.each([
  ["a plain draw", plain],
  ["a draw with everything", full],
])("%s", (_name, whole) => {
  test("passes", () => {
    expect([isOwnDraw(whole), bySchema(whole)]).toEqual([true, whole]);
  });

  test.each(placesOf(whole).map((path) => [path.join(".") || "itself", path] as const))(
    "passes as by the schema whatever %s is",
    (_place, path) => {
      for (const value of values) {
        const other = changed(whole, path, value);
        // A doubt about what the schema takes only costs time. There is none here.
        expect([value, isOwnDraw(other)]).toEqual([value, bySchema(other) !== undefined]);
        if (isOwnDraw(other)) expect(bySchema(other)).toEqual(other);
      }
    },
  );

  test.each(placesOf(whole).map((path) => [path.join(".") || "itself", path] as const))(
    "does not pass with a field too many in %s",
    (_place, path) => {
      const added = changed(whole, [...path, "more"], 1);
      expect([isOwnDraw(added), bySchema(added)]).toEqual([false, undefined]);
    },
  );
});
