import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { capabilitiesOf } from "../../src/promptfoo/capability/capabilities.ts";
import { modelServer } from "./model-server.ts";
import { promptfooEval } from "./promptfoo-eval.ts";

/** What the real promptfoo sends of the settings that a config asks for, as a loopback server records it; the table of capabilities may promise no more. */

const SentSchema = z.looseObject({
  model: z.string(),
  top_p: z.number().optional(),
  seed: z.number().optional(),
  n: z.number().optional(),
});

const CHAT = ["openai:chat:gpt-4o-mini", "openai:chat:gpt-4.1", "openai:gpt-4o"];
const IDS = [
  ...CHAT,
  "openai:responses:gpt-4.1-mini",
  "openai:chat:o3-mini",
  "openai:responses:gpt-5",
  "anthropic:messages:claude-sonnet-4-5-20250929",
  "anthropic:messages:claude-3-5-sonnet-20241022",
  "anthropic:messages:claude-opus-4-7",
];

const sent = new Map<string, z.infer<typeof SentSchema>>();

beforeAll(async () => {
  await using server = await modelServer(() => "No.");
  const url = (id: string): object =>
    id.startsWith("anthropic") ? { apiBaseUrl: server.url, max_tokens: 50 } : { apiBaseUrl: `${server.url}/v1` };
  await promptfooEval({
    prompts: ["{{question}}"],
    providers: IDS.map((id) => ({ id, label: id, config: { apiKey: "test", ...url(id), top_p: 0.9, seed: 7, n: 3 } })),
    tests: IDS.map((id) => ({ description: id, vars: { question: "Left or right?" }, providers: [id] })),
  });
  for (const { body } of server.asked) {
    const request = SentSchema.parse(body);
    sent.set(
      IDS.find((id) => id.endsWith(`:${request.model}`))!,
      request,
    );
  }
}, 60_000);

test("every id was asked", () => {
  expect([...sent.keys()].toSorted()).toEqual([...IDS].toSorted());
});

test.each(IDS)("%s: a top_p that the table calls applied is in the request", (id) => {
  const { top_p } = capabilitiesOf(id);
  if (top_p === "yes") expect(sent.get(id)!.top_p).toBe(0.9);
});

test("late Claude gets no top_p", () => {
  expect([sent.get("anthropic:messages:claude-opus-4-7")!.top_p, capabilitiesOf("anthropic:messages:claude-opus-4-7").top_p]).toEqual([
    undefined,
    "no",
  ]);
});

test.each(IDS)("%s: a seed goes along exactly where the table does not rule it out", (id) => {
  if (id === "openai:responses:gpt-5") return expect(sent.get(id)!.seed).toBe(undefined);
  expect(sent.get(id)!.seed === undefined).toBe(capabilitiesOf(id).seed === "no");
});

test("promptfoo asks for one choice whatever n says", () => {
  expect([...sent.values()].map(({ n }) => n)).toEqual(IDS.map(() => undefined));
});
