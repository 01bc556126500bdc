import { expect, test } from "vitest";
import { verdictJson } from "../../src/report/verdict-json.ts";
import { GygesError } from "../../src/schema/error.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { HOSTILE } from "./hostile.ts";
import { STATES } from "./states.ts";
import { estimated, hostileVerdict, pairVerdict, verdictOf } from "./verdict-fixture.ts";

function caught(verdict: Verdict): GygesError {
  try {
    verdictJson(verdict);
  } catch (cause) {
    if (cause instanceof GygesError) return cause;
  }
  throw new Error("wanted a GygesError");
}

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, backwards(part)]),
  );
}

test("what is written reads back as the same verdict", () => {
  for (const verdict of [...Object.values(STATES), ...HOSTILE.map(hostileVerdict)]) {
    expect(VerdictSchema.parse(JSON.parse(verdictJson(verdict)))).toEqual(verdict);
  }
});

test("equal verdicts give equal bytes, in whatever order their keys came", () => {
  for (const verdict of Object.values(STATES)) {
    const turned: Verdict = JSON.parse(JSON.stringify(backwards(verdict)));
    expect(Object.keys(turned)).not.toEqual(Object.keys(verdict));
    expect(verdictJson(turned)).toBe(verdictJson(verdict));
  }
});

test("two spaces, the schema first, one newline at the end", () => {
  const text = verdictJson(verdictOf());
  expect(text).toMatch(/^\{\n  "schema": "gyges\.verdict\/1",\n  "gyges"/);
  expect(text).toMatch(/[^\n]\n$/);
});

test.each([NaN, Infinity, -Infinity])("%s is refused with its place", (value) => {
  const widening = { ...estimated(0.1), value };
  const error = caught({ ...verdictOf(), pairs: [{ ...pairVerdict(), widening }] });
  expect(error).toMatchObject({ kind: "data", code: "report/not-finite" });
  expect(error.message).toContain(`verdict.pairs.0.widening.value is ${value}`);
});

test("a verdict that its own schema refuses is not written", () => {
  expect(caught({ ...verdictOf(), reasons: [] })).toMatchObject({ kind: "data", code: "report/not-a-verdict" });
});

test.each(HOSTILE)("%j is no workflow command and no control character in a log", (payload) => {
  const text = verdictJson(hostileVerdict(payload));
  expect(text).not.toMatch(/^\s*::|##\[/m);
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
