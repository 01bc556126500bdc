import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { refuseTerms } from "../../tools/rolldown-licenses.mjs";

const root = resolve(import.meta.dirname, "../..");

test.each(["MIT", "ISC", "Apache-2.0", "BSD-3-Clause", "0BSD", "Apache-2.0 AND BSL-1.0"])(
  "a package under %s may be bundled",
  (license) => {
    expect(() => refuseTerms({ name: "a", version: "1.0.0", license })).not.toThrow();
  },
);

test.each(["GPL-3.0-only", "AGPL-3.0-or-later", "MIT OR GPL-2.0", "MIT AND GPL-2.0", "SEE LICENSE IN LICENSE.md", "UNLICENSED", undefined])(
  "one under %j ends the build",
  (license) => {
    expect(() => refuseTerms({ name: "a", version: "1.0.0", license })).toThrow(/^a 1\.0\.0 is licensed .*: wanted one of .*MIT/);
  },
);

test("the licences beside the bundle name packages with their versions and hold texts, none twice", () => {
  const parts = readFileSync(resolve(root, "dist/action/licenses.txt"), "utf8").split(/^-{80}$/m);
  const texts = parts.map((part) => part.trim().split("\n\n").slice(1).join("\n\n"));
  expect(parts.map((part) => part.trim().split("\n")[0])).toContainEqual(expect.stringMatching(/^(?:@[\w.-]+\/)?[\w.-]+ \d+\.\d+\.\d+/));
  expect(texts.filter((text) => text.length < 200)).toEqual([]);
  expect(new Set(texts).size).toBe(texts.length);
});
