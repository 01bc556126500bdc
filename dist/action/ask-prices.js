import { AskedPricesSchema, CHILD_ENVIRONMENT, GygesError, JUDGE_LABEL, MONEY_VARIABLE, SIDES, generateConfig, plain, runChild, stringify } from "./shared.js";
import { join } from "node:path";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
// src/run/money/ask-prices.ts
async function askPrices(comparison) {
	let { budget, sides, matching, options, folder, judge } = comparison;
	if (budget === null || budget.prices.size > 0) return;
	let generated = generateConfig(sides, matching.pairs, folder, options.extension), asked = [...await asking(comparison, generated.config, "prices"), ...judge === null ? [] : await asking(comparison, judgeAlone(judge.judge, options.extension), "judge-price")], names = new Map(matching.pairs.flatMap((pair) => SIDES.map((side) => [generated.labels(pair, side).provider, `${pair[side].provider.name} of ${side}`]))), unknown = asked.filter((one) => "unknown" in one);
	if (unknown.length > 0) throw priceUnknown(unknown, names, options.maxCost);
	budget.setPrices(asked.filter((one) => "price" in one));
}
function judgeAlone({ entry, env }, extension) {
	let { label: _, ...provider } = entry;
	return {
		prompts: ["price"],
		providers: [{
			...provider,
			label: JUDGE_LABEL
		}],
		...Object.keys(env).length === 0 ? {} : { env },
		extensions: [extension],
		tests: []
	};
}
async function asking(comparison, config, name) {
	let { folder, options, sides, promptfoo } = comparison;
	await mkdir(folder, { recursive: !0 });
	let files = {
		config: join(folder, `${name}.yaml`),
		task: join(folder, `${name}-task.json`),
		result: join(folder, `${name}.json`)
	}, task = {
		task: "prices",
		result: files.result
	};
	await rm(files.result, { force: !0 }), await writeFile(files.task, JSON.stringify(task), { mode: 384 }), await writeFile(files.config, stringify(config, { blockQuote: !1 }), { mode: 384 });
	let end = await runChild({
		script: promptfoo.script,
		args: [
			"eval",
			"-c",
			files.config,
			"--no-cache",
			"--no-write",
			"--no-table",
			"--no-progress-bar"
		],
		cwd: sides.head.folder,
		env: {
			...options.env,
			...CHILD_ENVIRONMENT,
			[MONEY_VARIABLE]: files.task
		},
		log: join(folder, `${name}.log`),
		node: options.node,
		cancelled: options.cancelled,
		onTick: () => void 0
	}), text = await readFile(files.result, "utf8").catch(() => null);
	if (text === null) throw noAnswer(end.interrupted, name);
	return AskedPricesSchema.parse(JSON.parse(text)).prices;
}
function noAnswer(interrupted, name) {
	return interrupted ? new GygesError("data", "run/interrupted", "The run was interrupted. No call was made.") : new GygesError("usage", "run/price-unknown", `promptfoo ended before it could say what a call costs (its output: ${name}.log in the folder of the run; a missing key is the usual reason), so --max-cost cannot hold. No call was made.\n  Bound the calls instead: --max-calls N`);
}
function priceUnknown(unknown, names, maxCost) {
	let lines = unknown.slice(0, 5).map((one) => `  × ${plain(names.get(one.label) ?? one.label)}: ${"unknown" in one ? plain(one.unknown) : ""}`);
	return new GygesError("usage", "run/price-unknown", [
		`--max-cost ${maxCost ?? ""} can only hold where the price of a call and the length of its reply are known beforehand, and they are not. No call was made.`,
		...lines,
		"  Give the price in dollars a token, and a limit for the reply, in the provider's config:",
		"    config: {inputCost: 0.0000004, outputCost: 0.0000016, max_tokens: 512}",
		"  or bound the calls instead: --max-calls N"
	].join("\n"));
}
export { askPrices };
