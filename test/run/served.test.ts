import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { readStore } from "../../src/disk/store.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { asked } from "../support/asked.ts";
import { ChatServer, type ChatRequest } from "../support/chat-server.ts";
import { Project } from "../support/project.ts";

/** Who answered, where promptfoo's own providers do not say: read off the wire beside them, in whole runs over loopback. */

vi.setConfig({ testTimeout: 120_000 });

const command = "run --manipulation-check off -c promptfooconfig.yaml --scenarios patch-freeze,water-claim --draws 2 -j 4 --json".split(
  " ",
);
const isHead = ({ raw }: ChatRequest): boolean => raw.includes("You assist a bank.");

async function judged(
  server: ChatServer,
  [base, head]: readonly [string, string],
  config: object,
): Promise<{ verdict: Verdict; served: string[] }> {
  const text = (prompt: string, id: string): string =>
    stringify({ prompts: [`${prompt} {{message}}`], providers: [{ id, config }], tests: [{ vars: { message: "Hello" } }] });
  await using project = await Project.create({ "promptfooconfig.yaml": text("You assist a shop.", base) });
  await project.write({ "promptfooconfig.yaml": text("You assist a bank.", head) });
  const env = { OPENAI_API_KEY: "test-key", ANTHROPIC_API_KEY: "test-key" };
  const ended = await project.gyges(command, { env }).ended;
  expect(ended.stdout, ended.stderr).not.toBe("");
  const runs = join(project.folder, ".gyges", "runs");
  const { draws } = await readStore(join(runs, readdirSync(runs)[0]!, "store.jsonl"));
  expect([draws.length, server.requests.length]).toEqual([32, 32]);
  expect(new Set(draws.map(({ responseId }) => responseId)).size).toBe(32);
  return {
    verdict: VerdictSchema.parse(JSON.parse(ended.stdout)),
    served: [...new Set(draws.map(({ servedModel }) => servedModel ?? ""))].toSorted(),
  };
}

const answering = (model: (request: ChatRequest) => string): Promise<ChatServer> =>
  ChatServer.start((request) => ({ text: asked(request)?.object ?? "Hello.", model: model(request) }));

test("one alias that two snapshots answer for is a finding, told by what the API said", async () => {
  await using server = await answering((request) => (isHead(request) ? "gpt-9-2026-11-01" : "gpt-9-2026-08-07"));
  const { verdict, served } = await judged(server, ["openai:chat:gpt-9", "openai:chat:gpt-9"], { apiBaseUrl: `${server.url}/v1` });
  expect(served).toEqual(["gpt-9-2026-08-07", "gpt-9-2026-11-01"]);
  expect(verdict.findings).toMatchObject([
    { code: "served/snapshots", text: expect.stringContaining("base by gpt-9-2026-08-07, head by gpt-9-2026-11-01") },
  ]);
});

test("another model by name is the change under judgement: one pair under both names, and no finding", async () => {
  await using server = await answering(({ body }) => `${body.model}-20261101`);
  const { verdict, served } = await judged(server, ["anthropic:messages:claude-8", "anthropic:messages:claude-9"], {
    apiBaseUrl: server.url,
  });
  expect(served).toEqual(["claude-8-20261101", "claude-9-20261101"]);
  expect(verdict.pairs.map(({ pair, servedModels }) => [pair, servedModels])).toEqual([
    ["prompt 1 × anthropic:messages:claude-8 → anthropic:messages:claude-9", { base: ["claude-8-20261101"], head: ["claude-9-20261101"] }],
  ]);
  expect(verdict.findings).toEqual([]);
});

test("a temperature that the model does not take is a finding, since what was measured is not what the config says", async () => {
  await using server = await answering(({ body }) => body.model);
  const config = { apiBaseUrl: `${server.url}/v1`, temperature: 0.2 };
  const { verdict } = await judged(server, ["openai:chat:gpt-5-mini", "openai:chat:gpt-5-mini"], config);
  expect(verdict.findings.map(({ code, text }) => [code, text.split(":")[0]])).toEqual([
    ["settings/not-applied", 'In base and head of "prompt 1 × openai'],
  ]);
  expect(verdict.findings[0]!.text).toContain("the temperature 0.2 did not reach openai:chat:gpt-5-mini: none of 32 calls took it");
});

/** A provider of the user's own over the vendor's SDK, which warns of the model on the console. */
const overSdk = (sdk: string, url: string): string => `import Anthropic from ${JSON.stringify(sdk)};
const client = new Anthropic({ apiKey: "test", baseURL: ${JSON.stringify(url)} });
export default class {
  id() { return "anthropic-by-sdk"; }
  async callApi(prompt) {
    const message = await client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 50, messages: [{ role: "user", content: prompt }] });
    return { output: message.content[0].text, metadata: { model: message.model, responseId: message.id } };
  }
}`;

test("a model whose end its vendor's SDK warns of is a finding, though promptfoo's output is shown nowhere", async () => {
  await using server = await answering(({ body }) => body.model);
  const config = (prompt: string): string =>
    stringify({ prompts: [`${prompt} {{message}}`], providers: ["file://model.mjs"], tests: [{ vars: { message: "Hello" } }] });
  const sdk = pathToFileURL(join(import.meta.dirname, "../../node_modules/anthropic-sdk-1/index.mjs")).href;
  await using project = await Project.create({
    "promptfooconfig.yaml": config("You assist a shop."),
    "model.mjs": overSdk(sdk, server.url),
  });
  await project.write({ "promptfooconfig.yaml": config("You assist a bank.") });
  const ended = await project.gyges(command).ended;
  const { findings } = VerdictSchema.parse(JSON.parse(ended.stdout));
  expect(
    findings.map(({ code }) => code),
    ended.stderr,
  ).toEqual(["model/end-of-life"]);
  expect(findings[0]!.text).toMatch(/^claude-sonnet-4-5 reaches its end of life on November 30th, 2026/);
});
