import * as fc from "fast-check";
import { expect, test } from "vitest";
import { commentBody, shortBody, type Wording } from "../../../src/action/comment/body.ts";
import { artifactName, CommentKeySchema, defaultKey } from "../../../src/action/comment/key.ts";
import { markerOf } from "../../../src/report/marker.ts";
import { opens, type CommentMode } from "../../../src/action/comment/mode.ts";
import { isNewer, stampLine, stampOf, type Stamp } from "../../../src/action/comment/stamp.ts";
import { VERDICTS } from "../../../src/schema/verdict.ts";

const stamp: Stamp = { head: "a".repeat(40), run: 5, attempt: 1 };
const wording: Wording = { key: "CI/gyges", stamp, text: "### headline\n\nthe rest\n", notes: [] };

test("the key is workflow and job, with hyphens for what a marker may not hold", () => {
  expect(defaultKey("CI", "gyges")).toBe("CI/gyges");
  expect(defaultKey(".github/workflows/ci.yml", "a--><b>")).toBe(".github/workflows/ci.yml/a----b-");
  expect(defaultKey(undefined, undefined)).toBe("gyges");
});

test("every workflow and job gives a key that is one, and an artifact name that GitHub takes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (workflow, job) => {
      const key = defaultKey(workflow, job);
      expect(CommentKeySchema.safeParse(key).success).toBe(true);
      expect(markerOf(key).indexOf("-->")).toBe(markerOf(key).length - 3);
      expect(artifactName(key)).toMatch(/^gyges-report-[\w.-]+$/);
    }),
  );
});

test.each(["", "a\nb", "a>b", "a|b", "é", "x".repeat(101)])("%j is no key", (key) => {
  expect(CommentKeySchema.safeParse(key).success).toBe(false);
});

test("a comment is opened: by each mode, for each verdict", () => {
  const opened = (mode: CommentMode, red?: boolean): string[] => VERDICTS.filter((verdict) => opens(mode, verdict, red));
  expect(opened("always")).toEqual(VERDICTS);
  expect(opened("on-change")).toEqual(["pass", "fail", "inconclusive", "no-baseline", "error"]);
  expect(opened("on-failure")).toEqual(["fail", "error"]);
  expect(opened("on-failure", true)).toEqual(VERDICTS);
  expect(opened("never", true)).toEqual([]);
});

test("a stamp is read back from the second line, and from no other", () => {
  expect(stampOf(`${markerOf("k")}\n${stampLine(stamp)}\ntext`)).toEqual(stamp);
  expect(stampOf(`${markerOf("k")}\r\n${stampLine(stamp)}\r\ntext`)).toEqual(stamp);
  expect(stampOf(`${markerOf("k")}\ntext\n${stampLine(stamp)}`)).toBe(null);
  expect(stampOf("")).toBe(null);
});

test("of two different stamps exactly one is the newer", () => {
  const stamps = fc.record({ head: fc.constantFrom("a".repeat(40), "b".repeat(40)), run: fc.nat(3), attempt: fc.nat(2) });
  fc.assert(
    fc.property(stamps, stamps, fc.constantFrom("a".repeat(40), "c".repeat(40)), (one, other, now) => {
      const same = (one.head === now) === (other.head === now) && one.run === other.run && one.attempt === other.attempt;
      expect(Number(isNewer(one, other, now)) + Number(isNewer(other, one, now))).toBe(same ? 0 : 1);
    }),
  );
});

test("marker and stamp open the body", () => {
  expect(commentBody(wording)).toBe(`${markerOf("CI/gyges")}\n${stampLine(stamp)}\n### headline\n\nthe rest\n`);
});

test("a body above GitHub's limit becomes its headline", () => {
  expect(commentBody({ ...wording, text: `### headline\n\n${"x".repeat(65_000)}` })).toBe(shortBody(wording));
});

test("notes stand above the verdict", () => {
  expect(commentBody({ ...wording, notes: ["first", "second"] })).toMatch(/> first\n\n> second\n\n### headline/);
});
