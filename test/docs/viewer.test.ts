import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { parseOptions, type ExtensionOptions } from "../../src/promptfoo/extension-options.ts";
import { planDraws } from "../../src/scenario/plan.ts";
import { MOST_CHECK_CALLS } from "../../src/scenario/plan-checks.ts";
import { root } from "./blocks.ts";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const page = read("docs/viewer.md");

/** Each option of the table, its variable and its default. */
const rows = [...page.matchAll(/^\| `(\w+)` \| (?:`(GYGES\w*)(?:=\w+)?`)? ?\| (.+?) \| /gm)].map(([, name = "", variable, usual = ""]) => ({
  name,
  variable,
  usual,
}));

/** A value other than the default, and how a variable says it. */
const OTHER: Readonly<Record<keyof ExtensionOptions, readonly [value: unknown, text?: string]>> = {
  off: [true, "off"],
  pack: ["dilemmas", "dilemmas"],
  draws: [7, "7"],
  scenarios: [["patch-freeze", "null-result"], "patch-freeze, null-result"],
  conditions: [["placebo"]],
  margin: [0.2, "0.2"],
  maxMissing: [0.3],
  manipulationCheck: ["warn", "warn"],
  messageVar: ["question", "question"],
  temperature: [0.7],
  store: ["draws.jsonl", "draws.jsonl"],
  plaintext: [true],
};

test("the options of docs/viewer.md are those that the extension takes", () => {
  expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(OTHER).toSorted());
  for (const [name, [value]] of Object.entries(OTHER)) expect(parseOptions({ [name]: value }, {})).toHaveProperty(name, value);
  expect(Object.keys(OTHER)).toEqual(expect.arrayContaining(Object.keys(parseOptions({}, {}))));
});

test("each has the variable that goes before it", () => {
  const others = new Map(Object.entries(OTHER));
  for (const { name, variable } of rows) {
    const [value, text] = others.get(name)!;
    expect(variable === undefined, name).toBe(text === undefined);
    if (variable !== undefined) expect(parseOptions({}, { [variable]: text })).toHaveProperty(name, value);
  }
});

test("each has the default that is told", () => {
  const defaults = new Map<string, unknown>(Object.entries(parseOptions({}, {})));
  for (const { name, usual } of rows.filter(({ usual: told }) => /^(?:`[^,]+`|[\d.]+)$/.test(told))) {
    expect(String(defaults.get(name)), name).toBe(usual.replaceAll("`", ""));
  }
});

test("it makes as many calls by default as the page and the README say", async () => {
  const { draws, conditions, pack } = parseOptions({}, {});
  const planned = planDraws(await readPack(pack), { draws, controlDraws: 1, dilemmaDraws: draws, conditions, temperature: null });
  expect(page).toContain(`${planned.length} calls a column, and up to ${MOST_CHECK_CALLS} about the notices`);
  expect(read("README.md")).toContain(`by default ${planned.length} calls a column and up to ${MOST_CHECK_CALLS} about the notices`);
});
