import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { readSide } from "../../../src/run/config/read-side.ts";
import type { SideConfig } from "../../../src/run/config/side.ts";

const plain = { prompts: ["{{message}}"], providers: ["openai:chat:m"] };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gyges-side-"));
});
afterEach(() => rm(root, { recursive: true }));

async function read(config: object, files: Readonly<Record<string, string>> = {}): Promise<SideConfig> {
  for (const [name, text] of Object.entries({ ...files, "promptfooconfig.yaml": stringify(config) })) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return readSide("head", join(root, "promptfooconfig.yaml"));
}

describe("prompts", () => {
  test("are named by their label, else by their path, else by their place", async () => {
    const { prompts } = await read(
      {
        ...plain,
        prompts: [
          "file://a.txt",
          "./b.txt",
          { id: "file://c.txt", label: "the third" },
          "Say: {{message}}",
          { raw: "{{message}}!", label: "raw" },
        ],
      },
      { "a.txt": "A {{message}}", "b.txt": "B {{message}}", "c.txt": "C {{message}}" },
    );
    expect(prompts.map((prompt) => prompt.name)).toEqual(["a.txt", "b.txt", "the third", "prompt 4", "raw"]);
    expect(prompts.map((prompt) => prompt.template)).toEqual([
      "A {{message}}",
      "B {{message}}",
      "C {{message}}",
      "Say: {{message}}",
      "{{message}}!",
    ]);
  });

  test("get absolute paths, the export of a prompt function included; a function has no template", async () => {
    const { prompts, files } = await read({ ...plain, prompts: ["file://make.mjs:greet"] }, { "make.mjs": "" });
    expect(prompts).toEqual([{ name: "make.mjs:greet", entry: { id: `file://${root}/make.mjs:greet` }, template: null }]);
    expect(files).toContain(`${root}/make.mjs`);
  });

  test.each([
    [
      "a text file of several prompts",
      ["file://many.txt"],
      { "many.txt": "one {{message}}\n---\ntwo {{message}}" },
      /many\.txt holds several prompts/,
    ],
    ["a table of prompts", ["file://many.csv"], { "many.csv": "prompt" }, /many\.csv is a table of prompts/],
    ["a prompt that is fetched", ["langfuse://support:3"], {}, /prompt 1 is fetched \(langfuse:\)/],
    ["a prompt of neither text nor file", [{ label: "empty" }], {}, /prompt 1 has neither text nor file/],
    ["a file that is not there", ["file://absent.json"], {}, /the config names .*absent\.json, which is not there/],
    ["a folder", ["file://folder"], { "folder/x.txt": "" }, /the config names .*folder, which is not a file/],
  ])("%s is refused", async (_, prompts, files, sentence) => {
    await expect(read({ ...plain, prompts }, files)).rejects.toThrow(sentence);
  });
});

describe("providers", () => {
  test("are named by label or id, under `providers` or `targets`, alone or in a list, with their files absolute", async () => {
    const { providers } = await read({
      prompts: ["{{message}}"],
      targets: { id: "openai:chat:m", config: { tools: "file://tools.json" }, transform: "output" },
    });
    expect(providers).toEqual([
      {
        name: "openai:chat:m",
        id: "openai:chat:m",
        entry: { id: "openai:chat:m", config: { tools: `file://${root}/tools.json` }, transform: "output" },
        prompts: null,
        transformed: true,
      },
    ]);
    const { providers: labelled } = await read({
      ...plain,
      providers: [{ id: "openai:chat:m", label: "small", prompts: ["p"] }, "openai:chat:m"],
    });
    expect(labelled.map((one) => [one.name, one.prompts, one.transformed])).toEqual([
      ["small", ["p"], false],
      ["openai:chat:m", null, false],
    ]);
  });

  test.each([
    ["none", [], /the config names no provider\n {2}Example/],
    ["two of one name", ["openai:chat:m", "openai:chat:m"], /two providers are named openai:chat:m/],
    ["a command", ["exec:./model.sh"], /the provider exec: runs a command/],
    ["a list in a file that is not there", ["file://providers.yaml"], /names .*providers\.yaml, which is not there/],
  ])("%s: refused", async (_, providers, sentence) => {
    await expect(read({ ...plain, providers })).rejects.toThrow(sentence);
  });
});

describe("defaults", () => {
  test("a default test in a file is read; its variables and options are each side's own", async () => {
    const { defaultVars, defaultOptions } = await read(
      { ...plain, defaultTest: "file://defaults.yaml" },
      {
        "defaults.yaml": stringify({
          vars: { company: "file://company.txt", tone: "kind" },
          options: { transform: "file://trim.js" },
          assert: [{ type: "is-json" }],
        }),
      },
    );
    expect(defaultVars).toEqual({ company: `file://${root}/company.txt`, tone: "kind" });
    expect(defaultOptions).toEqual({ transform: `file://${root}/trim.js` });
  });

  test("a prefix is taken where every prompt has its own place for the notice, spaces or not", async () => {
    const options = { defaultTest: { options: { prefix: "PRE " } } };
    await expect(read({ ...plain, ...options, prompts: ["System: {{ notice }} User: {{message}}"] })).resolves.toMatchObject({
      defaultOptions: { prefix: "PRE " },
    });
    await expect(read({ ...plain, ...options })).rejects.toThrow(/prefix or suffix/);
  });

  test("a prompt of unknown form is taken where the provider keeps the system text itself", async () => {
    const prompts = ['{"input": "{{message}}"}'];
    await expect(
      read({ prompts, providers: [{ id: "openai:responses:m", config: { instructions: "Be brief." } }] }),
    ).resolves.toMatchObject({ side: "head" });
    await expect(read({ prompts, providers: ["openai:responses:m"] })).rejects.toThrow(/starts like JSON/);
  });

  test("a default test that is a program is refused", async () => {
    await expect(read({ ...plain, defaultTest: "file://defaults.mjs" })).rejects.toThrow(/defaultTest is a program/);
  });
});

test("gyges's own extension is left out, however it is named; the user's stay, with their paths absolute", async () => {
  const extensions = ["file://node_modules/gyges/promptfoo.js:gyges", "file://gyges.config.mjs:gyges", "file://hooks.mjs:mine"];
  expect((await read({ ...plain, extensions })).extensions).toEqual([`file://${root}/hooks.mjs:mine`]);
});

test("an extension is gyges's own only by its file and its export: a user's `gyges…` stays", async () => {
  const extensions = ["file://hooks.mjs:gyges", "file://gyges.config.mjs:gygesAndMine", "file://promptfoo.js:gyges"];
  expect((await read({ ...plain, extensions })).extensions).toEqual(extensions.map((one) => one.replace("file://", `file://${root}/`)));
});

describe("what would not reach the model as written is refused by name", () => {
  test.each([
    ["an unknown key", { nunjucksGlobals: {} }, /the key nunjucksGlobals/],
    ["a prefix on the command line", { commandLineOptions: { promptPrefix: "PRE" } }, /commandLineOptions\.promptPrefix/],
    ["a provider of the default test", { defaultTest: { provider: "openai:chat:m" } }, /the key defaultTest\.provider/],
    ["a key of a prompt", { prompts: [{ raw: "{{message}}", function: "x" }] }, /the key function of prompt 1/],
    ["an include", { prompts: ["{%- include 'rules.txt' %} {{message}}"] }, /prompt 1 .*include.*\n.*[Ww]rite it into the prompt/],
    ["an include in a default", { defaultTest: { vars: { rules: "{% include 'x' %}" } } }, /include/],
    [
      "a file inside a prompt",
      { prompts: ['[{"role":"system","content":"file://rules.txt"},{"role":"user","content":"{{message}}"}]'] },
      /prompt 1 .*file:\/\/.*\n.*[Ww]rite it into the prompt/,
    ],
    [
      "so in JSON's own spelling",
      { prompts: [String.raw`[{"role":"system","content":"\u0066ile:\/\/rules.txt"},{"role":"user","content":"{{message}}"}]`] },
      /prompt 1 .*file:\/\//,
    ],
    ["a provider file without file://", { providers: ["./model.mjs"] }, /\.\/model\.mjs.*\n.*file:\/\/\.\/model\.mjs/],
    ["so by its ending", { providers: [{ id: "model.mjs" }] }, /model\.mjs.*\n.*file:\/\/model\.mjs/],
    [
      "a relative path in its config",
      { providers: [{ id: "mcp", config: { args: ["../server.mjs"] } }] },
      /\.\.\/server\.mjs.*\n.*file:\/\//,
    ],
    ["a filter that is not there", { nunjucksFilters: { shout: "absent.js" } }, /names .*absent\.js, which is not there/],
  ])("%s", async (_, more, sentence) => {
    await expect(read({ ...plain, ...more })).rejects.toThrow(sentence);
  });

  test("what carries no request is left aside: descriptions, assertions, metadata", async () => {
    const harmless = { description: "D", tags: { a: "b" }, sharing: false, commandLineOptions: { verbose: true } };
    const defaultTest = { description: "D", metadata: { a: 1 }, threshold: 0.5, assert: [{ type: "is-json" }] };
    await expect(read({ ...plain, ...harmless, defaultTest })).resolves.toMatchObject({ side: "head" });
  });

  test("an include in a file that a default variable names is refused too", async () => {
    const defaultTest = { vars: { rules: "file://rules.txt" } };
    await expect(read({ ...plain, defaultTest }, { "rules.txt": "{% include 'more.txt' %}" })).rejects.toThrow(/rules\.txt uses include/);
  });

  test("a config that is a folder is called one", async () => {
    await expect(readSide("head", root)).rejects.toThrow(/is a folder.*\n.*--config .*promptfooconfig\.yaml/);
  });
});

test("the config of a prompt is carried into its entry, with its files absolute", async () => {
  const config = { response_format: "file://format.json" };
  const { prompts } = await read({ ...plain, prompts: [{ raw: "{{message}}", label: "p", config }] });
  expect(prompts[0]!.entry).toEqual({ raw: "{{message}}", config: { response_format: `file://${root}/format.json` } });
});

test("variables of the user's tests are known, to find the one that carries the user's turn", async () => {
  const tests = [{ vars: { question: "Q", customer: "C" } }, { vars: { question: "R" } }, "file://more.yaml"];
  expect((await read({ ...plain, tests })).testVars).toEqual(["question", "customer"]);
});

test.each([
  ["is not there", {}, "config/missing-file", /names .*models\.yaml, which is not there\.\n.*correct its path/],
  ["is a folder", { "models.yaml/one.txt": "" }, "config/missing-file", /names .*models\.yaml, which is not a file\.\n/],
  ["is not YAML", { "models.yaml": "- id: [" }, "config/yaml", /models\.yaml is not YAML: .*[^]*Mend the place/],
])("a file of providers that %s is told in gyges's words", async (_, files, code, message) => {
  await expect(read({ ...plain, providers: ["file://models.yaml"] }, files)).rejects.toMatchObject({
    name: "GygesError",
    code,
    message: expect.stringMatching(message),
  });
});

test("a config of aliases that would blow up is refused, not expanded", async () => {
  const bomb = [
    "a: &a [x, x, x, x, x, x, x, x, x, x]",
    ...["b", "c", "d", "e"].map((name, index) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${"abcd"[index]}`).join(", ")}]`),
  ];
  await writeFile(join(root, "promptfooconfig.yaml"), [...bomb, "prompts: ['{{message}}']"].join("\n"));
  await expect(readSide("head", join(root, "promptfooconfig.yaml"))).rejects.toThrow(/is not YAML: .*alias/i);
});
