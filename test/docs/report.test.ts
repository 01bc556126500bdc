import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { htmlReport } from "../../src/report/html/html-report.ts";
import { everyPanel, someDraws } from "../report/html/every-panel.ts";
import { elementsOf } from "../report/html/parsed.ts";
import { STATES } from "../report/states.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/report.md"), "utf8");

test("docs/report.md has a line for every panel that a report can have", async () => {
  const verdict = everyPanel({ findings: STATES["findings"]!.findings });
  const html = (await htmlReport({ verdict, draws: someDraws() })) + (await htmlReport({ verdict, pack: await readPack("core") }));
  const pair = everyPanel().pairs[0]!.pair;
  const headings = elementsOf(html).flatMap(({ name, text }) => (name === "h2" || name === "h3" ? [text] : []));
  const titles = [...new Set(headings)];
  const lines = page.split("\n").filter((line) => line.startsWith("| "));
  const own = titles.filter((title) => title !== pair && title !== "To do it again");
  expect(own.length).toBeGreaterThan(18);
  expect(own.filter((title) => !lines.some((line) => line.split("|")[1]!.includes(title)))).toEqual([]);
});
