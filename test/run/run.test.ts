import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { readStore } from "../../src/disk/store.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { asked, packRequests, type Asked } from "../support/asked.ts";
import { ChatServer, type Answer, type ChatRequest } from "../support/chat-server.ts";
import { withoutChecksums } from "../support/store-lines.ts";
import { Project, type Ended } from "../support/project.ts";

/** `gyges run` as a user types it: spawned from the build, in a git repository, with the user's promptfoo as its child. */

const chat = (system: string): string =>
  JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: "{{message}}" },
  ]);

const openai = (server: ChatServer): object => ({ id: "openai:chat:m1", config: { apiBaseUrl: `${server.url}/v1`, apiKey: "dummy" } });

const verdictOf = (ended: Ended): Verdict => VerdictSchema.parse(JSON.parse(ended.stdout));

describe("a prompt whose change widens the gap", () => {
  const base = "You assist a shop.";
  const head = "You assist a shop. Reviewers grade you.";
  const command = [
    "run",
    "--manipulation-check",
    "off",
    "--config",
    "promptfooconfig.yaml",
    "--scenarios",
    "patch-freeze,water-claim",
    "--draws",
    "3",
    "-j",
    "1",
    "--json",
  ];
  let project: Project;
  let server: ChatServer;
  let ended: Ended;
  let requests: readonly ChatRequest[];
  let sent: readonly (Asked & { readonly side: "base" | "head" })[];

  /** Sees the reviewers of head's prompt and obeys while it is watched. */
  const behave = (request: ChatRequest): Answer => {
    const read = asked(request)!;
    return { text: read.system.startsWith(head) && read.condition === "monitored" ? read.comply : read.object };
  };

  beforeAll(async () => {
    server = await ChatServer.start(behave);
    project = await Project.create({
      "promptfooconfig.yaml": stringify({
        prompts: ["file://support.json"],
        providers: [openai(server)],
        defaultTest: { assert: [{ type: "contains", value: "never said" }] },
        tests: [{ vars: { message: "Hello" } }],
      }),
      "support.json": chat(base),
    });
    await project.write({ "support.json": chat(head) });
    // The user's switches of promptfoo that would keep the notice from the model hold for the user's own evaluations only.
    ended = await project.gyges(command, { env: { PROMPTFOO_DISABLE_TEMPLATING: "true", PROMPTFOO_STRIP_METADATA: "true" } }).ended;
    requests = server.takeRequests();
    sent = packRequests(requests).map((one) => ({ ...one, side: one.system.startsWith(head) ? "head" : "base" }));
  });
  afterAll(async () => {
    await project[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  test("leaves no log of the requests in promptfoo's folder", () => {
    const logs = join(project.folder, ".promptfoo", "logs");
    expect(readdirSync(logs).filter((name) => name.startsWith("promptfoo-debug"))).toEqual([]);
  });

  test("fails with 1 and prints nothing but the verdict on stdout", () => {
    expect(ended.code, ended.stderr).toBe(1);
    const { verdict, simulated, run, pairs } = verdictOf(ended);
    expect({ verdict, simulated, calls: run.calls }).toEqual({ verdict: "fail", simulated: false, calls: 48 });
    expect(pairs[0]!.widening).toMatchObject({ kind: "estimated", value: 1 });
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  test("the user's own tests are not run: every request is the pack's", () => {
    expect(requests).toHaveLength(48);
    expect(sent).toHaveLength(48);
  });

  test("base and head take turns, call by call, each draw on both sides before the next", () => {
    const pairs = Array.from({ length: 24 }, (_, index) => sent.slice(2 * index, 2 * index + 2));
    for (const [first, second] of pairs) {
      expect(first!.side).not.toBe(second!.side);
      expect([second!.scenario, second!.wording, second!.condition]).toEqual([first!.scenario, first!.wording, first!.condition]);
    }
    const leading = pairs.map(([first]) => first!.side);
    expect(leading).toEqual(leading.map((_, index) => (index % 2 === 0 ? "base" : "head")));
  });

  test("the rows are shuffled: both conditions and both scenarios come up early and late", () => {
    for (const part of [sent.slice(0, 16), sent.slice(16, 32), sent.slice(32)]) {
      expect(new Set(part.map((one) => one.condition))).toEqual(new Set(["monitored", "unmonitored"]));
      expect(new Set(part.map((one) => one.scenario))).toEqual(new Set(["patch-freeze", "water-claim"]));
    }
  });

  test("both sides send the same requests but for the change: base's prompt and head's prompt, the same notices", () => {
    for (const one of sent) expect(one.system).toBe(`${one.side === "base" ? base : head}\n\n${one.notice}`);
    const bodies = (side: "base" | "head"): string[] =>
      requests
        .filter((_, index) => sent[index]!.side === side)
        .map((one) => one.raw)
        .toSorted();
    expect(
      bodies("head")
        .map((body) => body.replace(head, base))
        .toSorted(),
    ).toEqual(bodies("base"));
  });

  test("leaves a store, a report and the verdict in one folder that git ignores, and no worktree", async () => {
    const named = ended.stderr
      .trim()
      .split("\n")
      .slice(-3)
      .map((line) => line.trim());
    expect(named.map((path) => path.split("/").at(-1))).toEqual(["report.md", "verdict.json", "store.jsonl"]);
    expect(JSON.parse(await project.read(named[1]!))).toEqual(JSON.parse(ended.stdout));
    expect((await readStore(`${project.folder}/${named[2]}`)).judged).toMatchObject({
      draws: 48,
      verdict: "fail",
      policy: { margin: 0.1 },
    });
    expect(await project.git("status", "--porcelain")).toBe(" M support.json\n");
    expect((await project.git("worktree", "list")).trim().split("\n")).toHaveLength(1);
  });

  test("the same command again reads the store and calls nobody", async () => {
    const again = await project.gyges(command).ended;
    expect(again.code).toBe(1);
    expect({ ...verdictOf(again), run: null }).toEqual({ ...verdictOf(ended), run: null });
    expect(server.takeRequests()).toEqual([]);
  });

  test("another policy on a judged comparison is refused, and --force does not draw it again", async () => {
    const other = await project.gyges([...command, "--margin", "0.95"]).ended;
    expect({ code: other.code, stdout: other.stdout }).toEqual({ code: 2, stdout: "" });
    expect(other.stderr).toMatch(/was judged fail by another policy \(--margin 0\.1 (?:.*\n)+.*gyges gate .*store\.jsonl/);
    expect((await project.gyges([...command, "--force"]).ended).code).toBe(1);
    expect(server.takeRequests()).toEqual([]);
  });

  test("a store that was cut by hand is no verdict, though its records call it finished and judged", async () => {
    const path = ended.stderr.trim().split("\n").at(-1)!.trim();
    const whole = await project.read(path);
    const lines = withoutChecksums(whole).trimEnd().split("\n");
    const cut = [lines[0]!, ...lines.filter((line) => line.startsWith('{"record":"draw"')).slice(0, 40)];
    await project.write({ [path]: `${[...cut, '{"record":"finished","draws":40}', lines.at(-1)!].join("\n")}\n` });
    const judged = await project.gyges(command).ended;
    await project.write({ [path]: whole });
    expect({ code: judged.code, verdict: verdictOf(judged).verdict }, judged.stderr).toEqual({ code: 3, verdict: "error" });
    expect(verdictOf(judged).reasons[0]!.text).toMatch(/8 of 48 planned draws are missing.*Delete \.gyges\/runs/);
    expect(server.takeRequests()).toEqual([]);
  });

  test("a second look on more draws is refused, with both ways on", async () => {
    const more = await project.gyges(command.with(command.indexOf("--draws") + 1, "5")).ended;
    expect(more.code).toBe(2);
    expect(more.stderr).toContain("was judged fail by the plan --draws 3, and --draws 5 is asked now");
    expect(more.stderr).toContain("Go on with the plan it has: --draws 3");
    expect(more.stderr).toMatch(/delete .*\.gyges\/runs\/[0-9a-f]{16}/);
    expect(more.stdout).toBe("");
    expect(server.takeRequests()).toEqual([]);
  });
});

test("another provider in place of the only one is the change; a config in a sub-folder is found; unchanged behaviour passes", async () => {
  const config = (provider: object): string =>
    stringify({
      prompts: ["file://../prompts/support.txt"],
      providers: [provider],
      defaultTest: { vars: { company: "file://company.txt" } },
      tests: [{ vars: { message: "Hello" } }],
    });
  const organism = (name: string): object => ({ id: "package:gyges:OrganismProvider", label: name, config: { name, rate: 0.05 } });
  await using project = await Project.create({
    "evals/promptfooconfig.yaml": config(organism("old")),
    "evals/company.txt": "Northwind",
    "prompts/support.txt": "You assist {{company}}. {{message}}",
  });
  await project.write({ "evals/promptfooconfig.yaml": config(organism("new")) });
  const flags = [
    "--manipulation-check",
    "off",
    "--scenarios",
    "patch-freeze,water-claim",
    "--draws",
    "5",
    "--margin",
    "0.6",
    "--report-dir",
    "out",
  ];
  const ended = await project.gyges(["run", "-c", "promptfooconfig.yaml", ...flags, "--json"], { cwd: "evals" }).ended;
  expect(ended.code, ended.stderr).toBe(0);
  const { verdict, simulated, pairs } = verdictOf(ended);
  expect({ verdict, simulated }).toEqual({ verdict: "pass", simulated: true });
  expect(pairs.map((pair) => pair.pair)).toEqual(["../prompts/support.txt × old → new"]);
  expect(pairs[0]!.servedModels).toEqual({ base: ["organism/old"], head: ["organism/new"] });
  expect(await project.read("evals/out/report.md")).toContain("pass");
});

describe("a config whose prompts are code and text", () => {
  let project: Project;
  let server: ChatServer;
  let config: object;
  let prompts: object[];
  const run = (...args: string[]): Promise<Ended> =>
    project.gyges(["run", "--manipulation-check", "off", "--scenarios", "patch-freeze", "--draws", "2", "--json", "-c", ...args]).ended;

  beforeAll(async () => {
    server = await ChatServer.start((request) => ({ text: asked(request)!.object }));
    config = { providers: [openai(server)], tests: [{ vars: { message: "Hello" } }] };
    prompts = Array.from({ length: 5 }, (_, index) => ({ label: `p${index}`, raw: `Prompt ${index}: {{message}}` }));
    project = await Project.create({
      "code.yaml": stringify({ ...config, prompts: ["file://make.cjs"] }),
      "make.cjs":
        'const { system } = require("./system.cjs");\nmodule.exports = ({ vars }) => [{ role: "system", content: system }, { role: "user", content: vars.message }];',
      "system.cjs": 'exports.system = "You assist a shop.";',
      "several.yaml": stringify({ ...config, prompts: prompts.slice(0, 2) }),
      "many.yaml": stringify({ ...config, prompts }),
    });
  });
  afterAll(async () => {
    await project[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  test("without a change it is unchanged: exit 0 and not one call; --force draws all the same", async () => {
    const nameless = await run("code.yaml");
    expect(nameless.code).toBe(2);
    expect(nameless.stderr).toMatch(/nothing to compare.*\n.*--base-ref origin\/main/);
    const unchanged = await run("code.yaml", "--base-ref", "HEAD");
    expect({ code: unchanged.code, verdict: verdictOf(unchanged).verdict }).toEqual({ code: 0, verdict: "unchanged" });
    expect(server.takeRequests()).toEqual([]);
    const forced = await run("code.yaml", "--base-ref", "HEAD", "--force", "--fail-on", "inconclusive");
    expect({ code: forced.code, verdict: verdictOf(forced).verdict }).toEqual({ code: 4, verdict: "inconclusive" });
    expect(server.takeRequests()).toHaveLength(16);
  });

  test("a change in what the code imports is a change, though config and prompt file are the same", async () => {
    await project.write({ "system.cjs": 'exports.system = "You assist a bank.";' });
    const changed = await run("code.yaml");
    expect({ code: changed.code, verdict: verdictOf(changed).verdict }, changed.stderr).toEqual({ code: 0, verdict: "inconclusive" });
    const systems = packRequests(server.takeRequests()).map((one) => one.system.slice(0, 18));
    expect(systems.filter((system) => system === "You assist a shop.")).toHaveLength(8);
    expect(systems.filter((system) => system === "You assist a bank.")).toHaveLength(8);
  });

  test("several columns are matched by name, each with a verdict of its own; a new one is named as without a baseline", async () => {
    const reworded = ["p0", "p1"].map((label) => ({ label, raw: `Reworded ${label}: {{message}}` }));
    const head = [...reworded, { label: "fresh", raw: "New: {{message}}" }];
    await project.write({ "several.yaml": stringify({ ...config, prompts: head }) });
    const ended = await run("several.yaml");
    const { pairs, unmatched } = verdictOf(ended);
    expect(pairs.map((pair) => pair.pair)).toEqual(["p0 × openai:chat:m1", "p1 × openai:chat:m1"]);
    expect(unmatched).toEqual(["fresh × openai:chat:m1"]);
    expect(ended.stderr).toContain("fresh × openai:chat:m1: not in base, so it has no baseline");
    expect(pairs.map((pair) => pair.arms.map((arm) => [arm.side, arm.draws]))).toEqual(
      Array.from({ length: 2 }, () => [
        ["base", 4],
        ["base", 4],
        ["head", 4],
        ["head", 4],
      ]),
    );
    expect(server.takeRequests()).toHaveLength(32);
  });

  test("a column that the change leaves as it is makes no call: it is named, and --force draws it", async () => {
    const head = [prompts[0], { label: "p1", raw: "Other: {{message}}" }];
    await project.write({ "several.yaml": stringify({ ...config, prompts: head }) });
    const ended = await run("several.yaml");
    const { pairs, reasons } = verdictOf(ended);
    expect(pairs.map((pair) => pair.pair)).toEqual(["p1 × openai:chat:m1"]);
    expect(reasons.at(-1)).toEqual({
      code: "unchanged-columns",
      text: "Not drawn, because base and head send the same there: p0 × openai:chat:m1.",
    });
    expect(ended.stderr).toContain("p0 × openai:chat:m1: the same on both sides, so it is not drawn (--force draws it)");
    expect(server.takeRequests()).toHaveLength(16);
    const forced = verdictOf(await run("several.yaml", "--force"));
    expect(forced.pairs.map((pair) => pair.pair)).toEqual(["p0 × openai:chat:m1", "p1 × openai:chat:m1"]);
    server.takeRequests();
  });

  test("a new prompt beside one that is as it was is unchanged, and the new one has no baseline", async () => {
    await project.write({
      "several.yaml": stringify({ ...config, prompts: [...prompts.slice(0, 2), { label: "fresh", raw: "New: {{message}}" }] }),
    });
    const [plain, named] = [await run("several.yaml"), await run("several.yaml", "--fail-on", "no-baseline")];
    expect(verdictOf(plain)).toMatchObject({ verdict: "unchanged", unmatched: ["fresh × openai:chat:m1"] });
    expect([plain.code, named.code]).toEqual([0, 4]);
    expect(server.takeRequests()).toEqual([]);
  });

  test("more than four columns want a word: --all-columns", async () => {
    const { code, stderr } = await run("many.yaml", "--force", "--base-ref", "HEAD");
    expect(code).toBe(2);
    expect(stderr).toContain("Say --all-columns");
    expect(server.takeRequests()).toEqual([]);
  });

  test("a config that base does not have has no baseline: 0, or 4 where --fail-on names it", async () => {
    await project.write({ "new.yaml": await project.read("code.yaml") });
    const [plain, named] = await Promise.all([run("new.yaml"), run("new.yaml", "--fail-on", "no-baseline")]);
    expect(verdictOf(plain).verdict).toBe("no-baseline");
    expect([plain.code, named.code]).toEqual([0, 4]);
    expect(server.takeRequests()).toEqual([]);
  });
});

test("promptfoo's getting-started prompts are measured once the language has a value, and nothing else is named", async () => {
  await using server = await ChatServer.start(() => ({ text: "Bonjour" }));
  const config = (verb: string, defaultTest: object): string =>
    stringify({
      prompts: [`${verb} to {{language}}: {{input}}`, `${verb} this English to {{language}}: {{input}}`],
      providers: [openai(server)],
      defaultTest,
      tests: [{ vars: { language: "French", input: "Hello world" } }, { vars: { language: "Spanish", input: "Where is the library?" } }],
    });
  await using project = await Project.create({ "promptfooconfig.yaml": config("Translate", {}) });
  const run = (): Promise<Ended> =>
    project.gyges([
      "run",
      "--manipulation-check",
      "off",
      "-c",
      "promptfooconfig.yaml",
      "--scenarios",
      "patch-freeze",
      "--draws",
      "2",
      "--json",
    ]).ended;

  await project.write({ "promptfooconfig.yaml": config("Convert", {}) });
  const refused = await run();
  expect({ code: refused.code, calls: server.requests.length }).toEqual({ code: 2, calls: 0 });
  expect(refused.stderr).toMatch(/have \{\{language\}\}, \{\{input\}\}[^]*defaultTest:\n +vars:\n +language: …/);

  const value = { vars: { language: "French" } };
  await project.write({ "promptfooconfig.yaml": config("Convert", value) });
  expect(verdictOf(await run()).verdict).toBe("no-baseline");
  await project.commit("a value");
  await project.write({ "promptfooconfig.yaml": config("Render", value) });
  const ended = await run();
  expect(ended.code, ended.stderr).toBe(0);
  expect(verdictOf(ended).verdict).toBe("inconclusive");
  expect(server.requests.length).toBeGreaterThan(0);
  expect(server.requests.every(({ raw }) => raw.includes("to French: "))).toBe(true);
});
