import * as fc from "fast-check";
import { expect, test } from "vitest";
import { markerOf } from "../../src/report/marker.ts";
import { HOSTILE } from "./hostile.ts";

const MARKER = /^<!-- gyges:v1:[\w .,:()+/-]{1,100} -->$/;
const anyKey = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 300 }), fc.string({ maxLength: 150 }));

test("a key of good characters stands in the marker as it is", () => {
  expect(markerOf(".github/workflows/ci.yml/gate (2, core)")).toBe("<!-- gyges:v1:.github/workflows/ci.yml/gate (2, core) -->");
});

test("whatever the key, the marker is one comment of good characters that nothing in it closes", () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      expect(markerOf(key)).toMatch(MARKER);
    }),
  );
});

test("two keys never share a comment, however much of them is cut or replaced", () => {
  fc.assert(
    fc.property(anyKey, anyKey, (one, other) => {
      expect(markerOf(one) === markerOf(other)).toBe(one === other);
    }),
  );
  expect(markerOf("🚀 CI/gate")).not.toBe(markerOf("🎉 CI/gate"));
  expect(markerOf("x".repeat(101))).not.toBe(markerOf("x".repeat(102)));
});
