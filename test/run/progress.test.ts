import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchStore, type Progress } from "../../src/run/progress.ts";

let folder: string;
let store: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gyges-progress-"));
  store = join(folder, "store.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

const draw = `{"record":"draw","draw":{"reply":"${"x".repeat(500)}"}}\n`;

function watched(total: number, done = 0): { progress: Progress; lines: () => string[] } {
  const stream = new PassThrough();
  const progress = watchStore(store, total, done, stream);
  return {
    progress,
    lines: () =>
      String(stream.read() ?? "")
        .split("\n")
        .filter((line) => line !== ""),
  };
}

test("in a log there is one line for every tenth of the way, read off the store as it grows", async () => {
  const { progress, lines } = watched(20);
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, `{"record":"header"}\n${draw}`);
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, draw);
  progress.tick();
  expect(lines()).toEqual([expect.stringMatching(/^gyges: 2 of 20 calls done, 18 to go, about \d+ s left$/)]);
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, draw.repeat(18));
  progress.stop();
  expect(lines()).toEqual([expect.stringMatching(/^gyges: 20 of 20 calls done, 0 to go/)]);
});

test("a half-written record is no call yet", async () => {
  const { progress, lines } = watched(1);
  await appendFile(store, draw.slice(0, 100));
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, draw.slice(100));
  progress.tick();
  expect(lines()).toHaveLength(1);
});

test("calls that an earlier run made are not announced again, and retried ones never lead past the end", async () => {
  await appendFile(store, draw.repeat(5));
  const { progress, lines } = watched(10, 5);
  progress.tick();
  expect(lines()).toEqual([]);
  await appendFile(store, draw.repeat(7));
  progress.tick();
  expect(lines()).toEqual([expect.stringMatching(/^gyges: 10 of 10 calls done, 0 to go/)]);
});

test("a log is never silent for longer than half a minute, even where no reply comes", async () => {
  const stream = new PassThrough();
  let now = 0;
  const progress = watchStore(store, 1000, 0, stream, () => now);
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
  expect(lines()).toMatch(/^gyges: 1 of 1000 calls done, 999 to go, about \S+.* left\n$/);
});
