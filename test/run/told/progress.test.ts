import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchStore } from "../../../src/run/told/progress.ts";
import type { Progress } from "../../../src/run/way.ts";

let folder: string;
let store: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gyges-progress-"));
  store = join(folder, "store.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

const draw = `{"record":"draw","draw":{"reply":"${"x".repeat(500)}"}}\n`;

async function watched(total: number, done = 0): Promise<{ progress: Progress; lines: () => string[] }> {
  const stream = new PassThrough();
  const progress = await watchStore(store, total, done, stream);
  return {
    progress,
    lines: () =>
      String(stream.read() ?? "")
        .split("\n")
        .filter((line) => line !== ""),
  };
}

test("in a log there is one line for every tenth of the way, read off the store as it grows", async () => {
  const { progress, lines } = await watched(20);
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, `{"record":"header"}\n${draw}`);
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, draw);
  progress.tick();
  expect(lines()).toEqual([expect.stringMatching(/^gyges: 2 of 20 calls done, 18 to go$/)]);
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, draw.repeat(18));
  progress.stop();
  expect(lines()).toEqual([expect.stringMatching(/^gyges: 20 of 20 calls done, 0 to go/)]);
});

test("a half-written record is no call yet", async () => {
  const { progress, lines } = await watched(1);
  await appendFile(store, draw.slice(0, 100));
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, draw.slice(100));
  progress.tick();
  expect(lines()).toHaveLength(1);
});

test("calls that an earlier run made are not announced again, and retried ones never lead past the end", async () => {
  await appendFile(store, draw.repeat(5));
  const { progress, lines } = await watched(10, 5);
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, draw.repeat(7));
  progress.tick();
  expect(lines()).toEqual([expect.stringMatching(/^gyges: 10 of 10 calls done, 0 to go/)]);
});

test("how long the rest takes is said once eight replies show it, from the first reply on: promptfoo's start is no rate", async () => {
  let clock = 0;
  const stream = new PassThrough();
  const progress = await watchStore(store, 100, 0, stream, () => clock);
  const said = async (at: number, more: number): Promise<string> => {
    clock = at * 1000;
    await appendFile(store, draw.repeat(more));
    progress.tick();
    return String(stream.read() ?? "").trimEnd();
  };
  // Six seconds until the first ten are there; a rate by the start would say 54 s for the rest.
  expect(await said(6, 10)).toBe("gyges: 10 of 100 calls done, 90 to go");
  expect(await said(7, 10)).toBe("gyges: 20 of 100 calls done, 80 to go, about 8 s left");
  expect(await said(12, 80)).toBe("gyges: 100 of 100 calls done, 0 to go");
});

test("money so far and to go stands beside it, off the costs that draws and questions carry, and a reply cannot forge one", async () => {
  const { progress, lines } = await watched(10);
  const forged = JSON.stringify('x","cost":99,"latencyMs":');
  const priced = (record: string, cost: number | null): string =>
    `{"record":"${record}","${record}":{"reply":${forged},"tokens":null,"cost":${cost},"latencyMs":5,"at":null}}\n`;
  await appendFile(store, priced("check", 0.002) + priced("draw", 3e-7) + priced("draw", 0.0037));
  progress.tick();
  expect(lines()).toEqual(["gyges: 3 of 10 calls done, 7 to go, $0.0057 so far, about $0.013 to go"]);
  await appendFile(store, priced("draw", null).repeat(7));
  progress.stop();
  expect(lines()).toEqual(["gyges: 10 of 10 calls done, 0 to go, at least $0.0057 so far"]);
});

test("a record longer than what is read at once keeps its cost", async () => {
  const { progress, lines } = await watched(2);
  const long = `{"record":"draw","draw":{"reply":"${"y".repeat(1 << 20)}","cost":0.5,"latencyMs":1}}\n`;
  await appendFile(store, long.repeat(2));
  progress.tick();
  expect(lines()).toEqual(["gyges: 2 of 2 calls done, 0 to go, $1.00 so far"]);
});

test("looks before this one have cost something too; an answer that another run paid for has not", async () => {
  const priced = (record: string, end: string): string =>
    `{"record":"${record}","${record}":{"tokens":null,"cost":0.01,"latencyMs":5,"at":null${end}}}\n`;
  await appendFile(store, priced("draw", "").repeat(4) + priced("check", ',"reused":true').repeat(3) + priced("check", ',"reused":false'));
  const { progress, lines } = await watched(10);
  await appendFile(store, priced("draw", "").repeat(5));
  progress.tick();
  expect(lines()).toEqual(["gyges: 5 of 10 calls done, 5 to go, $0.10 so far, about $0.05 to go"]);
});

test("a log is never silent for longer than half a minute, even where no reply comes", async () => {
  const stream = new PassThrough();
  let now = 0;
  const progress = await watchStore(store, 1000, 0, stream, () => now);
  const lines = (): string => String(stream.read() ?? "");
  progress.tick();
  now = 29_000;
  progress.tick();
  expect(lines()).toBe("");
  now = 30_000;
  progress.tick();
  progress.tick();
  expect(lines()).toBe("gyges: 0 of 1000 calls done, 1000 to go, no reply yet\n");
  await appendFile(store, draw);
  now = 60_000;
  progress.tick();
  expect(lines()).toMatch(/^gyges: 1 of 1000 calls done, 999 to go/);
});
