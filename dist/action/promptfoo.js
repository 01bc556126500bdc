import { CONDITIONS, CONTROL_WORDS, GYGES_VERSION, GygesError, IdentitySchema, ORDER_SEED, PLAN_VARIABLE, PlanFileSchema, PolicySchema, SIMULATED, TRANSFORMED, WORDS, _enum, armRows, array, boolean, bullet, describeError, dilemmaRows, drawFromRow, drawKey, findMessageVar, firstReason, gapPlot, instructionsOf, int, interval, isPackRow, isRecord, isSound, judgeGap, keyOfDraw, level, missingSentence, number, openStore, packRef, paint, parseStrict, percent$1 as percent, plain, plainLines, planDraws, plotLegend, plotMargins, plural, provenance, ratio, readPack, refuseForms, refuseGlue, refuseMarks, refuseTwins, rest, rowIdentity, shuffled, signed, size, sizeBeside, strictObject, string, testCase, textTable, titled, usableWidth, withInterval, wrapPrompts, wrapped } from "./shared.js";
import { writeFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { randomUUID } from "node:crypto";

// src/report/gap-headline.ts
function gapHeadline(verdict, escape) {
	const { columns, policy } = verdict;
	const [only, ...others] = columns;
	if (only === void 0) return firstReason(verdict.reasons, escape);
	if (others.length === 0) return columnHeadline(only, policy, escape);
	const same = columns.filter((column) => column.verdict === verdict.verdict);
	const of = `${same.length} of ${columns.length} columns`;
	if (verdict.verdict === "pass") return `the gap is within the margin in all ${columns.length} columns; allowed ${size(policy.margin)}`;
	if (verdict.verdict === "inconclusive") return `${of} are not settled, none failed`;
	const [worst] = same.toSorted((one, other) => width(other, policy) - width(one, policy));
	return worst === void 0 ? `${of} failed` : `${of} failed; at worst ${columnHeadline(worst, policy, escape)}`;
}
function columnHeadline(column, policy, escape) {
	if (column.gap.kind === "not-estimable") return `no gap can be estimated; ${escape(column.gap.reason)}`;
	const allowed = `allowed ${size(policy.margin)}`;
	const most = mostGap(column, policy);
	if (column.verdict === "fail") return `the gap is ${signed(column.gap.value)}; ${allowed}`;
	const open = most === null || most >= policy.margin;
	if (column.verdict === "pass") return open ? `the gap is within the margin; ${allowed}` : `the gap is no wider than ${sizeBeside(Math.max(0, most), policy.margin)}; ${allowed}`;
	return most === null || most < policy.margin ? firstReason(column.reasons, escape) : `the gap may be as wide as ${sizeBeside(most, policy.margin)}; ${allowed}`;
}
function mostGap({ deciding }, { direction }) {
	if (deciding === null) return null;
	if (direction === "positive") return deciding.passUpper;
	if (direction === "negative") return -deciding.passLower;
	return Math.max(deciding.passUpper, -deciding.passLower);
}
function width({ gap }, { direction }) {
	if (gap.kind === "not-estimable") return -Infinity;
	if (direction === "either") return Math.abs(gap.value);
	return direction === "positive" ? gap.value : -gap.value;
}

// src/report/gap-block.ts
const NAME_COLUMNS = 20;
const SCENARIO_COLUMNS = 30;
const MAX_CONTROLS = 12;
function gapBlock(verdict, options) {
	const width = usableWidth(options);
	const brush = paint(options.color);
	const word = WORDS[verdict.verdict];
	const first = wrapped(`${word}: ${gapHeadline(verdict, (text) => plain(text, 300))}`, width, "  ");
	const single = verdict.columns.length === 1;
	return [
		brush.verdict(verdict.verdict, word) + brush.strong(first.slice(word.length)) + (verdict.simulated ? `\n${SIMULATED}` : ""),
		wrapped(`${single ? shares(verdict.columns[0]) : ""}${NO_BASE}`, width),
		plot(verdict, width, brush),
		...verdict.columns.map((column, index) => columnBlock(column, single ? null : index + 1, verdict, width, brush)),
		wrapped(provenance(verdict, (text) => plain(text, 60)), width)
	].join("\n\n");
}
const NO_BASE = "There is no base here, so the gap itself is judged, not a change.";
function shares(column) {
	const share = (condition) => column?.arms.find((arm) => arm.condition === condition)?.complied ?? null;
	const [monitored, unmonitored] = [share("monitored"), share("unmonitored")];
	if (monitored === null || unmonitored === null) return "";
	return `The model complied in ${percent(monitored)} of monitored and ${percent(unmonitored)} of unmonitored draws. `;
}
function plot(verdict, width, brush) {
	const rows = verdict.columns.map(({ column, gap }, index) => {
		const number = verdict.columns.length === 1 ? "" : `${index + 1}. `;
		return {
			name: plain(number + column, NAME_COLUMNS),
			estimate: gap
		};
	});
	return `${gapPlot(rows, plotMargins(verdict.policy), width - 2).replace(/^/gm, "  ")}\n${brush.faint(`  ${wrapped(plotLegend(verdict.policy), width - 2, "  ")}`)}`;
}
function columnBlock(column, number, verdict, width, brush) {
	const name = brush.strong(plain(`${number === null ? "" : `${number}. `}${column.column}`, width));
	const said = `${WORDS[column.verdict]}: ${columnHeadline(column, verdict.policy, (text) => plain(text, 300))}`;
	const reasons = column.reasons.map((reason) => reason.text).filter((text) => !said.includes(plain(text)));
	return [
		number === null ? name : `${name}\n  ${wrapped(said, width - 2, "  ")}`,
		titled(brush, "Estimates", estimates(column, width, brush)),
		titled(brush, "Complied", textTable(armRows(column.arms, () => "this column"))),
		...notes(column).map((note) => wrapped(note, width)),
		controls(column, brush),
		column.dilemmas.length === 0 ? null : titled(brush, "Dilemmas", textTable(dilemmaRows(column.dilemmas, (_, condition) => condition))),
		reasons.length === 0 ? null : [brush.strong("Reasons"), ...reasons.map((text) => bullet(text, width, "  "))].join("\n")
	].filter((section) => section !== null).join("\n\n");
}
function estimates(column, width, brush) {
	const { gap, deciding, across, placebo, worstCase } = column;
	const rows = [
		...deciding === null || gap.kind !== "estimated" ? [] : [
			["gap", signed(gap.value)],
			["bounds for a fail", interval({
				lower: deciding.failLower,
				upper: deciding.failUpper
			})],
			["bounds for a pass", interval({
				lower: deciding.passLower,
				upper: deciding.passUpper
			})]
		],
		["90 % interval", gap.kind === "estimated" ? interval(gap.interval) : "not estimable"],
		["across scenarios like these", withInterval(across)],
		...placebo === null ? [] : [["placebo gap (noise floor)", withInterval(placebo)]],
		...worstCase === null ? [] : [["worst case of missing draws", interval(worstCase)]]
	];
	if (deciding === null) return textTable(rows, "left");
	const levels = `The bounds decide, each one-sided: ${level(deciding.failLevel)} for a fail, ${level(deciding.passLevel)} for a pass.`;
	return `${textTable(rows, "left")}\n${brush.faint(`  ${wrapped(levels, width - 2, "  ")}`)}`;
}
function notes(column) {
	const missing = missingSentence(column);
	return [
		...missing === null ? [] : [`Missing draws: ${missing}`],
		...column.servedModels.length > 1 ? [`Several models were served: ${column.servedModels.map((model) => plain(model, 60)).join(", ")}.`] : [],
		...column.transformed ? [TRANSFORMED] : [],
		...column.callsToSettle === null ? [] : [`With about ${plural(column.callsToSettle, "call")} in all an unchanged model would pass 4 times out of 5.`]
	];
}
function controls(column, brush) {
	if (column.controls.length === 0) return null;
	const odd = column.controls.filter((control) => !isSound(control.kind, control));
	const title = `Controls: ${column.controls.length - odd.length} of ${column.controls.length} came out as they should`;
	if (odd.length === 0) return title;
	const rows = odd.slice(0, MAX_CONTROLS).map((control) => [
		plain(control.scenario, SCENARIO_COLUMNS),
		ratio(control),
		CONTROL_WORDS[control.kind]
	]);
	return titled(brush, title, textTable([[
		"complied",
		"draws",
		"kind"
	], ...rows]) + rest(odd.length - MAX_CONTROLS));
}

// src/promptfoo/bust-cache.ts
function bustCache(providers) {
	for (const provider of providers) {
		const callApi = provider.callApi.bind(provider);
		provider.callApi = (prompt, context, options) => callApi(prompt, context?.test !== void 0 && isPackRow(context.test) ? uncached(provider, context) : context, options);
	}
}
function uncached(provider, context) {
	const config = {
		...context.prompt?.config,
		...headerOfItsOwn(provider, context.prompt?.config, randomUUID())
	};
	return {
		...context,
		bustCache: true,
		...context.prompt === void 0 ? {} : { prompt: {
			...context.prompt,
			config
		} }
	};
}
function headerOfItsOwn(provider, config, mark) {
	if (!provider.id().startsWith("anthropic:")) return {};
	return { headers: {
		...record(provider.config?.["headers"]),
		...record(config?.["headers"]),
		"x-gyges-draw": mark
	} };
}
function record(value) {
	return typeof value === "object" && value !== null ? { ...value } : {};
}

// src/promptfoo/exit-guard.ts
const NO_VERDICT = 3;
function guardExit() {
	let code = 3;
	process.on("exit", () => {
		if (code !== null) process.exitCode = code;
		if (code === 3) process.stderr.write("gyges: no verdict (exit 3). The evaluation ended before the gap could be judged.\n");
	});
	return { decide(decided) {
		code = decided;
	} };
}

// src/promptfoo/one-at-a-time.ts
function oneAtATime(action) {
	let last = Promise.resolve();
	return (input) => {
		const mine = last.then(() => action(input));
		last = mine.catch(() => {});
		return mine;
	};
}

// src/promptfoo/eval-mode.ts
var EvalMode = class EvalMode {
	#options;
	#pack;
	#planned;
	#plan;
	#store;
	#guard;
	#faults = [];
	#take = oneAtATime((row) => this.#takeOne(row));
	#columns = /* @__PURE__ */ new Map();
	#transformed = false;
	constructor(options, pack, planned, store) {
		this.#options = options;
		this.#pack = pack;
		this.#planned = planned;
		this.#plan = planned[0].identity.plan;
		this.#store = store;
		this.#guard = guardExit();
	}
	static async open(options) {
		const pack = await readPack(options.pack);
		const { draws, conditions, temperature, scenarios } = options;
		const planned = planDraws(pack, {
			draws,
			controlDraws: 1,
			dilemmaDraws: draws,
			conditions,
			temperature,
			...scenarios === void 0 ? {} : { scenarios }
		});
		const run = `eval-${(/* @__PURE__ */ new Date()).toISOString().replaceAll(/[:.]/g, "-")}-${randomUUID().slice(0, 8)}`;
		const path = resolve(options.store ?? `.gyges/evals/${run}.jsonl`);
		await mkdir(dirname(path), { recursive: true });
		const store = await openStore(path, {
			record: "header",
			schema: "gyges.store/1",
			run,
			gyges: GYGES_VERSION,
			fingerprint: "eval",
			pack: packRef(pack),
			plan: planned[0].identity.plan,
			pairs: [],
			kind: "eval",
			createdAt: (/* @__PURE__ */ new Date()).toISOString()
		});
		if (store.draws.length > 0) {
			await store.close();
			throw new GygesError("usage", "eval/store-used", `${path} holds the draws of an earlier evaluation, and a verdict on those would say nothing about this one.\n  Delete it, or name another file in the option store.`);
		}
		return new EvalMode(options, pack, planned, store);
	}
	beforeAll({ suite }) {
		refuseMarks(suite);
		const messageVar = this.#messageVar(suite);
		const options = partOf(suite.defaultTest, "options");
		this.#transformed = suite.providers.some((provider) => provider.transform !== void 0) || options["transform"] !== void 0;
		const texts = suite.prompts.map((prompt) => prompt.function === void 0 ? prompt.raw : null);
		refuseGlue(options, texts);
		refuseTwins(suite);
		refuseForms(texts, suite.providers.every((provider) => instructionsOf(provider) !== null));
		bustCache(suite.providers);
		const wrapped = wrapPrompts(suite.prompts);
		const rows = shuffled(this.#planned, ORDER_SEED).map((planned) => testCase(planned, { messageVar }));
		suite.tests = [...suite.tests ?? [], ...rows];
		const columns = suite.prompts.length * suite.providers.length;
		console.log(`gyges: ${rows.length} calls a column (up to ${columns} columns) of pack ${this.#pack.manifest.name} ${this.#pack.manifest.version}; user's turn in {{${messageVar}}}, notice placed by gyges in ${wrapped.length} of ${suite.prompts.length} prompts. GYGES=off turns this off.`);
	}
	async afterEach({ result }) {
		await this.#take(result);
	}
	async afterAll(context) {
		for (const row of context.results.filter(isPackRow)) await this.#take(row);
		try {
			await this.#store.finish();
			await this.#store.close();
			this.#refuseGaps(context);
			const verdict = judgeGap({
				draws: this.#store.draws,
				pack: this.#pack,
				policy: this.#policy(),
				gyges: GYGES_VERSION
			});
			this.#show(verdict, context);
			this.#guard.decide(verdict.verdict === "fail" ? 101 : null);
		} catch (cause) {
			console.log(`gyges: no verdict. ${plainLines(describeError(cause))}`);
			this.#guard.decide(3);
		}
	}
	#policy() {
		return PolicySchema.parse({
			margin: this.#options.margin,
			maxMissing: this.#options.maxMissing
		});
	}
	#messageVar(suite) {
		const defaults = Object.keys(partOf(suite.defaultTest, "vars"));
		const testVars = (suite.tests ?? []).flatMap((test) => Object.keys(partOf(test, "vars")));
		const templates = suite.prompts.filter((prompt) => prompt.function === void 0).map((prompt) => prompt.raw);
		return findMessageVar({
			templates,
			defaults,
			testVars,
			messageVar: this.#options.messageVar
		});
	}
	async #takeOne(row) {
		try {
			const draw = drawFromRow(row, {
				run: this.#store.header.run,
				pack: this.#pack,
				at: (/* @__PURE__ */ new Date()).toISOString(),
				transformed: this.#transformed
			});
			if (draw === null) return;
			if (row.promptIdx !== void 0) this.#columns.set(row.promptIdx, draw.pair);
			const key = drawKey(draw.identity);
			if (draw.identity.plan.id !== this.#plan.id) throw new Error("a row of this evaluation belongs to another plan; was it resumed after the pack or its options changed? Run it anew, without --resume.");
			if (draw.cached) throw new Error(`the reply of ${key} came out of promptfoo's cache, so it is no draw. Run with --no-cache, and report the provider: it ignores bustCache.`);
			if (!this.#store.has(draw.pair, draw.side, key)) await this.#store.append(draw);
		} catch (cause) {
			this.#faults.push(describeError(cause));
		}
	}
	#refuseGaps({ prompts }) {
		if (this.#faults.length > 0) throw new GygesError("data", "eval/fault", this.#faults[0]);
		const byColumn = Map.groupBy(this.#store.draws, (draw) => draw.pair);
		if (byColumn.size === 0) throw new GygesError("data", "eval/no-rows", "no row of the pack was evaluated. Did a filter drop every column?");
		if (byColumn.size < prompts.length) throw new GygesError("data", "eval/missing-column", `the pack was drawn in ${byColumn.size} of ${prompts.length} columns. Run the evaluation to its end.`);
		for (const [pair, draws] of byColumn) {
			if (draws.length === this.#plan.size) continue;
			throw new GygesError("data", "eval/incomplete", `the column ${pair} has ${draws.length} of ${this.#plan.size} planned draws. Run the evaluation to its end.`);
		}
	}
	#show(verdict, context) {
		console.log(`\n${gapBlock(verdict, { color: process.stdout.isTTY })}\n`);
		const line = verdict.columns.map((column) => `gap ${withInterval(column.gap)}`).join("; ");
		context.config.description = `${context.config.description ?? "promptfoo eval"} · gyges ${verdict.verdict}: ${line}`;
		context.config.metadata = {
			...context.config.metadata,
			gyges: verdict
		};
		for (const [index, prompt] of context.prompts.entries()) {
			const column = verdict.columns.find((one) => one.column === this.#columns.get(index));
			if (column?.gap.kind === "estimated" && prompt.metrics !== void 0) prompt.metrics.namedScores["gap"] = column.gap.value;
		}
	}
};
function partOf(test, part) {
	const value = isRecord(test) ? test[part] : void 0;
	return isRecord(value) ? value : {};
}

// src/promptfoo/extension-options.ts
const OptionsSchema = strictObject({
	off: boolean().default(false),
	pack: string().min(1).default("core"),
	draws: int().min(1).max(1e3).default(2),
	scenarios: array(string().min(1)).min(1).optional(),
	conditions: array(_enum(CONDITIONS)).min(1).default(["monitored", "unmonitored"]),
	temperature: number().min(0).max(2).nullable().default(null),
	messageVar: string().min(1).optional(),
	margin: PolicySchema.shape.margin,
	maxMissing: PolicySchema.shape.maxMissing,
	store: string().min(1).optional()
});
const example = "export const gyges = configure({ pack: \"core\", draws: 5, margin: 0.1, messageVar: \"message\" });";
function parseOptions(options, env) {
	return parseStrict(OptionsSchema, {
		...options,
		...fromEnvironment(env)
	}, {
		where: "the gyges options",
		example,
		code: "options/shape"
	});
}
function fromEnvironment(env) {
	return {
		...env["GYGES"] === void 0 ? {} : { off: switchedOff(env["GYGES"]) },
		...env["GYGES_PACK"] === void 0 ? {} : { pack: env["GYGES_PACK"] },
		...env["GYGES_SCENARIOS"] === void 0 ? {} : { scenarios: env["GYGES_SCENARIOS"].split(",").map((id) => id.trim()) },
		...env["GYGES_DRAWS"] === void 0 ? {} : { draws: numberOrText(env["GYGES_DRAWS"]) },
		...env["GYGES_MARGIN"] === void 0 ? {} : { margin: numberOrText(env["GYGES_MARGIN"]) },
		...env["GYGES_MESSAGE_VAR"] === void 0 ? {} : { messageVar: env["GYGES_MESSAGE_VAR"] },
		...env["GYGES_STORE"] === void 0 ? {} : { store: env["GYGES_STORE"] }
	};
}
function switchedOff(value) {
	if (value === "off") return true;
	return value === "on" ? false : value;
}
function numberOrText(value) {
	return /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

// src/promptfoo/run-mode.ts
var RunMode = class RunMode {
	#plan;
	#pack;
	#store;
	#faults = [];
	#take = oneAtATime((row) => this.#takeOne(row));
	constructor(plan, pack, store) {
		this.#plan = plan;
		this.#pack = pack;
		this.#store = store;
	}
	static async open(planPath) {
		const plan = parseStrict(PlanFileSchema, JSON.parse(await readFile(planPath, "utf8")), {
			where: `the run plan ${planPath}`,
			example: "gyges run writes this file itself; run gyges run again",
			code: "run/plan-file"
		});
		try {
			const pack = await readPack(plan.pack);
			return new RunMode(plan, pack, await openStore(plan.store, plan.header));
		} catch (cause) {
			writeStatus(plan.status, false, [describeError(cause)]);
			throw cause;
		}
	}
	beforeAll({ suite }) {
		bustCache(suite.providers);
		wrapPrompts(suite.prompts);
		suite.tests = this.#plan.rows.filter((row) => !this.#isDrawn({ testCase: row }));
		suite.scenarios = [];
	}
	async afterEach({ result }) {
		if (process.ppid !== this.#plan.parent) this.#stopAsOrphan();
		await this.#take(result);
	}
	async afterAll({ results }) {
		const missed = results.filter((row) => isPackRow(row) && !this.#isDrawn(row));
		for (const row of missed) await this.#take(row);
		this.#missLost();
		await this.#store.close();
		this.#report(this.#faults.length === 0);
	}
	async #takeOne(row) {
		try {
			const { header, transformed } = this.#plan;
			const draw = drawFromRow(row, {
				run: header.run,
				pack: this.#pack,
				at: (/* @__PURE__ */ new Date()).toISOString(),
				transformed
			});
			if (draw === null) return;
			if (draw.cached) throw new Error(`the reply of ${drawKey(draw.identity)} came out of a cache, so it is no draw.\n  Switch off the provider's own cache, then run the same command again.`);
			if (!this.#store.has(draw.pair, draw.side, drawKey(draw.identity))) await this.#store.append(draw);
		} catch (cause) {
			this.#faults.push(describeError(cause));
			this.#report(false);
		}
	}
	#isDrawn(row) {
		const { pair, side, identity } = identified(row);
		return this.#store.has(pair, side, drawKey(identity));
	}
	#missLost() {
		const seen = new Set(this.#store.draws.map(keyOfDraw));
		const planned = this.#plan.rows.length;
		const lost = this.#plan.rows.filter((row) => !seen.has(keyOfDraw(identified(row)))).length;
		if (lost === 0) return;
		this.#faults.push(`${lost} of ${planned} planned draws did not come back.\n  If an extension of this config changes tests or their metadata, let it leave rows with metadata.gyges alone.`);
	}
	#stopAsOrphan() {
		this.#faults.push("gyges run went away while promptfoo was drawing");
		this.#report(false);
		process.exit(3);
	}
	#report(finished) {
		writeStatus(this.#plan.status, finished, [...new Set(this.#faults)].slice(0, 20));
	}
};
function identified(row) {
	const identity = IdentitySchema.parse(rowIdentity(row));
	return {
		pair: identity.pair ?? "",
		side: identity.side,
		identity
	};
}
function writeStatus(path, finished, faults) {
	writeFileSync(path, `${JSON.stringify({
		schema: "gyges.run-status/1",
		finished,
		faults
	}, null, 2)}\n`, { mode: 384 });
}

// src/promptfoo/extension.ts
let owner = null;
function configure(options = {}) {
	parseOptions(options, {});
	const self = Symbol("gyges");
	let mode = null;
	return async (...[hookName, context]) => {
		if (hookName === "beforeAll") {
			if (owner !== null || holdsPackRows(context.suite)) return context;
			mode = await openMode(options);
			if (mode === null) return context;
			mode.beforeAll(context);
			owner = self;
			return context;
		}
		if (owner !== self || mode === null) return void 0;
		if (hookName === "afterEach") await mode.afterEach(context);
		if (hookName === "afterAll") {
			const finished = mode;
			mode = null;
			owner = null;
			await finished.afterAll(context);
		}
	};
}
const gyges = configure();
function holdsPackRows({ tests }) {
	const marked = (tests ?? []).filter(isPackRow);
	return marked.length > 0 && marked.every((row) => IdentitySchema.safeParse(rowIdentity(row)).success);
}
async function openMode(options) {
	const plan = process.env[PLAN_VARIABLE];
	if (plan !== void 0) return RunMode.open(plan);
	const parsed = parseOptions(options, process.env);
	return parsed.off ? null : EvalMode.open(parsed);
}

export { configure, gyges };