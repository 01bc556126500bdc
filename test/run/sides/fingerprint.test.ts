import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprintSide, type SideFingerprint } from "../../../src/run/sides/fingerprint.ts";
import { readSide } from "../../../src/run/config/read-side.ts";

/** Two checkouts of one project, with real files: equal fingerprints must mean equal requests. */

const files = {
  "evals/promptfooconfig.yaml": [
    "prompts: [file://../prompts/chat.json]",
    "providers: [{id: 'openai:chat:m', config: {tools: file://tools.json}}]",
    "defaultTest: {vars: {company: file://company.txt}}",
  ].join("\n"),
  "evals/tools.json": "[]",
  "evals/company.txt": "Northwind",
  "prompts/chat.json": '[{"role":"user","content":"{{message}}"}]',
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gyges-fingerprint-"));
});
afterEach(() => rm(root, { recursive: true }));

async function fingerprint(checkout: string, changes: Readonly<Record<string, string>> = {}): Promise<SideFingerprint> {
  const folder = join(root, checkout);
  for (const [name, text] of Object.entries({ ...files, ...changes })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const config = join(folder, "evals", "promptfooconfig.yaml");
  return fingerprintSide(await readSide("base", config), folder);
}

test("two checkouts with the same contents have one fingerprint, wherever they lie", async () => {
  expect(await fingerprint("base")).toEqual(await fingerprint("elsewhere/head"));
});

test.each([
  ["the prompt", { "prompts/chat.json": '[{"role":"user","content":"Please: {{message}}"}]' }],
  ["a file that the provider names", { "evals/tools.json": '[{"type":"function"}]' }],
  ["a file that a default variable names", { "evals/company.txt": "Southwind" }],
  [
    "a setting of the provider",
    { "evals/promptfooconfig.yaml": files["evals/promptfooconfig.yaml"].replace("config: {", "config: {temperature: 1, ") },
  ],
])("%s is in the fingerprint", async (_, changes) => {
  expect((await fingerprint("base")).hash).not.toBe((await fingerprint("head", changes)).hash);
});

test("what never reaches the model is not in it: the user's own tests, comments, layout", async () => {
  const config = `# a comment\n${files["evals/promptfooconfig.yaml"]}\ntests: [{vars: {message: Hello}, assert: [{type: contains, value: Hi}]}]\n`;
  expect((await fingerprint("base")).hash).toBe((await fingerprint("head", { "evals/promptfooconfig.yaml": config })).hash);
});

test.each([
  ["a prompt function", { "evals/promptfooconfig.yaml": "prompts: [file://make.cjs]\nproviders: ['openai:chat:m']", "evals/make.cjs": "" }],
  ["a provider file", { "evals/promptfooconfig.yaml": "prompts: ['{{message}}']\nproviders: [file://model.py]", "evals/model.py": "" }],
  ["a package", { "evals/promptfooconfig.yaml": "prompts: ['{{message}}']\nproviders: ['package:gyges:OrganismProvider']" }],
  [
    "an extension",
    {
      "evals/promptfooconfig.yaml": "prompts: ['{{message}}']\nproviders: ['openai:chat:m']\nextensions: ['file://hooks.mjs:mine']",
      "evals/hooks.mjs": "",
    },
  ],
  ["a variable of the environment in a prompt", { "prompts/chat.json": '[{"role":"user","content":"{{env.TONE}} {{message}}"}]' }],
  [
    "one in the provider's id",
    { "evals/promptfooconfig.yaml": "prompts: ['{{message}}']\nproviders: ['openai:chat:{{ env[\"MODEL\"] }}']" },
  ],
  ["one in a file that the provider names", { "evals/tools.json": '["{{env.TONE}}"]' }],
  [
    "a file that cannot be read",
    { "evals/promptfooconfig.yaml": "prompts: ['{{message}}']\nproviders: [{id: 'openai:chat:m', config: {tools: 'file://absent.json'}}]" },
  ],
])("%s makes a side opaque: the hash alone may not call it unchanged", async (_, changes) => {
  expect((await fingerprint("base")).opaque).toBe(false);
  expect((await fingerprint("head", changes)).opaque).toBe(true);
});

test("the variables that config, prompts and files name are told, so that their values can be part of the run's key", async () => {
  const { variables } = await fingerprint("head", {
    "evals/promptfooconfig.yaml": files["evals/promptfooconfig.yaml"].replace("openai:chat:m", 'openai:chat:{{ env["MODEL"] }}'),
    "evals/tools.json": "['{{env['TONE']}}']",
    "prompts/chat.json": '[{"role":"user","content":"{{ env.PLACE | upper }} {{message}}"}]',
  });
  expect(variables).toEqual(["MODEL", "PLACE", "TONE"]);
});
