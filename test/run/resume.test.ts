import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { readStore } from "../../src/disk/store.ts";
import type { StoreContents } from "../../src/schema/store.ts";
import { VerdictSchema } from "../../src/schema/verdict.ts";
import { asked } from "../support/asked.ts";
import { ChatServer, type Answer, type ChatRequest } from "../support/chat-server.ts";
import { Project, type Ended, type Running } from "../support/project.ts";
import { childIsGone, storeOf } from "../support/run-folder.ts";

/** A run that is stopped in the middle: what was paid for is kept, and the next run draws the rest, whatever the provider. */

const planned = 16;
const atOnce = 4;

const chat = (system: string): string =>
  JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: "{{message}}" },
  ]);

/** A provider as users write them: no cache, no retry, no resume of its own. */
const ownModel = `module.exports = class {
  constructor({ config }) { this.url = config.url; }
  id() { return "own-model"; }
  async callApi(prompt) {
    const body = JSON.stringify({ model: "own", messages: JSON.parse(prompt) });
    const reply = await (await fetch(this.url, { method: "POST", body })).json();
    return { output: reply.choices[0].message.content, metadata: { responseId: reply.id } };
  }
};`;

let server: ChatServer;
const slowly = (request: ChatRequest): Answer => ({ text: asked(request)!.object, delayMs: 60 });

beforeAll(async () => {
  server = await ChatServer.start(slowly);
});
afterAll(() => server[Symbol.asyncDispose]());

const interruptions: Readonly<Record<string, { provider: () => object; stop: (running: Running) => void; code: number | null }>> = {
  "openai:chat, stopped by Ctrl-C in the terminal": {
    provider: () => ({ id: "openai:chat:m1", config: { apiBaseUrl: `${server.url}/v1`, apiKey: "dummy" } }),
    stop: (running) => running.signalAll("SIGINT"),
    code: 3,
  },
  "an unlabelled anthropic:messages, stopped by a runner that cancels": {
    provider: () => ({ id: "anthropic:messages:claude-sonnet-4-5", config: { apiBaseUrl: server.url, apiKey: "dummy" } }),
    stop: (running) => running.signal("SIGTERM"),
    code: 3,
  },
  "a provider file of the user's own, where gyges alone is killed (kill -9)": {
    provider: () => ({ id: "file://own-model.cjs", config: { url: `${server.url}/v1/chat/completions` } }),
    stop: (running) => running.signal("SIGKILL"),
    code: null,
  },
};

test.each(Object.entries(interruptions))("%s: the next run pays for the rest alone", async (_, { provider, stop, code }) => {
  await using project = await Project.create({
    "promptfooconfig.yaml": stringify({ prompts: ["file://chat.json"], providers: [provider()], tests: [{ vars: { message: "Hello" } }] }),
    "chat.json": chat("You assist a shop."),
    "own-model.cjs": ownModel,
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
      `${atOnce}`,
      "--json",
    ]);
  server.takeRequests();

  const first = run();
  await server.asked(6);
  stop(first);
  const interrupted = await first.ended;
  await childIsGone(project);
  expect(interrupted.code, interrupted.stderr).toBe(code);
  const paid = server.takeRequests().length;
  expect(paid).toBeLessThan(planned);
  const kept = await readStore(storeOf(project));
  expect(kept.finished).toBe(false);
  if (code !== null) expectNoVerdict(interrupted, kept);

  const second = await run().ended;
  expect(second.code, second.stderr).toBe(0);
  const { verdict, pairs, run: bill } = VerdictSchema.parse(JSON.parse(second.stdout));
  expect(verdict).toBe("inconclusive");
  expect(bill.repeated ?? 0).toBe(kept.unanswered);
  expect(second.stderr.includes("under way: made again, and perhaps paid for twice")).toBe(kept.unanswered > 0);
  expect(pairs[0]!.arms.map(({ draws, missing }) => [draws, missing])).toEqual(Array.from({ length: 4 }, () => [4, 0]));
  const doubled = paid + server.takeRequests().length - planned;
  // A call that was noted may not have gone out.
  expect([doubled >= 0, doubled <= kept.unanswered]).toEqual([true, true]);
  expect(kept.unanswered).toBeLessThanOrEqual(atOnce);
  expect(kept.draws.length).toBeGreaterThan(0);
});

function expectNoVerdict({ stdout }: Ended, { draws: { length: kept }, unanswered }: StoreContents): void {
  const underWay =
    unanswered === 0
      ? ""
      : ` Under way: ${unanswered} ${unanswered === 1 ? "call" : "calls"}, perhaps paid for, which the next run makes again.`;
  const { verdict, reasons, run } = VerdictSchema.parse(JSON.parse(stdout));
  expect(verdict).toBe("error");
  expect(reasons).toEqual([
    {
      code: "interrupted",
      text: `The run was interrupted. The draws so far are kept: run the same command again to go on. ${kept} calls were answered so far.${underWay}`,
    },
  ]);
  expect(run.calls).toBe(kept);
}
