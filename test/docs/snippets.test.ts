import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TestSuiteConfigSchema } from "promptfoo";
import { expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import * as assertions from "../../assertions/index.ts";
import * as providers from "../../providers/index.ts";
import { readInputs } from "../../src/action/inputs.ts";
import { readGold } from "../../src/commands/label/gold.ts";
import { PlainDrawSchema } from "../../src/schema/plain-draw.ts";
import { type Block, blocksOf, commandsOf, inlineCommands, PAGES, root } from "./blocks.ts";
import { refusal, refusalOfName } from "./cli.ts";

/**
 * Every block of every page is of a kind that something holds: cut from a file that a test runs, read by the schema that will read it, or a command that
 * the program takes. A block of no kind fails: give it one, and something that holds it.
 */

const blocks = PAGES.flatMap(blocksOf);
const read = (file: string): string => readFileSync(join(root, file), "utf8");

test("the pages are really read", () => {
  expect(PAGES).toEqual(expect.arrayContaining(["README.md", "docs/statistics.md", "examples/eval/README.md"]));
  expect(blocks.length).toBeGreaterThan(30);
});

test("words that gyges does not take are refused, and so is a block of no kind", async () => {
  expect(await refusal(["run", "--config", "x", "--maximum", "3"])).toMatch(/unknown option '--maximum'/);
  expect(await refusal(["plan"])).toMatch(/--config/);
  expect(await refusalOfName(["rerun"])).toMatch(/unknown command 'rerun'/);
  await expect(held({ at: "x.md:1", page: "x.md", language: "toml", text: "", from: null })).rejects.toThrow("which nothing holds");
});

test.each(blocks.map((block) => ({ ...block, title: `${block.at} ${block.language}` })))("$title", async (block) => {
  await held(block);
});

test.each(PAGES)("%s: commands in its running text are commands that gyges takes", async (page) => {
  for (const [first, ...words] of inlineCommands(page)) {
    const told = first === "npx" ? words.slice(1) : words;
    expect(await refusalOfName(told), told.join(" ")).toBeNull();
  }
});

/** By what holds it. */
async function held(block: Block): Promise<void> {
  if (block.from !== null) return cutFrom(block.from, block.text);
  switch (block.language) {
    case "sh":
      for (const words of commandsOf(block.text)) expect(await refusalOf(words), words.join(" ")).toBeNull();
      return;
    case "yaml":
      return heldYaml(parse(block.text));
    case "json":
      return block.text.startsWith('{"schema":"gyges.plain-draw/') ? heldPlainDraws(block.text) : heldGold(block.text);
    case "text":
    case "groovy":
      return heldByTest(block);
    default:
      throw new Error(`${block.at}: a block of language "${block.language}", which nothing holds`);
  }
}

function cutFrom(source: string, text: string): void {
  // What the demo prints is compared where the demo runs.
  if (source === "demo") expect(read("test/demo.test.ts")).toContain("from: demo");
  else expect(read(source)).toBe(text);
}

/** A command that cannot be carried out here is at least one that the program behind it takes. */
async function refusalOf([first = "", ...words]: readonly string[]): Promise<string | null> {
  switch (first) {
    case "gyges":
      return refusal(words);
    case "npx":
      return words[0] === "promptfoo" ? refusalOfPromptfoo(words.slice(1)) : refusalOf(words);
    case "npm":
      return refusalOfNpm(words);
    case "inspect":
      // test/docs/other-harnesses.test.ts runs each command of that page.
      return read("docs/other-harnesses.md").includes(`\n${[first, ...words].join(" ")}\n`) ? null : "no test runs it";
    default:
      return ELSE.has([first, ...words].join(" ")) ? null : `nothing is known of the command ${first}`;
  }
}

/** Of a shell itself. */
const ELSE = new Set(["read -rs GYGES_PACK_KEY", "export GYGES_PACK_KEY"]);

const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    peerDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read("package.json")));

async function refusalOfNpm([verb = "", ...words]: readonly string[]): Promise<string | null> {
  if (verb === "ci") return null;
  if (verb === "install") {
    const strange = words.filter((word) => !word.startsWith("--") && word !== "gyges" && !(word in manifest.peerDependencies));
    return strange.length === 0 ? null : `installs ${strange.join(", ")}`;
  }
  const [script = "", ...given] = verb === "run" ? words : [verb, ...words];
  if (!(script in manifest.scripts)) return `package.json has no script ${script}`;
  // The arguments of this one go on to gyges run, but for its own.
  const handed = given.filter((word) => word !== "--" && word !== "--keep");
  return script === "test:model" ? refusal(["run", "--config", "x", ...handed]) : null;
}

/** Each example that a page tells to run is run by a test, by that name. */
async function refusalOfPromptfoo([verb, flag, file = "", ...more]: readonly string[]): Promise<string | null> {
  const name = dirname(file).split("/").at(-1);
  const isRun = existsSync(join(root, file)) && read("test/examples.test.ts").includes(`runExample("${name}")`);
  return verb === "eval" && flag === "-c" && isRun && more.length === 0 ? null : `no test runs ${file}`;
}

function heldYaml(value: unknown): Promise<void> | void {
  const entries = z.record(z.string(), z.unknown()).parse(value);
  if ("on" in entries || "jobs" in entries || "steps" in entries) return heldWorkflow(entries);
  if ("providers" in entries || "prompts" in entries) return heldConfig(entries);
  return heldPipeline(entries);
}

/** `npm run test:workflows` reads all of it with actionlint and zizmor; here the inputs of our own steps. */
function heldWorkflow(workflow: Readonly<Record<string, unknown>>): void {
  for (const { action, given } of ourSteps(workflow)) {
    if (action === "") expect(() => readInputs(given)).not.toThrow();
    const inputs = z.object({ inputs: z.record(z.string(), z.unknown()) }).parse(parse(read(join(action, "action.yml")))).inputs;
    const names = Object.keys(given).map((name) => name.replace("INPUT_", "").toLowerCase());
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(names));
  }
}

interface OurStep {
  /** Folder of the sub-action. */
  readonly action: string;
  /** Its `with:` as the runner hands it on. Expressions stand for a commit. */
  readonly given: NodeJS.ProcessEnv;
}

function ourSteps(node: unknown): OurStep[] {
  if (Array.isArray(node)) return node.flatMap(ourSteps);
  if (typeof node !== "object" || node === null) return [];
  const entries = new Map<string, unknown>(Object.entries(node));
  const below = [...entries.values()].flatMap(ourSteps);
  const [, action] = /^OWNER\/gyges\/?([\w-]*)@/.exec(String(entries.get("uses"))) ?? [];
  if (action === undefined) return below;
  const given = Object.entries(entries.get("with") ?? {}).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    String(value).replace(/\$\{\{.*?\}\}/g, "0".repeat(40)),
  ]);
  return [{ action, given: Object.fromEntries(given) }, ...below];
}

const ProviderSchema = z.union([
  z.string(),
  z.object({ id: z.string(), label: z.string().optional(), config: z.record(z.string(), z.unknown()).optional() }),
]);

/** promptfoo's own schema reads the config; a provider or assertion of ours is one that there is, and takes its config. */
function heldConfig(config: Readonly<Record<string, unknown>>): void {
  const whole = TestSuiteConfigSchema.safeParse({ prompts: ["{{message}}"], providers: ["echo"], ...config });
  expect(whole.error?.message).toBeUndefined();
  for (const provider of z.array(ProviderSchema).parse(config["providers"] ?? [])) {
    const id = typeof provider === "string" ? provider : provider.id;
    const [, name] = /^package:gyges:(\w+)$/.exec(id) ?? [];
    if (name === undefined) continue;
    const made = new Map<string, new (options: object) => object>(Object.entries(providers)).get(name);
    expect(Object.keys(providers), id).toContain(name);
    expect(() => new made!(typeof provider === "string" ? {} : provider)).not.toThrow();
  }
  for (const [, name = ""] of JSON.stringify(config).matchAll(/"package:gyges:([a-z]\w+)"/g)) expect(assertions).toHaveProperty(name);
}

/** A job of GitLab that calls the script of the example, whose arguments go to gyges run. */
async function heldPipeline(jobs: Readonly<Record<string, unknown>>): Promise<void> {
  const [job] = Object.values(z.record(z.string(), z.object({ script: z.string() })).parse(jobs));
  const [[script, ...words] = []] = commandsOf(job!.script);
  expect(script).toBe("ci/gate.sh");
  expect(await refusal(["run", "--config", "x", ...words])).toBeNull();
}

/** Lines of draws; test/docs/other-harnesses.test.ts has them judged. */
function heldPlainDraws(text: string): void {
  for (const line of text.trim().split("\n")) expect(() => PlainDrawSchema.parse(JSON.parse(line))).not.toThrow();
}

/** Lines of people's labels. */
async function heldGold(text: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gyges-gold-"));
  writeFileSync(join(folder, "gold.jsonl"), text);
  const { draws, replies } = await readGold(join(folder, "gold.jsonl"));
  rmSync(folder, { recursive: true });
  expect(draws.length + replies.length).toBe(text.trim().split("\n").length);
}

/** What is printed, drawn or written in a language of nobody here: by its first words, the test or the code that holds those words. */
const HELD_BY: Readonly<Record<string, { readonly file: string; readonly words: string }>> = {
  "gyges: at worst 96 calls": { file: "src/run/told/announce.ts", words: "at worst" },
  "The run stopped within its budget": { file: "src/run/money/within-budget.ts", words: "The run stopped within its budget" },
  "V  = ": { file: "test/docs/statistics.test.ts", words: "the example by hand is what the code computes" },
  "pack ─plan─▶ rows": { file: "test/architecture.test.ts", words: "the graph is really read" },
  "src/schema     ground": { file: "test/architecture.test.ts", words: "stands on no floor" },
  "stage('gyges')": { file: "test/other-ci.test.ts", words: "gate.sh" },
};

function heldByTest({ at, text }: Block): void {
  const [, by] = Object.entries(HELD_BY).find(([start]) => text.startsWith(start)) ?? [];
  expect(
    Object.keys(HELD_BY).filter((start) => text.startsWith(start)),
    `${at}: nothing is known to hold this block`,
  ).toHaveLength(1);
  expect(read(by!.file)).toContain(by!.words);
}

test("nothing is held that no page shows any more", () => {
  expect(Object.keys(HELD_BY).filter((start) => !blocks.some(({ text }) => text.startsWith(start)))).toEqual([]);
});
