import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { enoughFor, inDollars } from "../../money/in-dollars.ts";
import { worstOf } from "../../money/request-bound.ts";
import type { RunBudget } from "../../money/run-budget.ts";
import { plural } from "../../report/words.ts";
import { MONEY_VARIABLE, type MoneyTask, type Spent, SpentSchema } from "../../schema/budget.ts";
import { GygesError } from "../../schema/error.ts";
import { parsedJson } from "../../schema/json.ts";
import { bytesOf, JUDGE_LABEL, type VoteRow } from "../judge/judge-config.ts";

/** Beside its messages a request names its model and its settings. */
const BYTES_BESIDE = 2000;

const NOTHING_YET: Spent = { spent: 0, stopped: false, worst: 0, guessed: 0 };

export interface JudgePurse {
  /** For the child of the judge. */
  readonly env: NodeJS.ProcessEnv;
  /** Puts what was spent on the bill, at its worst where nobody says what it was. @throws GygesError `judge/budget` where a call was kept back */
  settle(): Promise<void>;
}

/**
 * Money for one reading of a judge. It is only begun where all of its calls fit at their worst, since half of the votes are of no use and would be paid
 * again; what repeats add to it is bounded in the child, as for draws.
 *
 * @throws GygesError `judge/budget` before a call
 */
export async function judgePurse(budget: RunBudget, rows: readonly VoteRow[], folder: string): Promise<JudgePurse> {
  const priced = budget.prices.get(JUDGE_LABEL);
  if (priced === undefined) throw new GygesError("data", "judge/budget", "nobody asked what the judge costs. This is a fault of gyges.");
  const bounds = rows.map((row) => ({ promptTokens: bytesOf(row) + BYTES_BESIDE, replyTokens: priced.replyTokens ?? 0 }));
  const worst = bounds.reduce((sum, bound) => sum + worstOf(bound, priced.price), 0);
  if (worst > budget.left) throw tooDear(budget, rows.length, worst);
  const files = { task: join(folder, "money-task.json"), result: join(folder, "money.json") };
  const task: MoneyTask = { task: "budget", budget: { left: budget.left, prices: { [JUDGE_LABEL]: priced.price } }, result: files.result };
  await writeFile(files.result, JSON.stringify(NOTHING_YET), { mode: 0o600 });
  await writeFile(files.task, JSON.stringify(task), { mode: 0o600 });
  return {
    env: { [MONEY_VARIABLE]: files.task },
    async settle() {
      const told = SpentSchema.safeParse(parsedJson(await readFile(files.result, "utf8").catch(() => "")));
      // A child that was killed while it wrote may have made every call.
      const spent = told.success ? told.data : { spent: worst, stopped: false, worst: 0, guessed: rows.length };
      budget.charge(spent);
      if (spent.stopped) throw tooDear(budget, rows.length, worst);
    },
  };
}

function tooDear({ limit, spent, left }: RunBudget, calls: number, worst: number): GygesError {
  return new GygesError(
    "data",
    "judge/budget",
    `Of ${inDollars(limit)} (--max-cost) ${inDollars(spent)} are spent or may be billed, and ${plural(calls, "call")} of the judge may take ${inDollars(worst)}, with ${inDollars(left)} left. The draws are kept: run the same command again with --max-cost ${enoughFor(worst)} to have them read.`,
  );
}
