import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { actionPage } from "../../src/action/docs/action-page.ts";
import { pageOf } from "../../src/action/docs/read-page.ts";
import { InputsSchema, readInputs } from "../../src/action/inputs.ts";
import { OUTPUTS } from "../../src/action/outputs.ts";
import { ORIGINS, POLICY, TREATMENTS } from "../../src/action/trust/policy.ts";
import { VERDICTS } from "../../src/schema/verdict.ts";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/action.md"), "utf8");

test("docs/action.md is what `npm run docs` writes", () => {
  expect(page).toBe(pageOf(root));
});

test("every input, output and verdict has its row", () => {
  const rows = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(expect.arrayContaining([...Object.keys(InputsSchema.shape), ...OUTPUTS, ...VERDICTS]));
});

test("the good values of an input are those that the step takes", () => {
  const [, listed = ""] = /^\| `formats` \| [^|]* \| a list of ([^|]*) \|/m.exec(page) ?? [];
  const names = [...listed.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
  expect(readInputs({ INPUT_FORMATS: names.join(",") }).formats).toEqual(names);
  expect(page).toMatch(/^\| `margin` \| `0\.10` \| above 0, below 1 \|/m);
});

test("the policy is the table that the code goes by", () => {
  for (const { event, head, treatment } of POLICY) {
    expect(page).toContain(`| \`${event}\` | ${ORIGINS[head]} | ${TREATMENTS[treatment]} |`);
  }
});

test("a template without a place for a table is refused", () => {
  const action = { name: "x", description: "x", inputs: {}, outputs: {} };
  expect(() => actionPage({ template: "# x\n", action, subActions: {}, policy: [] })).toThrow(/no place <!-- inputs -->/);
});

test("every workflow of the page names inputs that exist, with values that are good", () => {
  const workflows = [...page.matchAll(/^```yaml\n([^]*?)\n```$/gm)].map(([, text = ""]) => parse(text) as unknown);
  const steps = workflows.flatMap(ourSteps);
  expect(steps.length).toBeGreaterThan(2);
  for (const given of steps) expect(() => readInputs(given)).not.toThrow();
});

/** The `with:` of each step that uses the Action itself, as the runner hands it on. Expressions stand for a commit. */
function ourSteps(node: unknown): NodeJS.ProcessEnv[] {
  if (Array.isArray(node)) return node.flatMap(ourSteps);
  if (typeof node !== "object" || node === null) return [];
  const entries = new Map<string, unknown>(Object.entries(node));
  const below = [...entries.values()].flatMap(ourSteps);
  if (!String(entries.get("uses")).startsWith("OWNER/gyges@")) return below;
  const given = Object.entries(entries.get("with") ?? {}).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    String(value).replace(/\$\{\{.*?\}\}/g, "0".repeat(40)),
  ]);
  return [Object.fromEntries(given), ...below];
}
