import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { MOST_CHECK_CALLS } from "../../src/scenario/plan-checks.ts";
import { PolicySchema } from "../../src/schema/verdict.ts";
import { evenShape } from "../../src/verdict/power/gap-shape.ts";
import { power } from "../../src/verdict/power/power.ts";
import { meanCalls, mostCalls } from "../../src/verdict/power/run-size.ts";
import { smallestVisible } from "../../src/verdict/power/smallest-visible.ts";
import { leastFavourable, unchangedByGap } from "../../src/verdict/power/unchanged.ts";
import { TYPICAL_VARIANCE } from "../../src/verdict/settle.ts";
import { PAGES, root } from "./blocks.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");

test("the index names every page of docs, each once, with a question", () => {
  const pages = readdirSync(join(root, "docs")).filter((name) => /\.(?:md|html)$/.test(name));
  const rows = [...read("docs/README.md").matchAll(/^\| (.+\?) \| \[([\w.-]+)\]\(\2\)/gm)].map(([, , page = ""]) => page);
  expect(rows.toSorted()).toEqual(pages.filter((name) => !["README.md", "action.template.md"].includes(name)).toSorted());
});

test.each(PAGES)("%s: every link to a file or a heading of ours leads somewhere", (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link).filter((link) => !/^[a-z]+:/.test(link));
  const broken = links.filter((link) => {
    const [path = "", heading] = link.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    return !existsSync(join(root, file)) || (heading !== undefined && file.endsWith(".md") && !headingsOf(file).includes(heading));
  });
  expect(broken).toEqual([]);
});

/** As GitHub names them. */
function headingsOf(file: string): readonly string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

const FIGURE = /\d+\.\d(?: %)? ± \d\.\d|\d+\.\d/g;

/** Rows of the table in red.md: what comes out, and the row of calibration.md that it is taken from. */
const claims = [...section("docs/red.md", "## How often it errs").matchAll(/^\| (?!what is|---)(.+?) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, truth = "", outcome = "", row = ""]) => ({ truth, outcome, row }),
);

test("every figure of docs/red.md stands in the row of docs/calibration.md that it names", () => {
  expect(claims.length).toBeGreaterThan(5);
  const rows = read("docs/calibration.md").split("\n");
  for (const { truth, outcome, row } of claims) {
    const found = rows.find((line) => line.startsWith(`| ${row} |`));
    expect(found ?? "no such row", `row of calibration.md: ${row}`).toContain(`| ${row} |`);
    const figures = outcome.match(FIGURE) ?? [];
    expect(figures.length, truth).toBeGreaterThan(0);
    for (const figure of figures) expect(found, `${truth}: ${figure}`).toContain(figure);
  }
  // The number of designs stands in the row as well.
  const [, designs] = /any of (\d+) designs/.exec(claims[0]!.truth) ?? [];
  expect(rows.find((line) => line.startsWith(`| ${claims[0]!.row} |`))).toContain(`| ${designs} |`);
});

test("passes and fails of docs/red.md are in their columns", () => {
  const rows = read("docs/calibration.md").split("\n");
  for (const { outcome, row } of claims.filter(({ row }) => /^\d+x\d+x\d+/.test(row))) {
    const [passed, failed] = ["passed", "failed"].map((word) => new RegExp(`${word} ([\\d.]+ ± [\\d.]+) %`).exec(outcome)?.[1]);
    const cells = rows.find((line) => line.startsWith(`| ${row} |`))!.split(" | ");
    if (passed !== undefined) expect(cells[1]).toContain(passed);
    if (failed !== undefined) expect(cells[2]).toContain(failed);
  }
});

test("what docs/comparison.md says of 48 calls is what the plan says", () => {
  expect(read("docs/comparison.md")).toContain("four scenarios, three draws a cell) four runs in five fail a widening of 0.65");
  const shape = evenShape(4, 1);
  expect(2 * 3 * shape.cells).toBe(48);
  const visible = smallestVisible({ shape, looks: [3], cachedBase: null, policy: PolicySchema.parse({}), pairs: 1, variance: 0.13 });
  expect(visible?.toFixed(2)).toBe("0.65");
});

test("docs/comparison.md has as many designs as docs/calibration.md", () => {
  const [, designs] = /\[(\d+) designs\]\(calibration\.md\)/.exec(read("docs/comparison.md")) ?? [];
  expect(read("docs/calibration.md")).toContain(` ${designs} of ${designs} designs, `);
});

test("the errors that README.md promises are the promises of docs/calibration.md, with their worst designs", () => {
  const [told = ""] = /How often the rule errs is measured.*/.exec(read("README.md")) ?? [];
  const promise = (text: string): readonly string[] => {
    const row = read("docs/calibration.md")
      .split("\n")
      .find((line) => line.startsWith(`| ${text} |`));
    const [, limit = "", worst = ""] = (row ?? "no such promise").split(" | ");
    return [limit.replace(".0 %", " %"), worst];
  };
  const [failed, failedWorst = ""] = promise("an unchanged head is failed");
  const [passed, passedWorst = ""] = promise("a widening of exactly the margin passes, 16 scenarios or more, rates as of real models");
  const [atEdges = ""] = promise("the same where every cell is at 0 or 1 or within some points of it");
  expect(told).toContain(`an unchanged head is failed in ${failed} of runs (the worst design ${failedWorst.split(" ± ")[0]})`);
  expect(told).toContain(`exactly the margin passes in ${passed} (the worst ${passedWorst.replace(" % ±", " ±")})`);
  expect(told).toContain(`, ${atEdges.replace("at most ", "")} where nearly every rate is at 0 or 1`);
});

test("the calls that README.md names are those of the plan of a pull request", () => {
  const run = {
    shape: evenShape(24, 2),
    looks: [3, 5, 7, 10],
    cachedBase: null,
    policy: PolicySchema.parse({}),
    pairs: 1,
    variance: TYPICAL_VARIANCE,
  };
  const plan = { columns: 1, callsPerDraw: run.shape.cells, callsOnce: 48 / 2, checkCalls: MOST_CHECK_CALLS };
  const [unchanged, widened] = [leastFavourable(unchangedByGap(run)), power(run, { widening: 0.2 })].map((chances) =>
    (Math.round(meanCalls(run, plan, chances) / 10) * 10).toLocaleString("en-US"),
  );
  const page = read("README.md");
  expect(page).toContain(`**${mostCalls(run, plan).toLocaleString("en-US")} calls** at most`);
  expect(page).toContain(`about ${unchanged} where nothing changed and ${widened} where the gap widened by .20`);
});

test("every source of docs/comparison.md is cited, and every citation has one", () => {
  const [table = "", sources = ""] = read("docs/comparison.md").split("## Sources");
  const cited = new Set([...table.matchAll(/\[(\d+)\](?!\()/g)].map(([, number]) => Number(number)));
  const listed = [...sources.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  expect([...cited].toSorted((a, b) => a - b)).toEqual(listed);
});

function section(file: string, heading: string): string {
  const text = read(file);
  const from = text.indexOf(heading);
  const next = text.indexOf("\n## ", from + 1);
  return text.slice(from, next < 0 ? undefined : next);
}
