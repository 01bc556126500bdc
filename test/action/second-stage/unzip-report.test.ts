import { randomBytes } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { UntrustedFault } from "../../../src/action/second-stage/untrusted-fault.ts";
import { MAX_REPORT_BYTES, unzipReport } from "../../../src/action/second-stage/unzip-report.ts";
import { zip, type ZipEntry } from "../../github/zip.ts";

const report = (more: Partial<ZipEntry> = {}): ZipEntry => ({ name: "gyges-report.json", data: "{}", ...more });

test("the one file is read", async () => {
  const data = randomBytes(100_000).toString("hex");
  expect((await unzipReport(zip(report({ data })))).toString()).toBe(data);
});

test.each<[string, Buffer, RegExp]>([
  ["no file", zip(), /holds 0 files/],
  ["two files", zip(report(), report({ name: "other.json" })), /holds 2 files/],
  ["the right name twice", zip(report(), report()), /holds 2 files/],
  ["another name", zip(report({ name: "verdict.json" })), /not named gyges-report.json/],
  ["the name in a folder", zip(report({ name: "a/gyges-report.json" })), /not named/],
  ["the name in capitals", zip(report({ name: "GYGES-REPORT.JSON" })), /not named/],
  ["a way up", zip(report({ name: "../gyges-report.json" })), /invalid relative path/],
  ["an absolute path", zip(report({ name: "/gyges-report.json" })), /absolute path/],
  ["a backslash", zip(report({ name: "..\\gyges-report.json" })), /invalid characters|invalid relative path/],
  ["a link", zip(report({ data: "/etc/passwd", mode: 0o120777 })), /is a link/],
  ["a locked file", zip(report({ encrypted: true })), /is encrypted/],
  ["a file that is too long", zip(report({ data: Buffer.alloc(MAX_REPORT_BYTES + 1) })), /longer than 4194304 bytes/],
  ["a bomb that says it is small", zip(report({ data: Buffer.alloc(64 << 20), claimedSize: 1000 })), /too many bytes/],
  ["a file that is shorter than it says", zip(report({ claimedSize: 1000 })), /not enough bytes/],
  ["no archive", Buffer.from("PK, or rather not"), /End of central directory|too small/i],
  ["nothing", Buffer.alloc(0), /End of central directory|too small/i],
])("an archive with %s is refused", async (_, archive, why) => {
  const refused = await unzipReport(archive).catch((cause: unknown) => cause);
  expect(refused).toBeInstanceOf(UntrustedFault);
  expect(String(refused)).toMatch(why);
});

test("a bomb takes no more memory than a report may have", async () => {
  const bomb = zip(report({ data: Buffer.alloc(256 << 20), claimedSize: MAX_REPORT_BYTES }));
  const before = process.memoryUsage().arrayBuffers;
  await expect(unzipReport(bomb)).rejects.toThrow(UntrustedFault);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 << 20);
});

test("an archive with any byte changed is read as it was or refused, and never hangs", async () => {
  const good = zip(report({ data: '{"schema": "gyges.verdict/1"}' }));
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
      const changed = Buffer.from(good);
      changed[at] = byte;
      const outcome = await unzipReport(changed).catch((cause: unknown) => cause);
      expect(outcome instanceof UntrustedFault || Buffer.isBuffer(outcome)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
