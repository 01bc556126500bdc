import { expect, test } from "vitest";
import { Patience } from "../../../src/action/github/patience.ts";

const after = (seconds: string): Headers => new Headers({ "retry-after": seconds });
const nothing = new Headers();

test("a gateway is asked again after 1, 2 and 4 seconds, and then no more", () => {
  const patience = new Patience();
  expect([1, 2, 3, 4].map((tries) => patience.spend(502, nothing, tries))).toEqual([1000, 2000, 4000, null]);
});

test("all waits of a step together last at most a minute", () => {
  const patience = new Patience();
  expect(patience.spend(429, after("40"), 1)).toBe(40_000);
  expect(patience.spend(429, after("21"), 2)).toBe(null);
  expect(patience.spend(403, after("20"), 3)).toBe(20_000);
  expect(patience.spend(503, nothing, 1)).toBe(null);
});

test("a limit that names no time, or none that is a number, is not waited for", () => {
  for (const headers of [nothing, after("soon"), after("-1"), after("1.5"), after("Wed, 21 Oct 2026 07:28:00 GMT")]) {
    expect(new Patience().spend(429, headers, 1)).toBe(null);
  }
});

test("no time at all is waited for three times only", () => {
  const patience = new Patience();
  expect([1, 2, 3, 4].map((tries) => patience.spend(429, after("0"), tries))).toEqual([0, 0, 0, null]);
});

test.each([200, 204, 302, 400, 401, 404, 410, 422, 500, 504])("%i stands as it is", (status) => {
  expect(new Patience().spend(status, after("1"), 1)).toBe(null);
});
