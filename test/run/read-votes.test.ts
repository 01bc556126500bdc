import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readVotes, voteKey } from "../../src/run/judge/read-votes.ts";
import { folder } from "../disk/sample.ts";

/** Rows as promptfoo writes them with -o votes.jsonl, with what these tests are about. */
const row = (question: number, vote: number, response: object | null, more: object = {}): object => ({
  testCase: { metadata: { gyges_vote: { question, vote } } },
  metadata: {},
  ...(response === null ? {} : { response }),
  ...more,
});
const usage = { tokenUsage: { prompt: 10, completion: 2, total: 12 }, cost: 0.5 };

async function read(rows: readonly (object | string)[]): ReturnType<typeof readVotes> {
  using dir = folder();
  const path = join(dir.path, "votes.jsonl");
  writeFileSync(path, rows.map((one) => (typeof one === "string" ? one : `${JSON.stringify(one)}\n`)).join(""));
  return await readVotes(path);
}

test("answers stand by question and vote, whatever their order; what they cost is added up", async () => {
  const { outputs, bill, fault } = await read([
    row(1, 0, { output: "b", ...usage }),
    row(0, 1, { output: { label: "evade", quote: "x" }, ...usage }),
    row(0, 0, { output: "a", ...usage }),
  ]);
  expect(Object.fromEntries(outputs)).toEqual({ "1/0": "b", "0/1": '{"label":"evade","quote":"x"}', "0/0": "a" });
  expect(bill).toEqual({ calls: 3, cost: 1.5, tokens: 36 });
  expect(fault).toBeNull();
  expect(voteKey({ question: 4, vote: 2 })).toBe("4/2");
});

test("a call that failed, was filtered, or came out of a cache is no answer, and the first fault is told", async () => {
  const { outputs, bill, fault } = await read([
    row(0, 0, null, { error: "Error: socket hang up\n    at Socket.x" }),
    row(0, 1, { error: "500 with key sk-abcdef123456", ...usage }),
    row(0, 2, { output: "x", finishReason: "content_filter", ...usage }),
    row(1, 0, { output: "x", cached: true, ...usage }),
    row(1, 1, { output: "", ...usage }),
  ]);
  expect(Object.fromEntries(outputs)).toEqual({ "0/0": null, "0/1": null, "0/2": null, "1/0": null, "1/1": "" });
  expect(fault).toBe("Error: socket hang up");
  expect(bill).toEqual({ calls: 5, cost: null, tokens: null });
  expect((await read([row(0, 1, { error: "500 with key sk-abcdef123456" })])).fault).toBe("500 with key [redacted]");
  expect((await read([row(0, 2, { output: "x", finishReason: "content_filter" })])).fault).toBe(
    "the provider's filter stopped it (unspecified)",
  );
  expect((await read([row(1, 0, { output: "x", cached: true })])).fault).toContain("came out of a cache");
});

test("a row of another form is a call without an answer; a line that is cut off, or no vote, is none", async () => {
  const { outputs, bill, fault } = await read([
    row(0, 0, { output: "a", ...usage }),
    row(0, 1, { output: "b", finishReason: 7 }),
    { testCase: { metadata: {} }, response: { output: "of the user's" } },
    '{"testCase": {"metadata": {"gyges_vote": {"question": 0, "vo',
  ]);
  expect(Object.fromEntries(outputs)).toEqual({ "0/0": "a", "0/1": null });
  expect(bill.calls).toBe(2);
  expect(fault).toBe("promptfoo wrote a row of another form");
});

test("no file is no call", async () => {
  expect(await readVotes("absent.jsonl")).toEqual({ outputs: new Map(), bill: { calls: 0, cost: 0, tokens: 0 }, fault: null });
});
