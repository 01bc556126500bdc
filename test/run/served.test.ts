import { readdirSync } from "node:fs";
import { join } from "node:path";
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
