import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { capabilityPage } from "../../src/promptfoo/capability/page.ts";

test("the committed page is what the table of the code says", () => {
  expect(readFileSync(join(import.meta.dirname, "../../docs/capabilities.md"), "utf8"), "run: npm run docs").toBe(capabilityPage());
});
