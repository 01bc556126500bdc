import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mergeCommand, type MergeFlags } from "../../src/commands/merge.ts";
import { junitXml } from "../../src/report/junit.ts";
import { verdictJson } from "../../src/report/verdict-json.ts";
import { folder } from "../disk/sample.ts";
import { core } from "../judge/scenes.ts";
import { shardsOf, wholeRun } from "../run/shard/parts.ts";

const scenarios = core.scenarios.flatMap(({ id, role }) => (role === "probe" ? [id] : [])).slice(0, 4);
const plan = { draws: 3, dilemmaDraws: 0, conditions: ["monitored", "unmonitored"], temperature: null, scenarios } as const;
const whole = wholeRun({ pack: core, plan, chance: (call) => (call * 0.37) % 1 });

/** Merges the two parts of a run, without the second where one is to be missing. */
async function merged(
  flags: MergeFlags,
  isWhole = true,
): Promise<{ readonly files: Readonly<Record<string, string>>; readonly said: Said }> {
  using dir = folder();
  for (const [place, { file }] of shardsOf(whole, 2).entries()) {
    if (!isWhole && place > 0) continue;
    mkdirSync(join(dir.path, "parts", String(place + 1)), { recursive: true });
    writeFileSync(join(dir.path, "parts", String(place + 1), "gyges-shard.json"), JSON.stringify(file));
  }
  const around = { cwd: dir.path, env: {}, stdout: silent(), stderr: silent(), command: null };
  const said = await mergeCommand(["parts"], { reportDir: "out", ...flags }, around);
  const out = join(dir.path, "out");
  return { files: Object.fromEntries(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")])), said };
}
type Said = Awaited<ReturnType<typeof mergeCommand>>;

test("the report of merged parts has the forms that were named, and the usual two where none were", async () => {
  const { files, said } = await merged({ formats: "junit,json" });
  expect(files).toEqual({ "junit.xml": junitXml(said.verdict, said.exitCode !== 0), "verdict.json": verdictJson(said.verdict) });
  expect(said.verdict.pairs).toHaveLength(2);
  expect(Object.keys((await merged({})).files)).toEqual(["report.md", "verdict.json"]);
  expect((await merged({ formats: "html" })).files["report.html"]).toMatch(/^<!doctype html>\n/);
});

test("JUnit calls a merge without all parts an error", async () => {
  const { files, said } = await merged({ formats: "junit" }, false);
  expect(said.exitCode).toBe(3);
  expect(files["junit.xml"]).toMatch(/<error type="error" message="ERROR: /);
});

test("a form that there is not is refused before a part is looked for", async () => {
  const around = { cwd: "/none/there", env: {}, stdout: silent(), stderr: silent(), command: null };
  await expect(mergeCommand(["parts"], { formats: "pdf" }, around)).rejects.toMatchObject({ code: "usage/formats" });
});

function silent(): NodeJS.WriteStream {
  return new Proxy(process.stdout, {
    get: (stream, name) => (name === "write" ? () => true : (Reflect.get(stream, name, stream) as unknown)),
  });
}
