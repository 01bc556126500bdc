import { AskedPricesSchema, CHILD_ENVIRONMENT, GygesError, JUDGE_LABEL, MONEY_VARIABLE, SIDES, enoughFor, evalArguments, firstReach, generateConfig, grouped, inDollars, keyOfDraw, knownAnswers, looksOf, newestEarlier, parsedJson, plain, plural, priceOfConfig, readStore, runChild, settledDraws, systemOption, wantedChecks, wantedDraws, writeConfig } from "./shared.js";
import { dirname, join } from "node:path";
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
	await rm(files.result, { force: !0 }), await writeFile(files.task, JSON.stringify(task), { mode: 384 }), await writeConfig(files.config, config);
	let end = await runChild({
		script: promptfoo.script,
		args: evalArguments(files.config),
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
	}), told = AskedPricesSchema.safeParse(parsedJson(await readFile(files.result, "utf8").catch(() => "")));
	if (!told.success) throw noAnswer(end.interrupted, name);
	return told.data.prices;
}
function noAnswer(interrupted, name) {
	return interrupted ? new GygesError("data", "run/interrupted", "The run was interrupted. No call was made: run the same command again.") : new GygesError("usage", "run/price-unknown", `promptfoo ended before it could say what a call costs (its output: ${name}.log in the folder of the run; a missing key is the usual reason), so --max-cost cannot hold. No call was made.\n  Bound the calls instead: --max-calls N`);
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
function estimatedTokens(columns, planned) {
	let ofPrompts = mean(columns.map(({ prompt, provider }) => writtenIn(prompt.template) + (systemOption(provider.entry)?.text.length ?? 0))), ofDraws = mean(planned.map(({ userText, notice }) => userText.length + (notice?.length ?? 0)));
	return Math.ceil((ofPrompts + ofDraws) / 4);
}
function writtenIn(template) {
	return (template ?? "").replaceAll(/\{\{[^}]*\}\}/g, "").length;
}
function mean(values) {
	return values.reduce((total, value) => total + value, 0) / values.length;
}
// src/run/money/expected-cost.ts
async function expectedCost(comparison, draws) {
	return byDraws(draws) ?? byEarlierRun(comparison);
}
function byDraws(draws) {
	let means = new Map(), all = new Mean();
	for (let { pair, side, cost } of draws) {
		if (cost === null || side === null) continue;
		let key = keyOf(pair, side), own = means.get(key) ?? new Mean();
		means.set(key, own), own.add(cost), all.add(cost);
	}
	return all.count < FEWEST ? null : {
		by: `by ${all.count} draws of this run`,
		rough: !1,
		of: (pair, side) => (means.get(keyOf(pair, side)) ?? all).value
	};
}
const FEWEST = 8;
async function byEarlierRun(comparison) {
	let { folder, matching, planned } = comparison, learned = (await newestEarlier(dirname(folder), matching.pairs.map(({ head }) => head.provider.name)))?.learned ?? null, prices = pricesOf(comparison);
	if (prices === null) {
		let paid = learned?.cost ?? null;
		return paid === null ? null : {
			by: "by what the last run paid",
			rough: !1,
			of: () => paid
		};
	}
	let columns = matching.pairs.flatMap((pair) => SIDES.map((side) => pair[side])), rough = learned === null || learned.replyTokens === null, prompt = learned?.promptTokens ?? estimatedTokens(columns, planned), reply = learned?.replyTokens ?? 100;
	return {
		by: rough ? "roughly, by the length of the prompts and replies of 100 tokens" : "by the tokens of the last run",
		rough,
		of: (pair, side) => {
			let { input, output } = prices.get(keyOf(pair, side)) ?? NOTHING;
			return prompt * input + reply * output;
		}
	};
}
const NOTHING = {
	input: 0,
	output: 0
};
function pricesOf({ budget, sides, matching, folder, options }) {
	let asked = budget?.prices, labels = asked === void 0 || asked.size === 0 ? null : generateConfig(sides, matching.pairs, folder, options.extension), prices = new Map();
	for (let pair of matching.pairs) for (let side of SIDES) {
		let price = labels === null ? priceOfConfig(pair[side].provider.entry.config) : asked?.get(labels.labels(pair, side).provider)?.price;
		if (price == null) return null;
		prices.set(keyOf(pair.name, side), price);
	}
	return prices;
}
function sumOf(expected, wanted) {
	return wanted.reduce((sum, { pair, side }) => sum + expected.of(pair, side), 0);
}
function keyOf(pair, side) {
	return JSON.stringify([pair, side]);
}
var Mean = class {
	#sum = 0;
	count = 0;
	add(value) {
		this.#sum += value, this.count += 1;
	}
	get value() {
		return this.#sum / this.count;
	}
};
// src/run/money/within-budget.ts
async function sayForecast(comparison, first, there) {
	let { budget, options, plan } = comparison, expected = await expectedCost(comparison, there);
	if (expected === null) {
		first.length > 0 && !isOurs(comparison) && options.stderr.write("gyges: the price of a call is not known before the first replies: inputCost and outputCost in the provider's config give it\n");
		return;
	}
	let now = sumOf(expected, first), all = sumOf(expected, restOf(comparison, there, first));
	if (all === 0 && budget === null) return;
	let looks = looksOf(plan).length === 1 ? "" : ` for the first look, ${inDollars(all)} for all ${looksOf(plan).length}`, limit = budget === null ? "" : `, of ${inDollars(budget.limit)} allowed`;
	if (options.stderr.write(`gyges: about ${inDollars(looksOf(plan).length === 1 ? all : now)}${looks}, ${expected.by}${limit}\n`), !(budget === null || expected.rough || now <= budget.left)) throw new GygesError("usage", "run/max-cost", `the first look is expected to cost ${inDollars(now)} (${plural(first.length, "call")}, ${expected.by}), and --max-cost allows ${inDollars(budget.limit)}. No call was made.\n  Allow more: --max-cost ${enoughFor(now + budget.worst)} for the first look, --max-cost ${enoughFor(all + budget.worst)} for all of them. Or draw less: --scenarios, --max-draws`);
}
function isOurs({ matching }) {
	return matching.pairs.every(({ base, head }) => [base, head].every(({ provider }) => provider.id.startsWith("package:gyges:")));
}
async function refuseStep(comparison, calls, isFirst) {
	let { budget, options } = comparison;
	if (budget === null && isFirst) return null;
	let draws = await drawsSoFar(comparison), expected = await expectedCost(comparison, draws);
	return !isFirst && expected !== null && options.stderr.write(`gyges: about ${inDollars(sumOf(expected, calls))} for the next ${plural(calls.length, "call")}, ${expected.by}\n`), budget === null || expected === null || expected.rough || sumOf(expected, calls) <= budget.left ? null : stopped(comparison, draws, expected, `the next ${plural(calls.length, "call")} are expected to cost ${inDollars(sumOf(expected, calls))}`);
}
async function overBudget(comparison) {
	let draws = await drawsSoFar(comparison);
	return stopped(comparison, draws, await expectedCost(comparison, draws), `the next call may take ${inDollars(comparison.budget?.worst ?? 0)} at worst`);
}
function stopped(comparison, draws, expected, why) {
	let { limit = 0, spent = 0, left = 0, worst = 0 } = comparison.budget ?? {}, rest = restOf(comparison, draws, []), cost = expected === null ? null : sumOf(expected, rest), finish = cost === null ? "" : ` To go to the last look takes ${grouped(rest.length)} more draws, about ${inDollars(cost)}.`;
	return {
		code: "budget",
		text: [`The run stopped within its budget: of ${inDollars(limit)} (--max-cost) ${inDollars(spent)} are spent or may be billed, and of the ${inDollars(left)} left ${why}.`, `${finish} The ${grouped(draws.length)} draws so far are kept and cost nothing again: run the same command with a budget for the rest, --max-cost ${enoughFor(cost === null ? limit : cost + worst)}.`].join("")
	};
}
function restOf(comparison, draws, besides) {
	let there = new Set(draws.map(keyOfDraw)), reach = comparison.matching.pairs.map(({ name }) => ({
		pair: name,
		draws: comparison.plan.draws,
		confirm: !1
	}));
	return [...besides.filter((call) => !("key" in call)), ...wantedDraws(comparison, reach).filter(({ key }) => !there.has(key))];
}
async function drawsSoFar({ store }) {
	let contents = await readStore(store).catch((cause) => {
		if (cause instanceof GygesError) return null;
		throw cause;
	});
	return contents === null ? [] : settledDraws(contents);
}
function asCalls(rows) {
	return rows.map(({ row: { pair, side } }) => ({
		pair,
		side
	}));
}
// src/run/money/say-money.ts
async function sayMoney(comparison, held) {
	comparison.budget !== null && await askPrices(comparison);
	let keys = new Set(held.map(keyOfDraw));
	await sayForecast(comparison, [...wantedDraws(comparison, firstReach(comparison)).filter(({ key }) => !keys.has(key)), ...asCalls(await unanswered(comparison))], held);
}
async function unanswered(comparison) {
	let known = await knownAnswers(comparison), open = wantedChecks(comparison).filter(({ row }) => !known.has(row.print));
	return [...new Map(open.map((one) => [one.row.print, one])).values()];
}
export { asCalls, askPrices, overBudget, refuseStep, sayMoney };
