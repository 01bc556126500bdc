import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stringify } from "yaml";
import { notDrawn, withoutAlike } from "../../../src/run/sides/alike-columns.ts";
import { matchColumns } from "../../../src/run/sides/columns.ts";
import { readSide } from "../../../src/run/config/read-side.ts";

/** Two checkouts with real files: a column is drawn unless what it sends is the same to the last byte. */

const config = {
  prompts: ["file://prompts/desk.json", { label: "inline", raw: "Inline: {{message}}" }],
  providers: [{ id: "openai:chat:m", label: "m", config: { tools: "file://tools.json" } }],
  defaultTest: { vars: { company: "file://company.txt" } },
  tests: [{ vars: { message: "Hello" } }],
};
const chat = (system: string): string => JSON.stringify([{ role: "system", content: system }]);
const files = {
  "promptfooconfig.yaml": stringify(config),
  "prompts/desk.json": chat("You assist a shop. {{message}}"),
  "prompts/system.cjs": "module.exports = ({ vars }) => vars.message;",
  "tools.json": "[]",
  "company.txt": "Northwind",
};
type Files = Readonly<Record<string, string>>;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gyges-alike-"));
});
afterEach(() => rm(root, { recursive: true }));

async function lay(checkout: string, changes: Files): Promise<string> {
  for (const [name, text] of Object.entries({ ...files, ...changes })) {
    const path = join(root, checkout, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return join(root, checkout);
}

/** What is drawn and what is not, by the columns' names. */
async function split(ofHead: Files, ofBase: Files = {}): Promise<{ readonly drawn: readonly string[]; readonly alike: readonly string[] }> {
  const roots = { base: await lay("base", ofBase), head: await lay("head", ofHead) };
  const read = async (side: "base" | "head") => readSide(side, join(roots[side], "promptfooconfig.yaml"));
  const sides = { base: await read("base"), head: await read("head") };
  const { pairs, alike = [] } = await withoutAlike(sides, matchColumns(sides.base, sides.head), roots);
  return { drawn: pairs.map(({ name }) => name), alike };
}

const [desk, inline] = ["prompts/desk.json × m", "inline × m"];

test("of two prompts the one that changed is drawn", async () => {
  expect(await split({ "prompts/desk.json": chat("You assist a bank. {{message}}") })).toEqual({ drawn: [desk], alike: [inline] });
  const reworded = stringify({ ...config, prompts: [config.prompts[0], { label: "inline", raw: "Reworded: {{message}}" }] });
  expect(await split({ "promptfooconfig.yaml": reworded })).toEqual({ drawn: [inline], alike: [desk] });
});

test.each([
  ["a file of the provider they share", { "tools.json": '[{"type":"function"}]' }],
  ["a file that a default variable names", { "company.txt": "Southwind" }],
  ["a default variable", { "promptfooconfig.yaml": stringify({ ...config, defaultTest: { vars: { company: "Southwind" } } }) }],
  ["the config's environment", { "promptfooconfig.yaml": stringify({ ...config, env: { OPENAI_BASE_URL: "http://localhost:1" } }) }],
  [
    "a setting of the provider they share",
    { "promptfooconfig.yaml": stringify({ ...config, providers: [{ id: "openai:chat:m", label: "m", config: { temperature: 1 } }] }) },
  ],
])("%s is part of every column", async (_, changes) => {
  expect(await split(changes)).toEqual({ drawn: [desk, inline], alike: [] });
});

test("a column with a prompt function is drawn, since what code loads is in no hash; the one beside it is not", async () => {
  const code = { "promptfooconfig.yaml": stringify({ ...config, prompts: ["file://prompts/system.cjs", config.prompts[1]] }) };
  expect(await split(code, code)).toEqual({ drawn: ["prompts/system.cjs × m"], alike: [inline] });
});

test("so is one with a provider of a package, ours among them", async () => {
  const simulated = { "promptfooconfig.yaml": stringify({ ...config, providers: ["package:gyges:OrganismProvider"] }) };
  expect((await split(simulated, simulated)).alike).toEqual([]);
});

test("with an extension, a filter or a config that is a program every column is drawn", async () => {
  const extended = { "promptfooconfig.yaml": stringify({ ...config, extensions: ["file://hooks.mjs:own"] }), "hooks.mjs": "" };
  expect((await split(extended, extended)).alike).toEqual([]);
  const filtered = { "promptfooconfig.yaml": stringify({ ...config, nunjucksFilters: { loud: "loud.cjs" } }), "loud.cjs": "" };
  expect((await split(filtered, filtered)).alike).toEqual([]);
});

test("a template that reads the environment is drawn, since its value is in no hash", async () => {
  const reads = stringify({ ...config, prompts: [config.prompts[0], { label: "inline", raw: "{{env.TONE}} {{message}}" }] });
  const both = { "promptfooconfig.yaml": reads };
  expect(await split(both, both)).toEqual({ drawn: [inline], alike: [desk] });
});

test("of two providers the one with another temperature is drawn, and binding one of them to a prompt changes nothing that is sent", async () => {
  const [m] = config.providers;
  const provided = (...providers: readonly object[]): Files => ({ "promptfooconfig.yaml": stringify({ ...config, providers }) });
  const warmer = { ...m, label: "warm", config: { temperature: 0.9 } };
  expect(await split(provided(m!, { ...warmer, prompts: ["inline"] }), provided(m!, warmer))).toEqual({
    drawn: [],
    alike: [desk, inline, "inline × warm"],
  });
  expect(await split(provided(m!, { ...warmer, config: { temperature: 1 } }), provided(m!, warmer))).toEqual({
    drawn: ["prompts/desk.json × warm", "inline × warm"],
    alike: [desk, inline],
  });
});

test("what is not drawn is named, five at most, and where all is drawn nothing is said", () => {
  expect(notDrawn({ alike: [] })).toBeNull();
  expect(notDrawn({ alike: ["a × m", "b × m"] })?.text).toBe("Not drawn, because base and head send the same there: a × m, b × m.");
  expect(notDrawn({ alike: ["a", "b", "c", "d", "e", "f", "g"] })?.text).toMatch(/: a, b, c, d, e and 2 more\.$/);
});
