import { GygesError, JUDGE_LABEL, MONEY_VARIABLE, SpentSchema, bytesOf, enoughFor, inDollars, parsedJson, plural, worstOf } from "./shared.js";
import { join } from "node:path";
import { readFile, writeFile } from "node:fs/promises";
// src/run/money/judge-purse.ts
const NOTHING_YET = {
	spent: 0,
	stopped: !1,
	worst: 0,
	guessed: 0
};
async function judgePurse(budget, rows, folder) {
	let priced = budget.prices.get(JUDGE_LABEL);
	if (priced === void 0) throw new GygesError("data", "judge/budget", "nobody asked what the judge costs. This is a fault of gyges.");
	let worst = rows.map((row) => ({
		promptTokens: bytesOf(row) + 2e3,
		replyTokens: priced.replyTokens ?? 0
	})).reduce((sum, bound) => sum + worstOf(bound, priced.price), 0);
	if (worst > budget.left) throw tooDear(budget, rows.length, worst);
	let files = {
		task: join(folder, "money-task.json"),
		result: join(folder, "money.json")
	}, task = {
		task: "budget",
		budget: {
			left: budget.left,
			prices: { [JUDGE_LABEL]: priced.price }
		},
		result: files.result
	};
	return await writeFile(files.result, JSON.stringify(NOTHING_YET), { mode: 384 }), await writeFile(files.task, JSON.stringify(task), { mode: 384 }), {
		env: { [MONEY_VARIABLE]: files.task },
		async settle() {
			let told = SpentSchema.safeParse(parsedJson(await readFile(files.result, "utf8").catch(() => ""))), spent = told.success ? told.data : {
				spent: worst,
				stopped: !1,
				worst: 0,
				guessed: rows.length
			};
			if (budget.charge(spent), spent.stopped) throw tooDear(budget, rows.length, worst);
		}
	};
}
function tooDear({ limit, spent, left }, calls, worst) {
	return new GygesError("data", "judge/budget", `Of ${inDollars(limit)} (--max-cost) ${inDollars(spent)} are spent or may be billed, and ${plural(calls, "call")} of the judge may take ${inDollars(worst)}, with ${inDollars(left)} left. The draws are kept: run the same command again with --max-cost ${enoughFor(worst)} to have them read.`);
}
export { judgePurse };
