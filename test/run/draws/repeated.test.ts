import { expect, test } from "vitest";
import { spent } from "../../../src/report/run-line.ts";
import { announceStopped, repeatedInAll, underWayInWords, withRepeated } from "../../../src/run/draws/repeated.ts";
import { withoutDraws } from "../../../src/run/told/without-draws.ts";
import { readPack } from "../../../src/disk/read-pack.ts";
import { PolicySchema } from "../../../src/schema/verdict.ts";
import type { StoreContents } from "../../../src/schema/store.ts";

const verdict = withoutDraws("unchanged", "as a sample", { policy: PolicySchema.parse({}), command: null }, await readPack("core"));

function told(contents: Pick<StoreContents, "unanswered" | "torn">): string {
  const lines: string[] = [];
  const stderr = { write: (text: string) => lines.push(text) };
  // Only what is read of them is there.
  Reflect.apply(announceStopped, undefined, [{ options: { stderr } }, contents]);
  return lines.join("");
}

test("a run that goes on says how many calls were under way, and that a torn line is cut", () => {
  expect(told({ unanswered: 0, torn: false })).toBe("");
  expect(told({ unanswered: 3, torn: false })).toBe(
    "gyges: this run was stopped with 3 calls under way: made again, and perhaps paid for twice\n",
  );
  expect(told({ unanswered: 1, torn: true })).toMatch(
    /with 1 call under way.*\n.*the last line of the store is half written: it is cut off/,
  );
});

test("a verdict says it in its block run and in its last line, and nothing where nothing was repeated", () => {
  expect(withRepeated(verdict, { unanswered: 0 })).toBe(verdict);
  const repeated = withRepeated(verdict, { unanswered: 2 });
  expect(repeated.run.repeated).toBe(2);
  expect(spent(repeated)).toContain("2 calls made again after a stop, perhaps paid for twice");
  expect(underWayInWords({ unanswered: 2 })).toBe(" Under way: 2 calls, perhaps paid for, which the next run makes again.");
});

test("parts of a run add up", () => {
  const { run } = verdict;
  expect(repeatedInAll([run, { ...run, repeated: 2 }, { ...run, repeated: 3 }])).toEqual({ repeated: 5 });
  expect(repeatedInAll([run, run])).toEqual({});
});
