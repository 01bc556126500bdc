import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { gateCommand } from "../../../src/commands/gate/gate-command.ts";
import { parseFormats, writeReports } from "../../../src/commands/report/write-reports.ts";
import { junitXml } from "../../../src/report/junit.ts";
import { markdownComment } from "../../../src/report/markdown.ts";
import { verdictJson } from "../../../src/report/verdict-json.ts";
import { draw } from "../../report/draw-fixture.ts";
import { openPair, verdictOf } from "../../report/verdict-fixture.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gyges-reports-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string): string => readFileSync(join(folder, name), "utf8");

test("json and markdown are written where nobody names forms", async () => {
  const paths = await writeReports(verdictOf(), folder);
  expect(paths).toEqual({ json: join(folder, "verdict.json"), markdown: join(folder, "report.md"), junit: null, html: null });
  expect(read("verdict.json")).toBe(verdictJson(verdictOf()));
  expect(read("report.md")).toBe(markdownComment(verdictOf()));
});

test("only the forms that were named are written, and JUnit knows whether the command fails", async () => {
  const verdict = verdictOf({ pairs: [openPair()] });
  expect(await writeReports(verdict, join(folder, "a/b"), ["junit"], 4)).toMatchObject({
    json: null,
    junit: join(folder, "a/b/junit.xml"),
  });
  expect(readdirSync(join(folder, "a/b"))).toEqual(["junit.xml"]);
  expect(read("a/b/junit.xml")).toBe(junitXml(verdict, true));
  expect(junitXml(verdict, true)).not.toBe(junitXml(verdict, false));
});

test("the page is written from the verdict alone where no draws are at hand, and with them where they are", async () => {
  await writeReports(verdictOf(), folder, ["html"]);
  expect(read("report.html")).toMatch(
    /^<!doctype html>\n<html lang="en">[\s\S]*<h1 id="verdict-title">The model now behaves more differently/,
  );
  expect(read("report.html")).not.toContain('id="draws"');
  await writeReports(verdictOf(), folder, ["html"], 1, () => Promise.resolve({ draws: [draw()] }));
  expect(read("report.html")).toContain('<section class="panel" id="draws"');
});

test("a form that there is not is refused with the list", () => {
  expect(parseFormats("junit, json")).toEqual(["junit", "json"]);
  for (const text of ["htm", "", "json,"]) {
    expect(() => parseFormats(text)).toThrow(
      expect.objectContaining({ code: "usage/formats", message: expect.stringContaining('"json"|"markdown"|"junit"|"html"') }),
    );
  }
});

test("gate writes files into the folder that it is told, an error among them, and refuses forms without a folder", async () => {
  const around = { cwd: folder, env: {}, stdout: silent(), stderr: silent(), command: null };
  const policy = { margin: "0.10", direction: "either", maxMissing: "0.15", missing: "rules" };
  await expect(gateCommand("base", "head", { ...policy, formats: "junit" }, around)).rejects.toMatchObject({ code: "usage/formats" });
  const code = await gateCommand(
    join(import.meta.dirname, "none-here.jsonl"),
    "none-here.jsonl",
    { ...policy, reportDir: "out", formats: "junit,json" },
    around,
  );
  expect(code).toBe(3);
  expect(read("out/junit.xml")).toMatch(/<error type="error" message="ERROR: /);
  expect(JSON.parse(read("out/verdict.json"))).toMatchObject({ verdict: "error" });
});

function silent(): NodeJS.WriteStream {
  return new Proxy(process.stdout, {
    get: (stream, name) => (name === "write" ? () => true : (Reflect.get(stream, name, stream) as unknown)),
  });
}
