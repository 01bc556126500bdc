import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { oneAtATime } from "../../../src/promptfoo/calls/one-at-a-time.ts";

test("each call starts when the one before has ended, in the order of the calls", async () => {
  const seen: string[] = [];
  const take = oneAtATime(async (name: string) => {
    seen.push(`${name} starts`);
    await turn();
    seen.push(`${name} ends`);
  });
  await Promise.all([take("a"), take("b")]);
  expect(seen).toEqual(["a starts", "a ends", "b starts", "b ends"]);
});

test("a call that throws tells its own caller and stops no other", async () => {
  const take = oneAtATime(async (fails: boolean) => {
    await turn();
    if (fails) throw new Error("no");
  });
  const [first, second] = await Promise.allSettled([take(true), take(false)]);
  expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
});
