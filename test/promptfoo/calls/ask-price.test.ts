import { stringify } from "yaml";
import { expect, test } from "vitest";
import { type AskedPrice, AskedPricesSchema } from "../../../src/schema/budget.ts";
import { FakeLlm } from "../../fake-llm/fake-llm.ts";
import { Project, repositoryFolder } from "../../support/project.ts";

/** What the real promptfoo says a call costs, asked without one. */

const PRICED = { inputCost: 1e-6, outputCost: 2e-6 };
const SONNET = "anthropic:messages:claude-sonnet-4-5-20250929";
const NO_PRICE = "promptfoo's table has no price for it, and its config states none";
const NO_LIMIT = "its request sets no limit for the reply (max_tokens, max_completion_tokens, max_output_tokens)";

/** A provider, its config, and what is found: dollars a million tokens in and out, and the most tokens of a reply; or why nothing is. */
const CASES: readonly (readonly [id: string, config: object, found: readonly [number, number, number] | string])[] = [
  ["openai:chat:gpt-4.1-mini", {}, [0.4, 1.6, 1024]],
  ["openai:chat:gpt-4.1-mini", { ...PRICED, max_tokens: 50 }, [1, 2, 50]],
  ["openai:chat:gpt-4.1-mini", { cost: 5e-6 }, [5, 5, 1024]],
  ["openai:responses:gpt-4.1-mini", {}, [0.4, 1.6, 1024]],
  ["openai:chat:gpt-5-mini", { max_completion_tokens: 500 }, [0.25, 2, 500]],
  ["openai:chat:gpt-5-mini", {}, NO_LIMIT],
  ["openai:chat:m1", {}, NO_PRICE],
  ["openai:chat:m1", { ...PRICED, passthrough: { n: 3, max_tokens: 50 } }, [1, 2, 150]],
  [SONNET, {}, [3, 15, 1024]],
  [SONNET, { thinking: { type: "enabled", budget_tokens: 3000 } }, [3, 15, 4024]],
  ["anthropic:messages:claude-x", PRICED, [1, 2, 1024]],
  ["echo", {}, "a provider of this kind (echo) shows neither its requests nor a price before it is called"],
  ["file://own.cjs", PRICED, expect.stringContaining("shows neither its requests nor a price")],
];

test("promptfoo's table, a price in the config, and the limit that the request really has; and no request leaves", async () => {
  await using llm = await FakeLlm.start({ reply: () => ({ text: "no" }) });
  const providers = CASES.map(([id, config], index) => ({
    id,
    label: `p${index}`,
    config: { apiKey: "dummy", apiBaseUrl: id.startsWith("anthropic:") ? llm.url : `${llm.url}/v1`, ...config },
  }));
  await using project = await Project.create({
    "own.cjs": `module.exports = class { id() { return "own"; } async callApi() { throw new Error("it was called"); } };`,
    "c.yaml": stringify({ prompts: ["hello"], providers, extensions: [`file://${repositoryFolder}/promptfoo.js:gyges`], tests: [] }),
  });
  await project.write({ "task.json": JSON.stringify({ task: "prices", result: `${project.folder}/prices.json` }) });
  const { code, stderr } = await project.promptfoo(["-c", "c.yaml", "--no-write", "--no-cache"], { env: { GYGES_MONEY: "task.json" } })
    .ended;
  expect(code, stderr).toBe(0);
  const { prices } = AskedPricesSchema.parse(JSON.parse(await project.read("prices.json")));
  expect(prices.map(found)).toEqual(CASES.map(([, , wanted]) => wanted));
  expect(llm.requests).toHaveLength(0);
});

function found(asked: AskedPrice): unknown {
  if ("unknown" in asked) return asked.unknown;
  const million = (price: number): number => Number((price * 1e6).toPrecision(6));
  return [million(asked.price.input), million(asked.price.output), asked.replyTokens];
}
