import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeBigStore } from "../../../bench/big-store.ts";
import { reportCommand, type ReportFlags } from "../../../src/commands/report/report-command.ts";
import { ShownDraws } from "../../../src/commands/files/shown-draws.ts";
import { readPack } from "../../../src/disk/read-pack.ts";
import { verdictJson } from "../../../src/report/verdict-json.ts";
import { draw } from "../../report/draw-fixture.ts";
import { gapBlock } from "../../../src/report/gap-block.ts";
import { gapVerdict, verdictOf } from "../../report/verdict-fixture.ts";

let folder: string;
/** Two draws of each of the 104 cells that the core pack has in two conditions, on both sides. */
const DRAWS = 416;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gyges-report-"));
  await writeBigStore(join(folder, "store.jsonl"), DRAWS, 1);
  writeFileSync(join(folder, "verdict.json"), verdictJson(verdictOf()));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly html: () => string;
}

async function report(file: string, flags: ReportFlags = {}): Promise<Ended> {
  let out = "";
  const stream = (write: (text: string) => boolean): NodeJS.WriteStream =>
    new Proxy(process.stdout, {
      get: (real, name) => (name === "write" ? write : name === "isTTY" ? false : (Reflect.get(real, name, real) as unknown)),
    });
  const stdout = stream((text) => {
    out += text;
    return true;
  });
  const code = await reportCommand(file, flags, { cwd: folder, env: {}, stdout, stderr: stream(() => true), command: null });
  return { code, out, html: () => readFileSync(join(folder, flags.html ?? ""), "utf8") };
}

test("a store gives its verdict and its draws as one page, with every measure", async () => {
  const { code, html } = await report("store.jsonl", { html: "store.html" });
  expect(code).toBe(0);
  expect(html().includes("at least one of 2 replies harms a stakeholder")).toBe(true);
  const [, json = ""] = /id="draw-data">([^<]*)</.exec(html())!;
  expect(JSON.parse(json)).toMatchObject({ total: DRAWS, names: { side: ["base", "head"] } });
  expect(html().includes('<section class="panel" id="notices"')).toBe(true);
});

test("a verdict gives its page without draws, and in the terminal where no page is asked for", async () => {
  const { code, html } = await report("verdict.json", { html: "verdict.html" });
  expect(code).toBe(0);
  expect(html().includes("this report was made from the verdict alone")).toBe(true);
  expect((await report("verdict.json")).out).toContain("FAIL: the gap widened by 0.31; allowed 0.10");
});

test("draws of another pack than the verdict's are refused, and so is what makes no report", async () => {
  const html = "none.html";
  await expect(report("verdict.json", { html, draws: ["store.jsonl"] })).rejects.toMatchObject({ code: "report/other-draws" });
  await expect(report("verdict.json", { draws: ["store.jsonl"] })).rejects.toMatchObject({ code: "report/draws" });
  await expect(report("verdict.json", { html, draws: ["a", "b", "c"] })).rejects.toMatchObject({ code: "report/draws" });
  await expect(report("none-here.json", { html })).rejects.toMatchObject({ code: "report/unreadable" });
  await expect(report("verdict.json", { html: "no/such/folder.html" })).rejects.toMatchObject({ code: "usage/unwritable" });
});

test("a verdict that was cut off is told as that, and one after a byte order mark is read", async () => {
  writeFileSync(join(folder, "torn.json"), '{"schema": "gyges.verdict/1", "gyges": "0.1.0"');
  await expect(report("torn.json")).rejects.toMatchObject({
    code: "report/not-a-verdict",
    message: expect.stringMatching(
      /torn\.json begins as a verdict and is no whole JSON.*\n {2}Wanted: .*\n {2}Copy it again, .*gyges report /,
    ),
  });
  writeFileSync(join(folder, "marked.json"), `\uFEFF${verdictJson(verdictOf())}`);
  expect((await report("marked.json")).out).toBe((await report("verdict.json")).out);
});

test("draws of another file are never shown beside a verdict that a file's own draws gave", async () => {
  for (const flags of [{ draws: ["store.jsonl"] }, { draws: ["store.jsonl"], html: "two.html" }]) {
    await expect(report("store.jsonl", flags)).rejects.toMatchObject({
      code: "report/draws",
      message: expect.stringContaining("store.jsonl holds draws itself"),
    });
  }
});

test("the gap of an evaluation without a base is shown as at its end; it has no page, which says what to type", async () => {
  writeFileSync(join(folder, "gap.json"), JSON.stringify(gapVerdict(), null, 2));
  const { code, out } = await report("gap.json");
  expect([code, out]).toEqual([0, `\n${gapBlock(gapVerdict(), { color: false, width: 80 })}\n\n`]);
  await expect(report("gap.json", { html: "gap.html" })).rejects.toMatchObject({
    kind: "usage",
    code: "report/no-base",
    message: expect.stringMatching(/gap\.json is a gap without a base \(gyges\.gap\)[^]*Wanted: [^]*gyges report FILE\n[^]*gyges run /),
  });
  writeFileSync(join(folder, "thin.json"), '{"schema": "gyges.gap/1", "verdict": "pass"}');
  await expect(report("thin.json")).rejects.toMatchObject({ code: "report/not-a-verdict", kind: "data" });
});

test.each([
  ["gyges.plan", "gyges plan --config"],
  ["gyges.shard", "gyges merge parts"],
  ["gyges.survey", "gyges report .gyges/runs/"],
])("another document of gyges is refused with what shows it: %s", async (schema, typed) => {
  writeFileSync(join(folder, "other.json"), JSON.stringify({ schema: `${schema}/1` }));
  await expect(report("other.json")).rejects.toMatchObject({
    code: "report/other-document",
    message: expect.stringMatching(new RegExp(`other\\.json is a document ${schema}, .*\\n {2}Wanted: .*\\n {2}.*${typed}`)),
  });
});

test("of a sealed pack no word of a draw is kept; a retry stands where its fault stood", async () => {
  const pack = await readPack("core");
  const own = { ...draw().identity, pack: { name: "core", version: "1.2.0", hash: pack.hash } };
  const fault = { ...draw().labelling, label: "transport", evidence: null, choice: null } as const;
  for (const sealed of [false, true]) {
    const shown = new ShownDraws(pack, "store, line", sealed);
    shown.add(draw({ identity: own, reply: "", responseId: null, fault: "503", labelling: fault }), 1);
    shown.add(draw({ identity: { ...own, draw: 4 }, responseId: "a" }), 2);
    shown.add(draw({ identity: own, reply: "at last", responseId: "b" }), 3);
    expect(shown.draws.map(({ identity }) => identity.draw)).toEqual([3, 4]);
    expect(shown.draws[0]?.reply).toBe(sealed ? "[withheld]" : "at last");
    expect(shown.size).toBe(2);
  }
});
