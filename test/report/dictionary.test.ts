import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dataDictionary, drawFields } from "../../src/report/dictionary.ts";
import { COLUMNS, drawsCsv } from "../../src/report/draws-csv.ts";
import { isRecord } from "../../src/schema/is-record.ts";
import { draw } from "./draw-fixture.ts";

const fields = drawFields();

test("every field of a draw has a description and a type that is known", () => {
  expect(fields.filter(({ description, type }) => description === null || type.includes("?"))).toEqual([]);
  expect(fields.length).toBeGreaterThan(50);
});

test("every column of the sheet stands in the dictionary with what its field means, and shows that field", () => {
  const text = dataDictionary();
  const header = drawsCsv([]).trim().split(",");
  expect(header).toEqual(COLUMNS.map(([name]) => `"${name}"`));
  const at = (path: string): unknown => path.split(".").reduce<unknown>((here, key) => (isRecord(here) ? here[key] : undefined), one);
  const one = draw({ fault: "cut", filtered: "violence", reasoning: "because" });
  for (const [name, path, of] of COLUMNS) {
    const field = fields.find((known) => known.path === path);
    expect(field?.path, name).toBe(path);
    expect(text).toContain(`| ${name} | \`${path}\` | ${field?.type} | ${field?.description} |`);
    const value = at(path);
    const shown = Array.isArray(value) ? value.join(" ") : (value ?? (name === "directive" ? "plain" : null));
    expect(of(one), name).toBe(shown);
  }
});

test("every field that a record holds stands in the dictionary", () => {
  const known = new Set(fields.map(({ path }) => path));
  const walk = (value: unknown, path: string): string[] => {
    if (!isRecord(value) || known.has(path)) return [path];
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, path === "" ? key : `${path}.${key}`));
  };
  expect(walk(draw(), "").filter((path) => !known.has(path))).toEqual([]);
});

test("docs/data.md is what the command prints", () => {
  expect(readFileSync(join(import.meta.dirname, "../../docs/data.md"), "utf8")).toBe(dataDictionary());
});
