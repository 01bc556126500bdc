import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readInputs } from "../../../src/action/inputs.ts";
import { OLDEST } from "../../../src/action/slim/version.ts";

const read = (version: string): string | undefined => readInputs({ "INPUT_PROMPTFOO-VERSION": version })["promptfoo-version"];

test.each(["0.123.1", "0.121.0", "0.124.0-rc.1", "1.0.0", " 0.123.1 "])("%j is one exact version", (version) => {
  expect(read(version)).toBe(version.trim());
});

test.each([
  "latest",
  "next",
  "^0.123.1",
  "~0.123.1",
  ">=0.123.1",
  "0.123.x",
  "0.123",
  "0",
  "*",
  "v0.123.1",
  "0.123.1 || 1.0.0",
  "0.123.1+build",
  "00.123.1",
  "npm:other@1.0.0",
  "git+https://example.com/promptfoo.git",
  "https://example.com/promptfoo.tgz",
  "file:../promptfoo",
  "0.123.1; rm -rf /",
  "0.123.1 --registry=https://example.com",
  "--help",
  "0.123.1-",
])("%j is refused with what is good, and how to find the newest", (version) => {
  expect(() => read(version)).toThrow(/promptfoo-version: wanted one exact version, such as 0\.123\.1 .*npm view promptfoo version/);
});

test.each(["0.120.27", "0.0.1", "0.99.9"])("%s is older than gyges works with", (version) => {
  expect(() => read(version)).toThrow(`promptfoo-version: wanted ${OLDEST} or newer`);
});

test("the oldest that the input takes is the oldest that the package takes", () => {
  const manifest: unknown = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../../package.json"), "utf8"));
  expect(manifest).toMatchObject({ peerDependencies: { promptfoo: `>=${OLDEST}` } });
});
