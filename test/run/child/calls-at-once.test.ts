import { expect, test } from "vitest";
import { callsAtOnce } from "../../../src/run/child/calls-at-once.ts";
import { provider, side } from "../sides.ts";

const batches = { providers: [provider("b", { id: "package:gyges:BatchProvider" })] };

test("where every model is asked in batches, all calls of a round are in flight, whatever was asked for", () => {
  const sides = { base: side(batches), head: side({ ...batches, maxConcurrency: 4 }) };
  expect([callsAtOnce({}, sides, 624), callsAtOnce({ maxConcurrency: 1 }, sides, 624), callsAtOnce({}, sides, 1)]).toEqual([624, 624, 2]);
});

test("one model that is called in the usual way keeps the user's number for all: its rate limit is at stake", () => {
  const sides = { base: side(batches), head: side({ maxConcurrency: 4 }) };
  expect([callsAtOnce({}, sides, 624), callsAtOnce({ maxConcurrency: 8 }, sides, 624)]).toEqual([4, 8]);
  expect(callsAtOnce({}, { base: side(), head: side() }, 624)).toBeNull();
});
