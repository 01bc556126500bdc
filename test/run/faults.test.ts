import { delimiter, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { asked } from "../support/asked.ts";
import { ChatServer, type Answer, type ChatRequest } from "../support/chat-server.ts";
import { Project, type Ended, type Running } from "../support/project.ts";

/** What goes wrong between gyges and a model ends in a sentence and never in a pass. */

const planned = 16;
const chat = (system: string): string =>
  JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: "{{message}}" },
  ]);
const verdictOf = (ended: Ended): Verdict => VerdictSchema.parse(JSON.parse(ended.stdout));
const whyNot = (ended: Ended): string =>
  verdictOf(ended)
    .reasons.map((reason) => reason.text)
    .join("\n");

/** A model of the user's own that answers out of a cache, or twice with one response, as its config says. */
const ownModel = `let calls = 0;
module.exports = class {
  constructor({ config }) { this.reply = config.reply; }
  id() { return "own-model"; }
  async callApi() {
    calls += 1;
    return { output: "DECISION: HOLD", metadata: { responseId: "response " + calls + " of " + __dirname }, ...(calls === 7 ? this.reply : {}) };
  }
};`;

/** An extension as users write them, with metadata of its own and no thought of others. */
const stripping = `exports.mine = async (hook, { test }) =>
  hook === "beforeEach" && test.metadata.gyges.cell.wording === "plain" ? { test: { ...test, metadata: { team: "support" } } } : undefined;`;

describe("a run whose model fails", () => {
  let project: Project;
  let server: ChatServer;
  const behave = (request: ChatRequest): Answer => ({ text: asked(request)!.object });
  const run = (config: string, ...args: string[]): Promise<Ended> =>
    project.gyges([
      "run",
      "--manipulation-check",
      "off",
      "--scenarios",
      "patch-freeze",
      "--draws",
      "2",
      "-j",
      "1",
      "--json",
      "-c",
      config,
      ...args,
    ]).ended;

  beforeAll(async () => {
    server = await ChatServer.start(behave);
    const at = (path: string): object => ({ id: "openai:chat:m1", config: { apiBaseUrl: `${server.url}${path}/v1`, apiKey: "dummy" } });
    const own = (reply: object): object => ({ id: "file://own-model.cjs", config: { reply } });
    const config = (provider: object): string =>
      stringify({ prompts: ["file://chat.json"], providers: [provider], tests: [{ vars: { message: "Hello" } }] });
    project = await Project.create({
      "chat.json": chat("You assist a shop."),
      "own-model.cjs": ownModel,
      "hooks.cjs": stripping,
      "stripping.yaml": `${config(at("/stripping"))}extensions: ["file://hooks.cjs:mine"]\n`,
      "down.yaml": config(at("/down")),
      "shaky.yaml": config(at("/shaky")),
      "key.yaml": config(at("/key")),
      "cached.yaml": config(own({ cached: true })),
      "copied.yaml": config(own({ metadata: { responseId: "one-response-for-both" } })),
    });
    await project.write({ "chat.json": chat("You assist a bank.") });
  });
  afterAll(async () => {
    await project[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    server.answerWith(behave);
    server.takeRequests();
  });

  test("every call failing (500) is no verdict, 3, and the next run draws all of them again", async () => {
    server.answerWith(() => ({ status: 500 }));
    const down = await run("down.yaml");
    expect({ code: down.code, verdict: verdictOf(down).verdict }).toEqual({ code: 3, verdict: "error" });
    expect(whyNot(down)).toMatch(/none of 8 calls of (?:base|head) .* got a reply; the first one says: .*500/);
    server.answerWith(behave);
    server.takeRequests();
    const up = await run("down.yaml");
    expect({ code: up.code, verdict: verdictOf(up).verdict, calls: server.requests.length }).toEqual({
      code: 0,
      verdict: "inconclusive",
      calls: planned,
    });
  });

  test("a call that fails among others is a missing draw: promptfoo's exit 100 is no failed gate", async () => {
    server.answerWith((request, index) => (index === 9 ? { status: 500 } : behave(request)));
    const ended = await run("shaky.yaml");
    expect(ended.code, ended.stderr).toBe(0);
    expect(verdictOf(ended).verdict).toBe("inconclusive");
    const arms = verdictOf(ended).pairs[0]!.arms;
    expect(arms.map((arm) => arm.draws)).toEqual([4, 4, 4, 4]);
    expect(arms.reduce((sum, arm) => sum + arm.missing, 0)).toBe(1);
    expect(whyNot(ended)).toMatch(/1 of 4 draws of \w+, \w+ have no outcome \(25 %\)/);
  });

  test("a key that dies in the middle (401) is no verdict, 3; with a good one the next run pays for the rest alone", async () => {
    server.answerWith((request, index) => (index >= 5 ? { status: 401 } : behave(request)));
    const dead = await run("key.yaml");
    expect(dead.code).toBe(3);
    expect(verdictOf(dead).verdict).toBe("error");
    expect(whyNot(dead)).toContain("the provider refused the key (401 or 403)");
    expect(whyNot(dead)).toContain("run the same command again to go on");
    expect(server.takeRequests()).toHaveLength(6);
    server.answerWith(behave);
    const alive = await run("key.yaml");
    expect({ code: alive.code, verdict: verdictOf(alive).verdict, calls: server.requests.length }).toEqual({
      code: 0,
      verdict: "inconclusive",
      calls: planned - 5,
    });
  });

  test("rows that an extension of the user's strips of their metadata are lost draws, and no verdict rests on the others", async () => {
    const stripped = await run("stripping.yaml");
    expect(stripped.code, stripped.stderr).toBe(3);
    expect(whyNot(stripped)).toContain("8 of 16 planned draws did not come back");
  });

  test("a reply that comes out of a cache, and one that has another's response id, is no draw and no verdict", async () => {
    const [cached, copied] = await Promise.all([run("cached.yaml"), run("copied.yaml")]);
    expect([cached.code, copied.code]).toEqual([3, 3]);
    expect(whyNot(cached)).toMatch(/the reply of patch-freeze\|.* came out of a cache.*\n.*Switch off the provider's own cache/);
    expect(whyNot(copied)).toMatch(/the response id is that of draw \d+.*\n.*one id twice is one reply twice/);
  });
});

test("a server that is not there ends the run within two minutes, in a sentence, and with lines of progress until then", async () => {
  const gone = await ChatServer.start(() => ({}));
  const { url } = gone;
  await gone[Symbol.asyncDispose]();
  const config = (name: string): string =>
    stringify({
      prompts: [`${name}: {{message}}`],
      providers: [{ id: "openai:chat:m1", config: { apiBaseUrl: `${url}/v1`, apiKey: "dummy" } }],
      tests: [{ vars: { message: "Hello" } }],
    });
  await using project = await Project.create({ "promptfooconfig.yaml": config("Shop") });
  await project.write({ "promptfooconfig.yaml": config("Bank") });
  const { code, stdout, stderr } = await project.gyges(["run", "-c", "promptfooconfig.yaml", "--json"]).ended;
  expect(code).toBe(3);
  const { verdict, reasons } = VerdictSchema.parse(JSON.parse(stdout));
  expect([verdict, reasons[0]!.text]).toEqual([
    "error",
    expect.stringContaining(`no reply from the provider: ECONNREFUSED ${new URL(url).host} in 8 of 8 tries`),
  ]);
  expect(stderr).toMatch(/gyges: 0 of \d+ calls done, \d+ to go, no reply yet/);
}, 120_000);

test("of two runs of one comparison at once the second is told who draws, and the first is left in peace", async () => {
  const secondEnded = Promise.withResolvers<void>();
  await using server = await ChatServer.start((request) => ({ text: asked(request)!.object, after: secondEnded.promise }));
  await using project = await Project.create({
    "promptfooconfig.yaml": stringify({
      prompts: ["file://chat.json"],
      providers: [{ id: "openai:chat:m1", config: { apiBaseUrl: `${server.url}/v1`, apiKey: "dummy" } }],
      tests: [{ vars: { message: "Hello" } }],
    }),
    "chat.json": chat("You assist a shop."),
  });
  await project.write({ "chat.json": chat("You assist a bank.") });
  const run = (): Running =>
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
      "-j",
      "1",
      "--json",
    ]);
  const first = run();
  await server.asked(1);
  const second = await run().ended;
  secondEnded.resolve();
  expect(second.code).toBe(3);
  expect(whyNot(second)).toMatch(/process \d+/);
  const { code, stderr } = await first.ended;
  expect(code, stderr).toBe(0);
  expect(server.requests).toHaveLength(planned);
});

describe("a run that cannot start says so in a sentence, ends with 2, and shows no stack trace", () => {
  const plain = { prompts: ["file://chat.json"], providers: ["openai:chat:m1"], tests: [{ vars: { message: "Hello" } }] };
  const configs: Readonly<Record<string, readonly [text: string, sentence: RegExp]>> = {
    "program.mjs": [
      "export const config = {};",
      /the key config of the config is none that gyges carries into its run\.\n {2}Leave it out/,
    ],
    "ref.yaml": [
      stringify({ ...plain, providers: [{ $ref: "#/definitions/model" }] }),
      /the config uses \$ref\.\n {2}Write the referenced part out/,
    ],
    "pattern.yaml": [
      stringify({ ...plain, prompts: ["file://prompts/*.json"] }),
      // One of the files that it finds is no prompt.
      /prompts\/broken\.json is not valid JSON \(line 3\)\.\n {2}Wanted: a list of messages/,
    ],
    "twins.yaml": [
      stringify({ ...plain, prompts: ["file://chat.json", "file://chat.json"] }),
      /two prompts are named chat\.json\.\n {2}Give each prompt a label/,
    ],
    "prefix.yaml": [
      stringify({ ...plain, defaultTest: { options: { prefix: "PRE " } } }),
      /has a prefix or suffix\.\n {2}Put \{\{notice\}\} into the system text/,
    ],
    "object.yaml": [
      stringify({ ...plain, prompts: ['{"messages": "{{message}}"}'] }),
      /starts like JSON but is not a list of chat messages\.\n {2}Tried: .*\n {2}Put the notice where/,
    ],
    "broken.yaml": [
      stringify({ ...plain, prompts: ["file://prompts/broken.json"] }),
      /prompts\/broken\.json is not valid JSON \(line 3\)\.\n {2}Wanted: a list of messages/,
    ],
    "no-yaml.yaml": ["prompts: [", /no-yaml\.yaml is not YAML/],
    "no-providers.yaml": ["prompts: [file://chat.json]", /providers/],
  };
  let project: Project;
  const run = (...args: string[]): Promise<Ended> => project.gyges(["run", ...args]).ended;

  beforeAll(async () => {
    project = await Project.create({
      "chat.json": chat("You assist a shop."),
      "plain.yaml": stringify(plain),
      "prompts/broken.json": '[\n  {"role": "system", "content": "You assist."}\n  {"role": "user", "content": "{{message}}"}\n]',
      ...Object.fromEntries(Object.entries(configs).map(([name, [text]]) => [name, text])),
    });
  });
  afterAll(() => project[Symbol.asyncDispose]());

  function expectSentence({ code, stdout, stderr }: Ended, sentence: RegExp): void {
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^gyges: /);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  }

  test.each(Object.entries(configs))("%s", async (name, [, sentence]) => {
    expectSentence(await run("-c", name), sentence);
  });

  test.each([
    ["origin/nowhere", /names no commit of this repository\.\n {2}It may not be fetched: git fetch --depth=1 origin nowhere:refs/],
    ["nowhere", /--base-ref "nowhere" names no commit of this repository\.\n {2}Example:/],
    ["--output=stolen", /--base-ref "--output=stolen" names no commit of this repository/],
    ["a;b", /--base-ref "a;b" names no commit of this repository/],
  ])("the base ref %s", async (ref, sentence) => {
    expectSentence(await run("-c", "plain.yaml", `--base-ref=${ref}`), sentence);
  });

  test("a config that is not there", async () => {
    expectSentence(await run("-c", "absent.yaml"), /there is no absent\.yaml\n {2}Name the promptfoo config/);
  });

  test("a project without promptfoo", async () => {
    await using outside = await Project.createOutside({
      "promptfooconfig.yaml": stringify(plain),
      "chat.json": chat("You assist a shop."),
    });
    expectSentence(
      await outside.gyges(["run", "-c", "promptfooconfig.yaml"]).ended,
      /is not in a git repository.*\n.*gyges gate BASE HEAD/,
    );
    await outside.git("init", "--quiet");
    await outside.commit("base");
    await outside.write({ "chat.json": chat("You assist a bank.") });
    // npm puts the checkout's own commands on the path of what it runs.
    const path = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.endsWith(join("node_modules", ".bin")));
    expectSentence(
      await outside.gyges(["run", "-c", "promptfooconfig.yaml"], { env: { PATH: path.join(delimiter) } }).ended,
      /no promptfoo is installed for .*\n {2}npm install --save-dev promptfoo gyges/,
    );
  });
});
