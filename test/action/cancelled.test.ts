import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cancellation, unlessCancelled } from "../../src/action/cancelled.ts";
import type { Verdict } from "../../src/schema/verdict.ts";
import { withoutPairs } from "../../src/verdict/without-pairs.ts";

/** The time that GitHub's runner gives: SIGINT, 7.5 s later SIGTERM, 2.5 s later the end. A whole job that is signalled: cancelled-job.test.ts. */

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const skipped = { verdict: withoutPairs("skipped", "a fork") };
const never = new Promise<Told>(() => undefined);

interface Told {
  readonly verdict: Verdict;
}

test.each(["SIGINT", "SIGTERM"])("%s cancels", (signal) => {
  const process = new EventEmitter();
  const cancelled = cancellation(process);
  expect(cancelled.aborted).toBe(false);
  process.emit(signal);
  expect(cancelled.aborted).toBe(true);
});

test("a verdict that comes in time stands, also in a job that is cancelled meanwhile", async () => {
  expect(await unlessCancelled(Promise.resolve(skipped), new AbortController().signal)).toEqual(skipped);
  expect(await unlessCancelled(Promise.resolve(skipped), AbortSignal.abort())).toEqual(skipped);
});

test("a run that was broken off says so itself, and the job adds how to go on", async () => {
  const broken = {
    verdict: withoutPairs("error", { code: "interrupted", text: "The run was interrupted. 37 calls were answered so far." }),
  };
  const {
    verdict: { verdict, reasons },
  } = await unlessCancelled(Promise.resolve(broken), AbortSignal.abort());
  expect(verdict).toBe("error");
  expect(reasons.map(({ text }) => text)).toEqual([
    "The run was interrupted. 37 calls were answered so far.",
    expect.stringMatching(/^Run the job again\./),
  ]);
});

test("what throws because it was cancelled is an interruption; what throws by itself is what it is", async () => {
  const thrown = (): Promise<Told> => Promise.reject(new Error("npm was ended"));
  expect((await unlessCancelled(thrown(), AbortSignal.abort())).verdict.reasons[0]).toEqual({
    code: "interrupted",
    text: "The job was cancelled before gyges could judge.",
  });
  await expect(unlessCancelled(thrown(), new AbortController().signal)).rejects.toThrow("npm was ended");
});

test("what says nothing is left behind in time for a report: after 6 of 7.5 s", async () => {
  const controller = new AbortController();
  let ended: Told | null = null;
  const waiting = unlessCancelled(never, controller.signal).then((told) => (ended = told));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ended).toBeNull();
  controller.abort();
  await vi.advanceTimersByTimeAsync(5900);
  expect(ended).toBeNull();
  await vi.advanceTimersByTimeAsync(200);
  expect((await waiting).verdict.reasons[0]!.code).toBe("interrupted");
});
