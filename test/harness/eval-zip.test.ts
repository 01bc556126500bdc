import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openEvalZip } from "../../src/harness/inspect/eval-zip.ts";
import { folder } from "../disk/sample.ts";
import { judgedFiles, logPath } from "./logs.ts";
import { type Member, zipOf } from "./zip.ts";

/** The zip of an `.eval` file as a stranger may have made it. */

async function textsOf(zip: Buffer): Promise<string[]> {
  using dir = folder();
  const path = join(dir.path, "log.eval");
  writeFileSync(path, zip);
  await using file = await openEvalZip(path);
  return await Promise.all(file.names.map((name) => file.text(name)));
}

test.each<[string, Member["method"]]>([
  ["zstd, as Inspect packs now", 93],
  ["deflate, as it did before", 8],
  ["not packed at all", 0],
])("members are read: %s", async (_, method = 93) => {
  const members = ["header.json", "samples/../../etc, é and \u0001_epoch_1.json".replaceAll("../", "")].map((name) => ({
    name,
    text: `{"of":"${name.length}"}`,
    method,
  }));
  expect(await textsOf(zipOf(members))).toEqual(members.map(({ text }) => text));
});

const good: Member = { name: "header.json", text: "{}" };

test.each<[string, readonly Member[], RegExp]>([
  ["a member that says it has 4 GB", [{ ...good, claims: { size: 0xffff_fffe } }], /too long unpacked.*4294967294 bytes/],
  [
    "members that together say they have 10 GB",
    Array.from({ length: 160 }, (_, index) => ({ name: `samples/${index}.json`, text: "{}", claims: { size: 64 << 20 } })),
    /too long unpacked.*together.*2 GB/,
  ],
  ["a bomb: 100 MB that say they are 1 kB", [{ ...good, text: "a".repeat(100 << 20), claims: { size: 1000 } }], /is longer than it says/],
  ["a member that is shorter than it says", [{ ...good, claims: { size: 10 } }], /is damaged/],
  ["a member that is not what its checksum says", [{ ...good, claims: { crc: 1 } }], /is damaged/],
  ["one name twice", [good, good], /is there twice/],
  [
    "a name that is a path out of the folder",
    [{ ...good, name: "samples/../../../etc/passwd" }],
    /cannot be unpacked: invalid relative path/,
  ],
  ["an absolute name", [{ ...good, name: "/etc/passwd" }], /cannot be unpacked: absolute path/],
  ["a packing that Inspect does not use", [{ ...good, method: 12 }], /packed by method 12/],
  ["an encrypted member", [{ ...good, claims: { flags: 0x801 } }], /is encrypted/],
])("%s is refused", async (_, members, why) => {
  await expect(textsOf(zipOf(members))).rejects.toMatchObject({ kind: "data", code: "inspect/zip", message: expect.stringMatching(why) });
});

test("100 MB that say they are 1 kB are let go before they fill the memory", async () => {
  const bomb = zipOf([{ ...good, text: "a".repeat(100 << 20), claims: { size: 1000 } }]);
  const before = process.memoryUsage().rss;
  await expect(textsOf(bomb)).rejects.toThrow(/longer than it says/);
  expect(process.memoryUsage().rss - before).toBeLessThan(40 << 20);
});

test("a log that is cut off anywhere is an error, never a pass", async () => {
  using dir = folder();
  const whole = readFileSync(logPath("own-same.eval"));
  const path = join(dir.path, "cut.eval");
  for (const share of [0.001, 0.3, 0.9, 0.9999]) {
    writeFileSync(path, whole.subarray(0, Math.floor(whole.length * share)));
    const { exitCode, code } = await judgedFiles(logPath("own-base.eval"), path);
    expect([share, exitCode, code]).toEqual([share, 3, "inspect/zip"]);
  }
});

test("one byte of a sample that is another is told with the name of the sample", async () => {
  using dir = folder();
  const bytes = readFileSync(logPath("own-same.eval"));
  const path = join(dir.path, "damaged.eval");
  bytes[60_000] = bytes[60_000]! ^ 0xff;
  writeFileSync(path, bytes);
  const { exitCode, code, text } = await judgedFiles(logPath("own-base.eval"), path);
  expect([exitCode, code]).toEqual([3, "inspect/zip"]);
  expect(text).toMatch(/damaged|cannot be unpacked/);
});
