import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "SECURITY.md"), "utf8");
const section = page.slice(page.indexOf("## Threats"), page.indexOf("## Open"));
const rows = section
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(2)
  .map((line) => line.split(" | ").map((cell) => cell.replaceAll(/^\| | \|$/g, "")));

test("every threat has a defence and names what holds it, and that is there", () => {
  expect(rows.length).toBeGreaterThan(15);
  const named = rows.map(([threat = "", defence = "", tests = ""]) => ({
    threat,
    defence,
    files: [...tests.matchAll(/`([\w./-]+)`/g)].map((file) => file[1]!),
  }));
  expect(named.filter(({ defence, files }) => defence.length < 20 || files.length === 0)).toEqual([]);
  expect(named.flatMap(({ files }) => files).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("the page says how to report", () => {
  expect(page).toMatch(/^## How to report$/m);
  expect(page).toMatch(/^## Supported versions$/m);
});
