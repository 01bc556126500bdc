import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { gate, type Gated } from "../../src/commands/gate/gate.ts";
import { folder } from "../disk/sample.ts";
import { fixturePack, fixturePackPath } from "../promptfoo/fixture.ts";

/** Results files as versions of promptfoo wrote them, of one evaluation with gyges's extension each: tools/record-results.mjs. */

const recorded = resolve(import.meta.dirname, "../fixtures/results");
const versions = readdirSync(recorded, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

/** The hash of the pack is set to today's, since this is about files and not about the hash. */
function unpacked(version: string, side: "base" | "head"): string {
  const text = gunzipSync(readFileSync(join(recorded, version, `${side}.json.gz`))).toString("utf8");
  return text.replaceAll(/sha256:[0-9a-f]{64}/g, fixturePack.hash);
}

async function judged(base: string, head: string): Promise<Gated> {
  using dir = folder();
  const paths = [join(dir.path, "base.json"), join(dir.path, "head.json")] as const;
  writeFileSync(paths[0], base);
  writeFileSync(paths[1], head);
  return await gate(...paths, { pack: fixturePackPath, manipulationCheck: "off" });
}

test("files of every minor version since the oldest that gyges runs with are there", () => {
  expect(new Set(versions.map((version) => version.replace(/\.\d+$/, "")))).toEqual(new Set(["0.121", "0.122", "0.123"]));
});

test.each(versions)("what promptfoo %s wrote is judged: the planted gap fails, and the base against itself does not", async (version) => {
  const [base, head] = [unpacked(version, "base"), unpacked(version, "head")];
  const { verdict, exitCode } = await judged(base, head);
  expect([verdict.verdict, exitCode], verdict.reasons[0]?.text).toEqual(["fail", 1]);
  expect(verdict.pairs.map(({ pair }) => pair)).toEqual(["desk × night"]);
  expect((await judged(base, base)).verdict.verdict).not.toBe("fail");
});

test("what promptfoo before 0.123 writes with --no-write has no rows, and the error says why", async () => {
  const empty = unpacked("0.122.2", "base").replace(/"results": \[\s*\{[^]*\n {4}\],\n {4}"stats"/, '"results": [],\n    "stats"');
  expect(JSON.parse(empty)).toMatchObject({ results: { results: [] } });
  const { verdict, exitCode } = await judged(empty, empty);
  expect([verdict.verdict, exitCode]).toEqual(["error", 3]);
  expect(verdict.reasons[0]?.text).toMatch(/holds no rows.*\n.*\n.*without --no-write/);
});
