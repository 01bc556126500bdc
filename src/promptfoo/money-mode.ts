import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type AskedPrice, type MoneyTask, MoneyTaskSchema, type Spent } from "../schema/budget.ts";
import { parseStrict } from "../schema/parse.ts";
import { askPrices } from "./calls/ask-price.ts";
import type { BeforeAll } from "./hooks.ts";
import type { Mode } from "./mode.ts";
import { priceReplies } from "./calls/price-replies.ts";

/** The extension in a promptfoo child of `gyges run` that draws nothing: it asks what calls cost, or keeps a judge within its budget. */
export class MoneyMode implements Mode {
  readonly #task: MoneyTask;
  #spent: () => Spent = () => ({ spent: 0, stopped: false, worst: 0, guessed: 0 });

  private constructor(task: MoneyTask) {
    this.#task = task;
  }

  static async open(path: string): Promise<MoneyMode> {
    const task = parseStrict(MoneyTaskSchema, JSON.parse(await readFile(path, "utf8")), {
      where: `the task ${path}`,
      example: "gyges run writes this file itself; run gyges run again",
      code: "run/money-file",
    });
    return new MoneyMode(task);
  }

  async beforeAll({ suite }: BeforeAll): Promise<void> {
    if (this.#task.task === "prices") {
      tell(this.#task.result, { prices: await askPrices(suite.providers) });
      // The question is answered, and promptfoo would now make the calls of the suite.
      process.exit(0);
    }
    priceReplies(suite.providers);
    const { meterCalls } = await import("./calls/meter-calls.ts");
    this.#spent = meterCalls(suite.providers, this.#task.budget);
  }

  async afterEach(): Promise<void> {
    tell(this.#task.result, this.#spent());
  }

  async afterAll(): Promise<void> {
    tell(this.#task.result, this.#spent());
  }
}

function tell(path: string, result: Spent | { readonly prices: readonly AskedPrice[] }): void {
  writeFileSync(path, JSON.stringify(result), { mode: 0o600 });
}
