import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RunBudget } from "../../src/money/run-budget.ts";
import { JUDGE_LABEL, type VoteRow } from "../../src/run/judge/judge-config.ts";
import { judgePurse } from "../../src/run/money/judge-purse.ts";
import { MONEY_VARIABLE, MoneyTaskSchema } from "../../src/schema/budget.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gyges-purse-"));
});
afterEach(() => rm(folder, { recursive: true }));

const row: VoteRow = { question: 0, vote: 0, asked: { system: "S", user: "U" } };

/** Two calls, each at worst a reply of 100 tokens at a cent: input is free here. */
async function purse(budget: RunBudget): Promise<{ readonly result: string; readonly settle: () => Promise<void> }> {
  budget.setPrices([{ label: JUDGE_LABEL, price: { input: 0, output: 0.01 }, replyTokens: 100 }]);
  const own = await judgePurse(budget, [row, { ...row, vote: 1 }], folder);
  const task = MoneyTaskSchema.parse(JSON.parse(await readFile(own.env[MONEY_VARIABLE]!, "utf8")));
  return { result: task.result, settle: () => own.settle() };
}

test("a reading of the judge is paid as its child says", async () => {
  const budget = new RunBudget(5);
  const { result, settle } = await purse(budget);
  await writeFile(result, JSON.stringify({ spent: 0.25, stopped: false, worst: 1, guessed: 0 }));
  await settle();
  expect(budget.spent).toBe(0.25);
});

test.each([
  ["half written", '{"spent":0.2'],
  ["empty", ""],
])("where the child's word is %s, all of its calls are paid at their worst", async (_, text) => {
  const budget = new RunBudget(5);
  const { result, settle } = await purse(budget);
  await writeFile(result, text);
  await settle();
  expect(budget.spent).toBe(2);
});

test("a reading that does not fit at its worst is not begun", async () => {
  const budget = new RunBudget(1.99);
  await expect(purse(budget)).rejects.toMatchObject({
    code: "judge/budget",
    message: expect.stringMatching(/2 calls of the judge may take \$2/),
  });
  expect(budget.spent).toBe(0);
});
