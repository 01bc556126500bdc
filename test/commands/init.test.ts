import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { readInputs } from "../../src/action/inputs.ts";
import { initCommand, type InitFlags } from "../../src/commands/init/init.ts";
import { keyOf } from "../../src/commands/init/provider-key.ts";
import type { Surroundings } from "../../src/commands/surroundings.ts";

/** A promptfoo project as it stands: what would be measured, and the workflow for it. */

const installed = resolve(import.meta.dirname, "../../node_modules");
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gyges-init-"));
  execFileSync("git", ["init", "--quiet", root]);
  symlinkSync(installed, join(root, "node_modules"));
  put({ "package-lock.json": "{}" });
});
afterEach(() => rmSync(root, { recursive: true }));

function put(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}
const read = (name: string): string => readFileSync(join(root, name), "utf8");

interface Ended {
  readonly code: number;
  readonly text: string;
}

async function init(flags: Partial<InitFlags> = {}, env: NodeJS.ProcessEnv = { OPENAI_API_KEY: "x" }): Promise<Ended> {
  const said: string[] = [];
  const out = new Proxy(process.stdout, {
    get: (stream, name): unknown =>
      name === "write" ? (text: string) => said.push(text) > 0 : name === "isTTY" ? false : Reflect.get(stream, name, stream),
  });
  const around: Surroundings = { cwd: root, env, stdout: out, stderr: out, command: null };
  const code = await initCommand({ config: "promptfooconfig.yaml", ...flags }, around);
  return { code, text: said.join("") };
}

const CHAT = '[{"role":"system","content":"You assist a shop."},{"role":"user","content":"{{message}}"}]';
const config = (prompt: string, more = "providers: [openai:chat:gpt-4.1-mini]"): string =>
  `prompts: [${JSON.stringify(prompt)}]\n${more}\ntests: [{vars: {message: Hello}}]\n`;

describe("a project that can be measured", () => {
  beforeEach(() => put({ "promptfooconfig.yaml": config("file://prompts/support.json"), "prompts/support.json": CHAT }));

  test("is told on one screen: where the notice goes, the user's turn, the model, the cost", async () => {
    const { code, text } = await init({ check: true });
    expect(code).toBe(0);
    expect(text).toContain("prompts/support.json: the notice goes at the end of the system message");
    expect(text).toMatch(/the user's turn +\{\{message\}\}/);
    expect(text).toMatch(/model +openai:chat:gpt-4\.1-mini, key in OPENAI_API_KEY/);
    expect(text).toMatch(/a run +about 1,\d{3} calls where nothing changed \(price unknown\), at most 2,168/);
    expect(text.split("\n").every((line) => line.length <= 110)).toBe(true);
  });

  test("gets a workflow that the Action understands, for the files that it sends, and a line in .gitignore", async () => {
    await init();
    const Workflow = z.looseObject({
      on: z.object({ pull_request: z.object({ paths: z.array(z.string()) }) }),
      permissions: z.unknown(),
      jobs: z.object({
        gate: z.looseObject({
          steps: z.array(z.looseObject({ uses: z.string().optional(), with: z.unknown().optional(), env: z.unknown().optional() })),
        }),
      }),
    });
    const { on, permissions, jobs } = Workflow.parse(parse(read(".github/workflows/gyges.yml")));
    expect(on.pull_request.paths).toEqual(["promptfooconfig.yaml", "prompts/support.json"]);
    expect(permissions).toEqual({ contents: "read", "pull-requests": "write" });
    const step = jobs.gate.steps.at(-1)!;
    expect(step.env).toEqual({ OPENAI_API_KEY: "${{ secrets.OPENAI_API_KEY }}" });
    const inputs = Object.entries(z.record(z.string(), z.unknown()).parse(step.with)).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      String(value),
    ]);
    expect(readInputs(Object.fromEntries(inputs))).toMatchObject({ config: ["promptfooconfig.yaml"], "max-concurrency": 16 });
    expect(read(".gitignore")).toBe(".gyges/\n");
  });

  test("is left alone by a second call", async () => {
    put({ ".gitignore": "node_modules" });
    await init();
    const before = [read(".github/workflows/gyges.yml"), read(".gitignore")];
    const { text } = await init();
    expect(text).toContain("Nothing is missing: .github/workflows/gyges.yml uses gyges already.");
    expect([read(".github/workflows/gyges.yml"), read(".gitignore")]).toEqual(before);
    expect(before[1]).toBe("node_modules\n.gyges/\n");
  });

  test("shows with --dry-run a diff that git applies, and writes nothing", async () => {
    put({ ".gitignore": "node_modules\n\n# built\ndist\n" });
    const { text } = await init({ dryRun: true });
    expect(() => read(".github/workflows/gyges.yml")).toThrow(/ENOENT/);
    writeFileSync(join(root, "init.patch"), text.slice(text.indexOf("--- ")).replace(/Would write[^]*$/, ""));
    execFileSync("git", ["-C", root, "apply", "--unidiff-zero", "init.patch"]);
    expect(read(".github/workflows/gyges.yml")).toContain("OWNER/gyges@COMMIT # the commit you have read");
    expect(read(".gitignore")).toBe("node_modules\n\n# built\ndist\n.gyges/\n");
  });

  test("never overwrites a workflow of that name which does something else", async () => {
    put({ ".github/workflows/gyges.yml": "name: other\n" });
    await expect(init()).rejects.toMatchObject({ code: "init/in-the-way" });
    expect(read(".github/workflows/gyges.yml")).toBe("name: other\n");
  });

  test("in a shell without the key is fine, and told of it", async () => {
    const { code, text } = await init({ check: true }, {});
    expect([code, text.includes("OPENAI_API_KEY is not set here")]).toEqual([0, true]);
  });

  test("as JSON has no path of this machine, and nothing is written", async () => {
    const { text } = await init({ json: true });
    expect(JSON.parse(text)).toMatchObject({ schema: "gyges.survey/1", config: "promptfooconfig.yaml", turn: "message", problems: [] });
    expect(text).not.toContain(root);
    expect(() => read(".gitignore")).toThrow(/ENOENT/);
  });
});

describe("what is wrong is told with what mends it", () => {
  test("two variables and no word which is the user's turn", async () => {
    put({ "promptfooconfig.yaml": config("Translate to {{language}}: {{input}}") });
    const { code, text } = await init({ check: true });
    expect(code).toBe(2);
    expect(text).toContain("What is to be mended");
    expect(text).toMatch(/✗ gyges cannot tell which variable carries the user's turn: [^]*defaultTest:/);
  });

  test("a prompt in which no system message can be found", async () => {
    put({ "promptfooconfig.yaml": config('{"contents": "{{message}}"}') });
    const { code, text } = await init({ check: true });
    expect([code, text.includes("add {{notice}} to the system text")]).toEqual([2, true]);
  });

  test("no promptfoo", async () => {
    rmSync(join(root, "node_modules"));
    put({ "promptfooconfig.yaml": config("{{message}}") });
    expect((await init({ check: true })).text).toMatch(/✗ no promptfoo is installed/);
  });

  test("no config, and where one is", async () => {
    put({ "evals/promptfooconfig.yaml": config("{{message}}") });
    await expect(init()).rejects.toMatchObject({
      message: expect.stringMatching(/Found: evals\/promptfooconfig\.yaml\n.*gyges init --config evals/),
    });
  });
});

test.each([
  ["plain text", "{{message}}", "as a system message in front"],
  ["a slot of its own", "You are watched: {{notice}}. {{message}}", "where the prompt says {{notice}}"],
  ["messages without a system one", '[{"role":"user","content":"{{message}}"}]', "as a system message in front"],
])("of %s it is told where the notice goes", async (_, prompt, place) => {
  put({ "promptfooconfig.yaml": config(prompt) });
  expect((await init({ check: true })).text).toContain(`the notice goes ${place}`);
});

test("of a provider with instructions and of a prompt function too", async () => {
  const instructed = "providers: [{id: openai:responses:gpt-4.1, config: {instructions: You assist a shop.}}]";
  put({ "promptfooconfig.yaml": config("{{message}}", instructed) });
  expect((await init({ check: true })).text).toContain("the notice goes behind the provider's instructions");
  put({ "promptfooconfig.yaml": config("file://prompt.js"), "prompt.js": "module.exports = ({vars}) => vars.message;" });
  expect((await init({ check: true })).text).toContain("into what the prompt function returns");
});

test("a package of a monorepo is installed by the lockfile above it, and worked in its own folder", async () => {
  rmSync(join(root, "package-lock.json"));
  put({ "pnpm-lock.yaml": "", "apps/desk/promptfooconfig.yaml": config("{{message}}") });
  await init({ config: "apps/desk/promptfooconfig.yaml" });
  const text = read(".github/workflows/gyges.yml");
  expect(text).toContain("corepack enable && pnpm install --frozen-lockfile");
  expect(text).toContain("working-directory: apps/desk");
  expect(text).toContain("- apps/desk/promptfooconfig.yaml");
});

test("another config of the repository is named, since the workflow is of one alone", async () => {
  put({ "promptfooconfig.yaml": config("{{message}}"), "apps/desk/promptfooconfig.yaml": config("{{message}}") });
  expect((await init({ dryRun: true })).text).toContain(
    "not looked at: apps/desk/promptfooconfig.yaml\n      Each by itself: gyges init -c apps/desk/promptfooconfig.yaml\n",
  );
  const both = await init({ config: ["promptfooconfig.yaml", "apps/desk/promptfooconfig.yaml"], dryRun: true });
  expect(both.text).not.toContain("not looked at");
});

test("several configs become one input, a line each from the folder of the first", async () => {
  put({ "desk/models.yaml": "providers: [openai:chat:gpt-4.1-mini]\nprompts: []\n", "shared/support.yaml": config("{{message}}", "") });
  const { text } = await init({ config: ["desk/models.yaml", "shared/support.yaml"] });
  expect(text).toMatch(/config +desk\/models\.yaml\n +config +shared\/support\.yaml/);
  const workflow = read(".github/workflows/gyges.yml");
  expect(workflow).toContain("config: |-\n            models.yaml\n            ../shared/support.yaml\n          working-directory: desk");
  expect(workflow).toContain("paths:\n      - desk/models.yaml\n      - shared/support.yaml");
});

test("a key stands where the provider reads it, and a local model has none", () => {
  expect(keyOf("openai:chat:gpt-4o", {})).toBe("OPENAI_API_KEY");
  expect(keyOf("anthropic:messages:claude-sonnet-4-5", { apiKeyEnvar: "TEAM_KEY" })).toBe("TEAM_KEY");
  expect(keyOf("package:gyges:BatchProvider", { provider: "anthropic:messages:claude-sonnet-4-5" })).toBe("ANTHROPIC_API_KEY");
  for (const id of ["ollama:chat:llama3", "file://model.js", "package:gyges:OrganismProvider"]) expect(keyOf(id, {})).toBe(null);
  expect(keyOf("openai:chat:m", { apiKeyEnvar: "A_KEY }}\n" })).toBe("OPENAI_API_KEY");
});
