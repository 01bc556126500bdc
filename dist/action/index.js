import { CALIBRATION_EXAMPLE, CONDITIONS as CONDITIONS$1, DESIGNS, FileRefs, GYGES_VERSION, GygesError, LABELLER, LabelCalibrationSchema, MAIN_PROCESS, MAIN_TOLD, PROVIDER_VARIABLES, PolicySchema, QUEUE_SKIP, SIDES, ShardRefSchema, THRESHOLD, UserConfigSchema, _enum, _null, addWorktree, annotate, array, boolean, childEnvironment, cleanLogs, code, comment, commitOf, decimal, describeError, drawAndJudge, exitCode, failOnOf, fencedOutput, findMessageVar, findPromptfoo, fingerprintSide, folded, git, given, hasNoticeSlot, hashText, holdPackKey, int, isChat, isCode, isMissing, isPattern, isProgram, isRecord, isSealed, keepLog, listOf, listed, loadPack, logStream, looseObject, matchColumns, namedFiles, needFile, notYet, number, object, ofCause, outputsOf, parse, parseBaseline, parseConfigYaml, parseFailOn, parseStrict, parseYaml, placeWithin, planComparison, readInputs, readPack, readProviders, readStore, readText, record, refuseBarePaths, refuseConfigKeys, refuseDefaultTestKeys, refuseFilesWithin, refuseForeignFolder, refuseForms, refuseGlue, refuseIncludes, refuseManyPairs, refusePromptKeys, refuseUnset, reportFiles, reportFolder, repositoryRoot, saveState, scrubberOf, servedSnapshots, sharersOfBase, splitRef, strictObject, string, systemOption, thisJob, union, unknown, verdictOfJob, withheld, withoutDraws, withoutPairs, withoutScheme, withoutSecrets, workingDirectory, writeShard, writeSummary } from "./shared.js";
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from "node:path";
import { mkdtemp, open, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { execFile, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { isDeepStrictEqual, parseEnv, promisify } from "node:util";
function cancellation(process) {
	let controller = new AbortController(), cancel = () => controller.abort();
	return process.on("SIGINT", cancel).on("SIGTERM", cancel), controller.signal;
}
async function unlessCancelled(work, cancelled) {
	let inTime = new AbortController();
	try {
		return withWayOn(await Promise.race([work, givenUp(cancelled, inTime.signal)]));
	} catch (cause) {
		if (cancelled.aborted) return withWayOn({ verdict: withoutPairs("error", INTERRUPTED) });
		throw cause;
	} finally {
		inTime.abort();
	}
}
const INTERRUPTED = {
	code: "interrupted",
	text: "The job was cancelled before gyges could judge."
}, WAY_ON = {
	code: "interrupted/job",
	text: "Run the job again. Draws of a cancelled job are gone with its machine, unless the runner is your own and keeps the checkout with its folder .gyges."
};
function givenUp(cancelled, inTime) {
	return new Promise((_, reject) => {
		let wait = () => {
			let timer = setTimeout(() => reject(Error("the job was cancelled")), 6e3);
			inTime.addEventListener("abort", () => clearTimeout(timer), { once: !0 });
		};
		cancelled.aborted ? wait() : cancelled.addEventListener("abort", wait, {
			once: !0,
			signal: inTime
		});
	});
}
function withWayOn(told) {
	let { verdict } = told;
	return verdict.reasons[0]?.code === "interrupted" ? {
		...told,
		verdict: {
			...verdict,
			reasons: [...verdict.reasons, WAY_ON]
		}
	} : told;
}
// src/run/base-pack.ts
async function basePack(named, root, worktree) {
	let place = isAbsolute(named) ? placeWithin(root, named) ?? placeWithin(root, await realpath(named).catch(() => named)) : null;
	if (place === null) return {
		...await loadPack(named),
		path: named,
		findings: []
	};
	let path = join(worktree, place);
	if (!existsSync(path)) return null;
	let loaded = await loadPack(path), { pack } = loaded, head = existsSync(named) ? (await readPack(named)).hash : null;
	if (head === pack.hash) return {
		...loaded,
		path,
		findings: []
	};
	let text = `This change ${head === null ? `removes the pack ${pack.manifest.name}` : `alters the pack ${pack.manifest.name} too`}; the base's pack judged (${pack.hash.slice(0, 19)}${head === null ? "" : `, not ${head.slice(0, 19)}`}).`;
	return {
		...loaded,
		path,
		findings: [{
			code: "pr/pack",
			text
		}]
	};
}
// src/run/sides/alike-columns.ts
async function withoutAlike(sides, matching, roots) {
	let isAlike = await Promise.all(matching.pairs.map((pair) => sendsTheSame(sides, pair, roots))), named = (wanted) => matching.pairs.filter((_, place) => isAlike[place] === wanted);
	return {
		...matching,
		pairs: named(!1),
		alike: named(!0).map(({ name }) => name)
	};
}
async function sendsTheSame(sides, pair, roots) {
	let base = await fingerprintSide(onlyColumn(sides.base, pair.base), roots.base), head = await fingerprintSide(onlyColumn(sides.head, pair.head), roots.head);
	return base.hash === head.hash && !base.opaque && !head.opaque;
}
function onlyColumn(side, { prompt, provider }) {
	let { defaultVars, defaultOptions, extensions } = side, named = namedFiles([
		prompt.entry,
		provider.entry,
		defaultVars,
		defaultOptions,
		extensions
	]);
	return {
		...side,
		prompts: [prompt],
		providers: [{
			...provider,
			prompts: null
		}],
		files: [
			...side.configs,
			...named,
			...Object.values(side.filters)
		]
	};
}
function notDrawn({ alike = [] }) {
	if (alike.length === 0) return null;
	let more = alike.length > 5 ? ` and ${alike.length - 5} more` : "";
	return {
		code: "unchanged-columns",
		text: `Not drawn, because base and head send the same there: ${alike.slice(0, 5).join(", ")}${more}.`
	};
}
// src/run/servers/addresses.ts
function isAddressVariable(name) {
	return /_(?:BASE_URL|API_BASE|API_HOST|ENDPOINT|HOST)$/.test(name);
}
const UNREADABLE = "an address that cannot be read";
function hostOf(value) {
	if (value == null || value === "") return "the provider's own server";
	let text = typeof value == "string" ? value.trim() : "", variable = /^\{\{\s*env\.([A-Za-z_]\w{0,80})\s*\}\}$/.exec(text)?.[1];
	return variable === void 0 ? hostname(text.includes("://") ? text : `https://${text}`) ?? UNREADABLE : `what ${variable} holds`;
}
function hostname(text) {
	let host = URL.canParse(text) ? new URL(text).host : "";
	return /^[\w.:[\]-]{1,200}$/.test(host) ? host : null;
}
function sameServer(one, other) {
	let [a, b] = [originOf(one), originOf(other)];
	return a !== null && a === b;
}
function moveInWords(before, after) {
	let [from, to] = [hostOf(before), hostOf(after)];
	return from === to ? `to another address ${to === UNREADABLE ? "that cannot be read" : `at ${to}`}` : `from ${from} to ${to}`;
}
function originOf(value) {
	if (typeof value != "string" || !URL.canParse(value) || value.includes("{{")) return null;
	let { protocol, host } = new URL(value);
	return host === "" ? null : `${protocol}//${host}`;
}
// src/run/servers/dotenv-addresses.ts
async function movedByDotenv(base, head) {
	let before = await addresses(base), after = await addresses(head);
	return before === null && await git(head, [
		"ls-files",
		"-z",
		"--",
		".env"
	]) === "" ? [] : [...new Set([...before?.keys() ?? [], ...after?.keys() ?? []])].map((name) => ({
		name,
		base: before?.get(name),
		head: after?.get(name)
	})).filter((moved) => moved.base !== moved.head);
}
async function addresses(folder) {
	let text = await readFile(join(folder, ".env"), "utf8").catch(() => null);
	return text === null ? null : new Map(Object.entries(parseEnv(text)).flatMap(([name, value]) => isAddressVariable(name) ? [[name, value ?? ""]] : []));
}
// src/run/servers/server-settings.ts
const SERVERS = new Set("apiBaseUrl apiHost apiEndpoint baseUrl baseURL base_url endpoint host gatewayUrl gateway_url portkeyApiBaseUrl websocketUrl proxyUrl".split(" ")), REQUESTS = new Set(["url", "apiUrl"]);
function isServerSetting(name) {
	return SERVERS.has(name) || REQUESTS.has(name);
}
function isSameSetting(name, base, head) {
	return isDeepStrictEqual(base, head) || REQUESTS.has(name) && sameServer(base, head);
}
function overlaid(base, head, { isNamed, isSame }) {
	let [before, after] = [new Map(Object.entries(recordOf(base))), new Map(Object.entries(recordOf(head)))], changed = [...new Set([...before.keys(), ...after.keys()])].filter((name) => isNamed(name) && !isSame(name, before.get(name), after.get(name))), kept = [...after].filter(([name]) => !changed.includes(name)), taken = [...before].filter(([name]) => changed.includes(name));
	return {
		record: Object.fromEntries([...kept, ...taken]),
		changed: changed.map((name) => ({
			base: before.get(name),
			head: after.get(name)
		}))
	};
}
function recordOf(value) {
	return typeof value == "object" && value && !Array.isArray(value) ? value : {};
}
// src/run/servers/endpoints.ts
async function atBaseEndpoints(read, env) {
	let { sides, held, brought } = withBaseServers(read), moved = (await movedByDotenv(read.base.folder, read.head.folder)).filter(({ name }) => (env[name] ?? "") === ""), inDotenv = moved.map(({ name, base, head }) => `${name} in .env ${moveInWords(base, head)}`);
	return {
		sides,
		env: {
			...env,
			...Object.fromEntries(moved.map(({ name, base }) => [name, base ?? ""]))
		},
		findings: [...finding$2([...held, ...inDotenv], (list) => `This change moves a provider to another server: ${list}. The base's server holds for both sides.`), ...finding$2(brought, (list) => `This change brings another provider with a server of its own: ${list}. Each side keeps its own.`)]
	};
}
function withBaseServers(read) {
	let partners = new Map(matchColumns(read.base, read.head).pairs.map(({ base, head }) => [head.provider, base.provider])), held = [], brought = [], providers = read.head.providers.map((head) => {
		let base = partners.get(head);
		if (base === void 0) return head;
		let { provider, changes } = atBase(base, head), isSame = base.id === head.id || isAddress(base.id) && isAddress(head.id);
		return (isSame ? held : brought).push(...changes.map((change) => `${head.name.slice(0, 80)} ${change}`)), isSame ? provider : head;
	});
	return {
		sides: {
			base: read.base,
			head: {
				...read.head,
				providers
			}
		},
		held,
		brought
	};
}
function finding$2(changes, sentence) {
	return changes.length === 0 ? [] : [{
		code: "pr/endpoint",
		text: sentence(changes.slice(0, 5).join("; "))
	}];
}
function isAddress(id) {
	return /^(?:https?|wss?):\/\//i.test(id);
}
function atBase(base, head) {
	let config = overlaid(base.entry.config, head.entry.config, {
		isNamed: isServerSetting,
		isSame: isSameSetting
	}), env = overlaid(base.entry.env, head.entry.env, {
		isNamed: isAddressVariable,
		isSame: (_, one, other) => one === other
	}), moved = isAddress(base.id) && isAddress(head.id) && !sameServer(base.id, head.id), entry = {
		...head.entry,
		...config.changed.length === 0 ? {} : { config: config.record },
		...env.changed.length === 0 ? {} : { env: env.record },
		...moved ? { id: base.id } : {}
	}, changes = [...moved ? [moveInWords(base.id, head.id)] : [], ...[...config.changed, ...env.changed].map(({ base: before, head: after }) => moveInWords(before, after))];
	return {
		provider: {
			...head,
			id: moved ? base.id : head.id,
			entry
		},
		changes
	};
}
// src/run/config/message-var-of.ts
function messageVarOf(sides, named, commit) {
	let base = sourcesOf(sides.base, `the prompts of base ${commit.slice(0, 12)}`), head = sourcesOf(sides.head, "the prompts of head");
	try {
		let messageVar = findMessageVar({
			...bothOf(base, head),
			messageVar: named
		});
		for (let side of [head, base]) refuseUnset(side, messageVar);
		return messageVar;
	} catch (cause) {
		let messageVar = findMessageVar({
			...head,
			messageVar: named
		}), alone = foundOrRefused(base);
		if ("found" in alone) throw alone.found === messageVar ? cause : renamed(alone.found, base, messageVar);
		let lacking = foundOrRefused({
			...base,
			messageVar
		});
		return { baseLacks: "refused" in lacking ? lacking.refused : alone.refused };
	}
}
function renamed(before, { whose }, now) {
	return new GygesError("usage", "config/turn-renamed", `the user's turn is {{${before}}} in ${whose} and {{${now}}} in those of head, and a row of the pack fills one for both.\n  Keep the name {{${before}}} in this change.`);
}
function sourcesOf({ prompts, defaultVars, testVars }, whose) {
	return {
		whose,
		templates: prompts.flatMap(({ template }) => template ?? []),
		defaults: Object.keys(defaultVars),
		testVars
	};
}
function bothOf(base, head) {
	return {
		templates: [...base.templates, ...head.templates],
		defaults: [...base.defaults, ...head.defaults],
		testVars: [...base.testVars, ...head.testVars]
	};
}
function foundOrRefused(side) {
	try {
		return { found: findMessageVar(side) };
	} catch (cause) {
		if (cause instanceof GygesError) return { refused: cause.message.split("\n", 1)[0] };
		throw cause;
	}
}
// src/run/night/committed.ts
async function refuseUncommitted(root, { path }) {
	let place = placeWithin(root, path), others = place === null ? [] : [`:(top,exclude,literal)${place}`], [changed] = (await git(root, [
		"status",
		"--porcelain",
		"-z",
		"--untracked-files=all",
		"--",
		":(top)",
		...others
	])).split("\0");
	if (changed !== void 0 && changed !== "") throw new GygesError("usage", "history/uncommitted", `--history draws what is committed, and the working tree differs from HEAD: ${JSON.stringify(changed.slice(3))}\n  Commit it, or put it aside: git stash --include-untracked\n  To judge a change: gyges run --config promptfooconfig.yaml --base-ref HEAD`);
}
function printedOnce({ sides }) {
	return {
		whole: hashText(JSON.stringify([sides.base, "night"])),
		sides: {
			base: sides.base,
			head: sides.base
		}
	};
}
function refuseBrokenJson(name, template) {
	if (extname(name).toLowerCase() !== ".json" || hasNoticeSlot(template) || /\{[%#]/.test(template)) return;
	let filled = template.replaceAll(/\{\{[^{}]*\}\}/g, (variable) => `0${"\n".repeat(variable.split("\n").length - 1)}`);
	try {
		JSON.parse(filled);
	} catch (cause) {
		let line = lineOf(cause, filled);
		throw new GygesError("usage", "config/prompt-json", `${name} is not valid JSON (line ${line}).\n  Wanted: a list of messages, [{"role": "system", "content": "…"}, {"role": "user", "content": "{{message}}"}]`, { cause });
	}
}
function lineOf(cause, text) {
	let last = text.trimEnd().split("\n").length, named = cause instanceof Error ? /\bline (\d+)\b/.exec(cause.message)?.[1] : void 0;
	return named === void 0 ? last : Math.min(last, Number(named));
}
async function readUserConfig(paths, around) {
	let configs = await Promise.all(paths.map(async (path) => ({
		folder: dirname(path),
		config: await readOne(path, around)
	}))), config = configs.length === 1 ? configs[0].config : (await import("./combine-configs.js")).combineConfigs(configs);
	return refuseConfigKeys(config), config;
}
async function readOne(path, around) {
	let value = isProgram(path) ? await (await import("./read-program.js")).readProgram(path, around) : parseConfigYaml(await textOf(path), path);
	if (isRecord(value) && JSON.stringify(value).includes("\"$ref\"")) throw notYet("the config uses $ref", "Write the referenced part out in the config.");
	return parseStrict(UserConfigSchema, value, {
		where: path,
		example: "prompts: [file://prompts/support.json]\nproviders: [\"openai:chat:gpt-5-mini\"]\ntests: [{vars: {message: Hello}}]",
		code: "config/shape"
	});
}
async function textOf(path) {
	if ((await stat(path).catch(() => null))?.isDirectory() === !0) throw new GygesError("usage", "config/unreadable", `${path} is a folder, and the config is a file.\n  Name the file in it: gyges run --config ${join(basename(path), "promptfooconfig.yaml")}`);
	if (!/\.(?:ya?ml|json)$/i.test(path)) throw notYet(`the config ${basename(path)}`, "Give it as YAML, JSON, JavaScript or TypeScript.");
	return readFile(path, "utf8").catch((cause) => {
		throw new GygesError("usage", "config/unreadable", `cannot read ${path}: ${describeError(cause)}\n  Name the promptfoo config: gyges run --config promptfooconfig.yaml`, { cause });
	});
}
// src/run/config/read-prompts.ts
async function readPrompts(entries, folder, refs) {
	let prompts = [], given = (await Promise.all(entries.map((entry) => expanded(entry, folder)))).flat();
	for (let [index, entry] of given.entries()) prompts.push(await readPrompt(entry, `prompt ${index + 1}`, folder, refs));
	let names = prompts.map((prompt) => prompt.name), twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== void 0) throw notYet(`two prompts are named ${twice}`, "Give each prompt a label of its own.");
	return prompts;
}
async function readPrompt(entry, place, folder, refs) {
	let { id, raw, label, config } = typeof entry == "string" ? { id: entry } : entry;
	typeof entry != "string" && refusePromptKeys(entry, place), refuseBarePaths(config, place);
	let carried = config === void 0 ? {} : { config: refs.record(config) }, given = id ?? raw;
	if (given === void 0) throw notYet(`${place} has neither text nor file`, "Example: prompts: [{id: file://prompts/support.json, label: support}]");
	if (/^(?:langfuse|helicone|portkey|exec):/.test(given)) throw notYet(`${place} is fetched (${given.split(":")[0]}:)`, "Keep the prompt in a file of the repository.");
	let path = pathOf(given, folder);
	if (path === null) return {
		name: label ?? place,
		entry: {
			raw: given,
			...carried
		},
		template: checked(given, place)
	};
	let shownPath = withoutScheme(given).replace(/^\.\//, ""), name = label ?? shownPath;
	refs.files.push(path.path);
	let file = {
		id: `file://${path.path}${path.fragment}`,
		...carried
	};
	if (isCode(path.path)) return {
		name,
		entry: file,
		template: null
	};
	let template = await readText(path.path);
	return refuseManyPrompts(path.path, template), refuseBrokenJson(shownPath, template), {
		name,
		entry: file,
		template: asLoaded(path.path, checked(template, `${place} (${basename(path.path)})`))
	};
}
function asLoaded(path, template) {
	if (!/\.ya?ml$/i.test(path)) return template;
	try {
		let parsed = parse(template);
		return isChat(parsed) ? JSON.stringify(parsed) : template;
	} catch {
		return template;
	}
}
async function expanded(entry, folder) {
	let given = typeof entry == "string" ? entry : entry.id ?? entry.raw;
	return given === void 0 || !isPattern(given) ? [entry] : (await (await import("./expand-pattern.js")).expandPattern(given, folder)).map((path) => typeof entry == "string" ? path : {
		...entry,
		id: path,
		label: void 0
	});
}
function checked(template, where) {
	return refuseIncludes(template, where), refuseFilesWithin(template, where), template;
}
function pathOf(given, folder) {
	let { path, fragment } = splitRef(withoutScheme(given)), ref = {
		path: resolve(folder, path),
		fragment
	};
	return given.startsWith("file://") || given.length <= 300 && !given.includes("\n") && !given.includes("{{") && existsSync(ref.path) ? ref : null;
}
function refuseManyPrompts(path, template) {
	let kind = extname(path).toLowerCase();
	if (kind === ".txt" && /^---\s*$/m.test(template)) throw notYet(`${basename(path)} holds several prompts`, "Put each prompt into a file of its own.");
	if (kind === ".csv" || kind === ".jsonl") throw notYet(`${basename(path)} is a table of prompts`, "Put each prompt into a file of its own.");
}
// src/run/config/read-side.ts
async function readSide(side, configPath, around = {}) {
	let configs = [configPath, ...around.also ?? []], config = await readUserConfig(configs, around), folder = dirname(configPath), refs = new FileRefs(folder), defaults = await readDefaultTest(config, folder), prompts = await readPrompts(config.prompts ?? ["{{prompt}}"], folder, refs), providers = await readProviders(config, refs, defaults.options), templates = prompts.map((prompt) => prompt.template);
	refuseGlue(defaults.options, templates), refuseForms(templates, providers.every((provider) => systemOption(provider.entry) !== null));
	let defaultVars = refs.record(defaults.vars), defaultOptions = refs.record(defaults.options);
	for (let path of refs.files) await refuseIncludesOf(path);
	return {
		side,
		folder,
		prompts,
		providers,
		defaultVars,
		defaultOptions,
		testVars: await (await import("./test-vars.js")).readTestVars(config, folder),
		extensions: (config.extensions ?? []).filter((one) => !isOurExtension(one)).map((one) => refs.text(one)),
		filters: await readFilters(config, folder, refs.files),
		env: config.env ?? {},
		maxConcurrency: config.evaluateOptions?.maxConcurrency ?? null,
		delayMs: config.evaluateOptions?.delay ?? null,
		configs,
		files: [...new Set([...configs, ...refs.files])]
	};
}
async function readDefaultTest(config, folder) {
	let value = config.defaultTest ?? {};
	if (typeof value == "string") {
		let path = resolve(folder, withoutScheme(value));
		if (isCode(path)) throw notYet("defaultTest is a program", "Write defaultTest into the config.");
		value = parseConfigYaml(await readText(path), path);
	}
	let shaped = parseStrict(UserConfigSchema.shape.defaultTest.unwrap().options[1], value, {
		where: "defaultTest",
		example: "defaultTest: {vars: {company: Example}}",
		code: "config/default-test"
	});
	refuseDefaultTestKeys(shaped);
	let { vars = {}, options = {} } = shaped;
	return refuseIncludes(JSON.stringify([vars, options]), "defaultTest"), refuseBarePaths(options, "defaultTest.options"), {
		vars,
		options
	};
}
async function refuseIncludesOf(path) {
	isCode(path) || refuseIncludes(await readFile(path, "utf8").catch(() => ""), basename(path));
}
async function readFilters(config, folder, files) {
	let filters = Object.entries(config.nunjucksFilters ?? {}).map(([name, path]) => [name, resolve(folder, path)]);
	for (let [, path] of filters) await needFile(path);
	return files.push(...filters.map(([, path]) => path)), Object.fromEntries(filters);
}
function isOurExtension(extension) {
	return /(?:[\\/]node_modules[\\/]gyges[\\/](?:dist[\\/])?promptfoo\.js|[\\/]gyges\.config\.[cm]?[jt]s):gyges$/.test(`/${extension}`);
}
// src/run/sides/circumstances.ts
async function circumstances({ promptfoo, env, variables, folder }) {
	let values = [...new Set([...variables, ...Object.keys(env).filter(isAddressVariable)])].toSorted().map((name) => [name, env[name] ?? null]), dotenv = await readFile(join(folder, ".env")).catch(() => null);
	return hashText(JSON.stringify([
		GYGES_VERSION,
		LABELLER,
		promptfoo,
		values,
		dotenv === null ? null : hashText(dotenv)
	]));
}
// src/run/sides/side-prints.ts
async function printFiles(sides, { root, commit, worktree }) {
	let base = await fingerprintSide(sides.base, worktree), head = await fingerprintSide(sides.head, root), tree = base.opaque || head.opaque ? await stateOf(root, commit) : null;
	return {
		base,
		head,
		change: tree?.hash ?? null,
		alike: base.hash === head.hash && (tree === null || tree.equal)
	};
}
async function stateOf(root, commit) {
	let { treeState } = await import("./tree-state.js");
	return treeState(root, commit);
}
async function printRun(files, { root, commit }, around) {
	let sideHash = async (side, tree) => {
		let { hash, opaque, variables } = files[side], { promptfoo, env, folder, temperature, messageVar } = around, beside = await circumstances({
			promptfoo,
			env,
			variables,
			folder
		});
		return hashText(JSON.stringify([
			hash,
			opaque ? await tree() : null,
			temperature,
			messageVar,
			beside
		]));
	}, sides = {
		base: await sideHash("base", async () => (await import("./tree-state.js")).treeOf(root, commit)),
		head: await sideHash("head", () => workingTree(root))
	};
	return {
		whole: hashText(JSON.stringify([
			sides.base,
			sides.head,
			files.change
		])),
		sides
	};
}
async function workingTree(root) {
	let { treeOf, treeState } = await import("./tree-state.js"), { equal, hash } = await treeState(root, "HEAD");
	return equal ? treeOf(root, "HEAD") : hash;
}
function printsWithJudge({ whole, sides }, judge) {
	let print = (own) => judge === null ? own : hashText(JSON.stringify([own, judge.labeller]));
	return {
		whole: print(whole),
		sides: {
			base: print(sides.base),
			head: print(sides.head)
		}
	};
}
// src/run/told/end-of-life.ts
const WARNING = /The model '([\w.:@/-]{1,100})' is deprecated and will reach end-of-life on ([\w ,/-]{1,40})/g;
async function endOfLife(log, names) {
	return warningsIn(await readFile(log, "utf8").catch(() => ""), names);
}
function warningsIn(text, names) {
	return [...new Map([...text.matchAll(WARNING)].map(([, model, day]) => [model, day.trim()]))].flatMap(([model, day]) => names.some((name) => name.includes(model)) ? [{
		code: "model/end-of-life",
		text: `${model} reaches its end of life on ${day}, its vendor's SDK warns: no base can be drawn from it after that day. Judge the change to its successor while both answer.`
	}] : []);
}
// src/run/told/unapplied.ts
const SETTINGS = [
	"temperature",
	"topP",
	"seed"
], NAMES = {
	temperature: "temperature",
	topP: "top_p",
	seed: "seed"
};
function unapplied(draws) {
	return [...Map.groupBy(draws, ({ pair }) => pair)].flatMap(([pair, own]) => SETTINGS.flatMap((setting) => {
		let lost = SIDES.flatMap((side) => lostOn(side, own, setting));
		return [...Map.groupBy(lost, ({ what }) => what).values()].map((alike) => finding$1(pair, alike));
	}));
}
function lostOn(side, draws, setting) {
	let asking = draws.filter((draw) => draw.side === side && (draw.settings.requested[setting] ?? null) !== null), [first] = asking;
	if (first === void 0 || asking.some(({ settings }) => settings.applied[setting] !== "no")) return [];
	let values = [...new Set(asking.map(({ settings }) => settings.requested[setting]))];
	return [{
		side,
		what: `the ${NAMES[setting]} ${values.slice(0, 3).join(", ")} did not reach ${first.provider}`,
		calls: asking.length
	}];
}
function finding$1(pair, lost) {
	let sides = lost.map(({ side }) => side).join(" and "), calls = lost.reduce((sum, one) => sum + one.calls, 0);
	return {
		code: "settings/not-applied",
		text: `In ${sides} of ${JSON.stringify(pair)} ${lost[0].what}: none of ${calls} calls took it, so that what was measured is the model without it.`
	};
}
// src/run/told/call-findings.ts
async function callFindings({ store, folder }, asked) {
	if (!existsSync(store)) return [];
	let { draws } = await readStore(store), served = new Set(draws.flatMap(({ servedModel }) => servedModel ?? [])), names = [...asked.flatMap(({ base, head }) => [base, head]), ...served];
	return [...unapplied(draws), ...await endOfLife(join(folder, "promptfoo.log"), names)];
}
// src/run/run.ts
async function run(options) {
	let config = await realpath(options.config).catch(async (cause) => {
		throw await (await import("./no-config.js")).noConfig(options.config, options.cwd ?? dirname(options.config), cause);
	}), root = await repositoryRoot(dirname(config));
	await refuseForeignFolder(root, dirname(config));
	let commit = await commitOf(root, options.baseRef ?? "HEAD"), worktree = await addWorktree(root, commit);
	try {
		let also = await Promise.all((options.also ?? []).map((path) => realpath(path).catch(() => path)));
		return await judgedByBase({
			options: {
				...options,
				config,
				also
			},
			root,
			commit,
			worktree: worktree.folder
		});
	} finally {
		await worktree.remove();
	}
}
async function judgedByBase(checkouts) {
	let { options, root, worktree, commit } = checkouts, ruler = await basePack(options.pack, root, worktree);
	if (ruler === null) {
		let text = `The base ${commit.slice(0, 12)} has no pack ${relative(root, options.pack)}, so there is nothing to judge by yet.`;
		return {
			verdict: withoutDraws("no-baseline", text, options, await readPack(options.pack)),
			folder: null
		};
	}
	if (ruler.sealed !== null && options.judge !== void 0) throw noSealedJudge();
	let { verdict, ...rest } = await compare(checkouts, options.publication === void 0 ? ruler : await published(checkouts, ruler));
	return {
		...rest,
		verdict: {
			...verdict,
			findings: [...ruler.findings, ...verdict.findings]
		}
	};
}
async function published({ options, commit }, ruler) {
	let { publicationRuler } = await import("./publication-ruler.js");
	return publicationRuler(ruler, options, dirname(options.config), commit);
}
async function compare(checkouts, ruler) {
	let { options, root, commit, worktree } = checkouts, { env, node, also = [] } = options, names = [options.config, ...also].map((path) => relative(root, path)), absent = names.find((name) => !existsSync(join(worktree, name))), readBase = () => {
		let [config = "", ...more] = names.map((name) => join(worktree, name));
		return readSide("base", config, {
			env,
			node,
			also: more
		}).catch(brokenPrompt);
	}, early = absent === void 0 && names.some(isProgram) ? await readBase() : null, head = await readSide("head", options.config, {
		env,
		node,
		also
	});
	if (options.history === void 0 ? options.baseRef === void 0 && await refuseEqualTree(root, commit) : await refuseUncommitted(root, options.history), absent !== void 0) {
		let text = `The base ${commit.slice(0, 12)} has no ${absent}, so there is nothing to compare with yet.`;
		return {
			verdict: withoutDraws("no-baseline", text, options, ruler.pack),
			folder: null
		};
	}
	let base = early ?? await readBase();
	if (typeof base == "string") return {
		verdict: withoutDraws("no-baseline", onlyHead({ baseLacks: `in base ${commit.slice(0, 12)} ${base}` }), options, ruler.pack),
		folder: null
	};
	let read = {
		base,
		head
	};
	if (options.endpoints !== "base") return compareSides(checkouts, ruler, read);
	let { sides, findings, ...atBase } = await atBaseEndpoints(read, env);
	return withFindings$1(await compareSides({
		...checkouts,
		options: {
			...options,
			env: atBase.env
		}
	}, ruler, sides), findings);
}
async function compareSides(checkouts, { pack, path, sealed }, sides) {
	let { options, root, commit, worktree } = checkouts, { head } = sides, ended = (kind, text, unmatched = []) => ({
		verdict: withoutDraws(kind, text, options, pack, unmatched),
		folder: null
	}), matched = matchColumns(sides.base, head);
	if (matched.pairs.length === 0) return ended("no-baseline", "No column of head has a partner in base.", matched.unmatched);
	let messageVar = messageVarOf(sides, options.messageVar, commit);
	if (typeof messageVar != "string") return ended("no-baseline", onlyHead(messageVar), matched.unmatched);
	let places = {
		root,
		commit,
		worktree,
		configs: {
			base: join(worktree, relative(root, options.config)),
			head: options.config
		}
	}, files = await printFiles(sides, places), drawsAll = options.force || options.history !== void 0;
	if (files.alike && !drawsAll) return ended("unchanged", "Base and head send the same requests: prompts, providers and defaults resolve alike. No call was made.");
	let matching = drawsAll ? matched : await withoutAlike(sides, matched, {
		base: worktree,
		head: root
	});
	if (matching.pairs.length === 0) return ended("unchanged", "In every column that both have, base and head send the same requests. No call was made.", matched.unmatched);
	refuseManyPairs(matching, options.allColumns);
	let promptfoo = await findPromptfoo(head.folder, {
		bring: options.bringPromptfoo,
		env: options.env
	}), judge = await judgeOf$1(options, places.configs, head.folder), { env, temperature } = options, printed = await printRun(files, places, {
		promptfoo: promptfoo.version,
		env,
		folder: head.folder,
		temperature,
		messageVar
	}), prints = printsWithJudge(options.history === void 0 ? printed : printedOnce(printed), judge), comparison = await planComparison({
		options,
		pack,
		packSource: sealed ?? path,
		messageVar,
		promptfoo,
		sides,
		matching,
		prints,
		judge
	});
	if (options.history === void 0) return withReason(await judged$1(comparison), notDrawn(matching));
	let { judgeNight } = await import("./judge-night.js");
	return judgeNight(comparison, options.history, commit);
}
async function judgeOf$1({ judge, cwd, labelCalibration }, configs, folder) {
	if (judge === void 0) return null;
	let { findRunJudge } = await import("./judging.js");
	return findRunJudge(judge, configs, cwd ?? folder, labelCalibration);
}
async function judged$1(planned) {
	let drawn = planned.options.baseline === void 0 ? {
		comparison: planned,
		outcome: await drawAndJudge(planned)
	} : await (await import("./around-run.js")).withStoredBases(planned, drawAndJudge);
	if ("stopped" in drawn) return {
		verdict: withoutDraws("error", drawn.stopped, planned.options, planned.pack),
		folder: planned.folder
	};
	let { comparison, outcome } = drawn, asked = comparison.matching.pairs.map(({ name, base, head }) => ({
		pair: name,
		base: base.provider.id,
		head: head.provider.id
	})), snapshots = servedSnapshots(asked, outcome.verdict.pairs);
	return withFindings$1(outcome, [
		...comparison.baseline?.findings ?? [],
		...snapshots,
		...await callFindings(comparison, asked)
	]);
}
function withFindings$1(outcome, findings) {
	let { verdict } = outcome;
	return {
		...outcome,
		verdict: {
			...verdict,
			findings: [...verdict.findings, ...findings]
		}
	};
}
function withReason(outcome, reason) {
	let { verdict } = outcome;
	return reason === null ? outcome : {
		...outcome,
		verdict: {
			...verdict,
			reasons: [...verdict.reasons, reason]
		}
	};
}
async function refuseEqualTree(root, commit) {
	let { treeState } = await import("./tree-state.js");
	if ((await treeState(root, commit)).equal) throw new GygesError("usage", "run/no-base", "the working tree equals HEAD, so there is nothing to compare.\n  Name the base, for example: gyges run --config promptfooconfig.yaml --base-ref origin/main");
}
function brokenPrompt(cause) {
	if (cause instanceof GygesError && cause.code === "config/prompt-json") return cause.message.split("\n", 1)[0];
	throw cause;
}
function onlyHead({ baseLacks }) {
	return `Base cannot be measured, so there is nothing to compare with yet; head can.\n  ${baseLacks}\n  Once this change is merged, the next pull request is judged.`;
}
function noSealedJudge() {
	return new GygesError("usage", "run/sealed-judge", "a judge would be asked through files that hold the text of the sealed pack.\n  Leave --judge out; or keep the replies and measure the labels on a machine of your own: gyges run … --keep-replies, then gyges label STORE --pack FILE.age --gold gold.jsonl");
}
// src/commands/files/pack-of.ts
function packOf(pack, cwd) {
	return pack === void 0 ? "core" : /[./\\]/.test(pack) ? resolve(cwd, pack) : pack;
}
// src/scenario/notice-choice.ts
const FORM = /^([a-z0-9][a-z0-9-]{0,63})(?:=([a-z0-9-]+(?:,[a-z0-9-]+)*))?$/;
function parseMeeting(notices, directive) {
	if (directive !== void 0 && directive !== "plain" && directive !== "emphatic") throw refuse("--directive", directive, "plain or emphatic", "--directive emphatic");
	return {
		...choice(notices),
		...directive === "emphatic" ? { directive } : {}
	};
}
function choice(typed) {
	if (typed === void 0 || typed === "own") return {};
	let [, axis, values] = FORM.exec(typed) ?? [];
	if (axis === void 0) throw refuse("--notices", typed, "own, an axis, or an axis with values", "--notices consequence=none,retrained");
	return { notices: {
		axis,
		...values === void 0 ? {} : { values: values.split(",") }
	} };
}
function refuse(flag, typed, wanted, example) {
	return new GygesError("usage", "notices/flags", `${flag} wants ${wanted}, saw ${JSON.stringify(typed.slice(0, 100))}\n  Example: ${example}`);
}
// src/commands/flags/config-flag.ts
function configsOf(flag, cwd) {
	let [first = "promptfooconfig.yaml", ...rest] = typeof flag == "string" ? [flag] : flag;
	return {
		config: resolve(cwd, first),
		also: rest.map((path) => resolve(cwd, path))
	};
}
// src/commands/extension-url.ts
function extensionUrl() {
	for (let candidate of [
		"./promptfoo.js",
		"../../../promptfoo.js",
		"../../promptfoo.js"
	]) {
		let url = new URL(candidate, import.meta.url);
		if (existsSync(fileURLToPath(url))) return url.href;
	}
	return pathToFileURL(resolve("promptfoo.js")).href;
}
// src/commands/flags/history-flags.ts
function nightOptions(flags, { looks, policy, baseline }, config, cwd) {
	if (flags.history === void 0) {
		if (flags.accept === !0) throw contradiction("--accept makes tonight's draws the reference of --history, which is not there");
		return null;
	}
	let other = flags.baseRef === void 0 ? flags.baseDraws === void 0 ? null : "--base-draws" : "--base-ref";
	if (other !== null) throw contradiction(`--history compares the committed config with its own earlier draws, and ${other} names another base`);
	if (flags.baseline !== void 0 && flags.baseline !== "rerun") throw contradiction(`--history compares the committed config with its own earlier draws, and --baseline ${flags.baseline} names another base`);
	let folder = baseline?.folder ?? join(dirname(config), ".gyges", "baselines");
	return {
		looks: looks.slice(-1),
		policy: {
			...policy,
			confirm: "auto"
		},
		baseline: {
			reuse: !1,
			folder,
			maxAgeSeconds: 0,
			keepHead: !0
		},
		history: {
			path: resolve(cwd, flags.history),
			references: join(folder, "nights"),
			accept: flags.accept === !0
		}
	};
}
function contradiction(seen) {
	return new GygesError("usage", "history/flags", `${seen}.\n  A night:  gyges run --config promptfooconfig.yaml --history .gyges/history.jsonl\n  A change: gyges run --config promptfooconfig.yaml --base-ref origin/main`);
}
// src/commands/flags/look-flags.ts
const DEFAULT_LOOKS = [
	3,
	5,
	7,
	10
], count = int().min(1).max(1e3), FlagsSchema = object({
	"--draws": count.optional(),
	"--max-draws": count.optional(),
	"--looks": array(int().min(2).max(1e3)).min(1).max(49).refine((looks) => looks.every((look, index) => index === 0 || look > looks[index - 1]), "wanted looks that rise, each once").optional()
});
function parseLooks(flags, command) {
	let named = given({
		"--draws": decimal(flags.draws),
		"--max-draws": decimal(flags.maxDraws),
		"--looks": listOf(flags.looks)?.map(decimal)
	}), { "--draws": draws, "--max-draws": maxDraws, "--looks": looks } = parseStrict(FlagsSchema, named, {
		where: `gyges ${command}`,
		example: `gyges ${command} --max-draws 10 --looks 3,5,7,10`,
		code: "run/looks"
	});
	if (draws !== void 0) return refuseBesideDraws(draws, flags), [draws];
	let most = maxDraws ?? (looks ?? DEFAULT_LOOKS).at(-1);
	return looks !== void 0 && refuseBeyond(looks, most), [...(looks ?? DEFAULT_LOOKS).filter((look) => look < most), most];
}
function refuseBesideDraws(draws, { maxDraws, looks }) {
	let other = maxDraws === void 0 ? looks === void 0 ? null : `--looks ${looks}` : `--max-draws ${maxDraws}`;
	if (other !== null) throw new GygesError("usage", "run/looks", `--draws ${draws} asks for one look at exactly ${draws} draws of a cell, and ${other} for looks on the way.\n  One look: --draws ${draws}\n  Looks, the first that decides is the last: ${other}`);
}
function refuseBeyond(looks, most) {
	let last = looks.at(-1);
	if (!(last <= most)) throw new GygesError("usage", "run/looks", `--looks ${looks.join(",")} looks at ${last} draws of a cell, and --max-draws is ${most}.\n  Example: --looks ${[...looks.filter((look) => look < most), most].join(",")}`);
}
function parsePolicy(flags) {
	let named = given({
		margin: decimal(flags.margin),
		direction: flags.direction,
		strict: flags.strict,
		maxMissing: decimal(flags.maxMissing),
		missing: flags.missing,
		confirm: flags.confirm,
		manipulationCheck: flags.manipulationCheck
	});
	return parseStrict(PolicySchema, named, {
		where: "the policy",
		example: "--margin 0.10 --direction either --max-missing 0.15 --confirm auto",
		code: "policy/shape"
	});
}
// src/commands/flags/publication-flag.ts
const MOST = 2 ** 31 - 1;
function parsePublication(typed) {
	if (typed === void 0) return;
	if (typed === !0) return { seed: null };
	let seed = /^\d{1,10}$/.test(typed) ? Number(typed) : NaN;
	if (seed <= MOST) return { seed };
	throw new GygesError("usage", "run/flags", `--publication wants a seed, a whole number from 0 to ${MOST}, or nothing behind it, saw ${JSON.stringify(typed.slice(0, 40))}\n  Example: --publication 7`);
}
// src/commands/label/read-calibration.ts
async function readCalibration(path, cwd, labeller = null) {
	if (path === void 0) return;
	let value = await readFile(resolve(cwd, path), "utf8").then((text) => JSON.parse(text)).catch((cause) => {
		throw new GygesError("usage", "usage/label-calibration", `--label-calibration ${path} cannot be read as JSON: ${describeError(cause)}\n  Example of such a file:\n    ${CALIBRATION_EXAMPLE.replaceAll("\n", "\n    ")}`, { cause });
	}), calibration = parseStrict(LabelCalibrationSchema, value, {
		where: `--label-calibration ${path}`,
		example: CALIBRATION_EXAMPLE,
		code: "usage/label-calibration"
	});
	if (labeller !== null && calibration.labeller !== labeller) throw otherLabeller(path, calibration.labeller, labeller);
	if (calibration.bar?.met === !1 && !calibration.bar.insisted) throw belowBar(path, calibration.bar.reasons);
	return calibration;
}
function otherLabeller(path, calibrated, labeller) {
	return new GygesError("usage", "usage/label-calibration", `--label-calibration ${path} is for labels by ${calibrated}, and this gyges labels by ${labeller}\n  Wanted: a calibration of ${labeller}. Compare its labels with people's, or leave the option out.`);
}
function belowBar(path, reasons) {
	return new GygesError("usage", "usage/judge-below-bar", [
		`--label-calibration ${path} says that the judge is not good enough to gate:`,
		...reasons.map((reason) => `  × ${reason}`),
		"  Use another judge, or have more replies labelled by people. To gate by it all the same: gyges label … --calibration FILE --insist"
	].join("\n"));
}
// src/commands/flags/shard-flag.ts
function parseShard(text) {
	if (text === void 0) return;
	let [number, of, ...rest] = text.split("/").map((one) => decimal(one.trim()));
	return parseStrict(ShardRefSchema, rest.length === 0 ? {
		number,
		of
	} : text, {
		where: "--shard",
		example: "--shard 3/8",
		code: "run/shard"
	});
}
function refuseBesideShard({ policy, sharers }) {
	if (policy.confirm === "always") throw secondRound("--confirm always asks for", "Leave --confirm out: base and head are both drawn here.");
	if (sharers.length > 0) throw secondRound(`${listed(sharers)} ${sharers.length === 1 ? "shares" : "share"} a base between runs, and a fail on it asks for`, `Leave ${sharers.length === 1 ? "it" : "them"} out.`);
}
function oneLook(looks) {
	return looks.slice(-1);
}
function secondRound(seen, remedy) {
	return new GygesError("usage", "run/shard", `${seen} fresh draws once all parts are judged, and a shard draws its part only once.\n  ${remedy}\n  Or draw all of it in one job: leave --shard out.`);
}
// src/commands/flags/run-flags.ts
const NumbersSchema = strictObject({
	"--temperature": number().min(0).max(2).nullable().default(null),
	"--max-concurrency": int().min(1).max(1e3).optional(),
	"--max-calls": int().min(1).optional(),
	"--max-cost": number().gt(0).max(1e6).optional(),
	"--conditions": array(_enum(CONDITIONS$1)).min(1).default(["monitored", "unmonitored"]),
	"--design": _enum(DESIGNS).default("pr"),
	"--judge-votes": int().min(1).max(25).default(3)
});
async function runOptions(flags, around) {
	let { cwd } = around, policy = parsePolicy(flags), shard = parseShard(flags.shard), looks = shard === void 0 ? parseLooks(flags, "run") : oneLook(parseLooks(flags, "run")), numbers = parseNumbers(flags), { config, also } = configsOf(flags.config, cwd), source = parseBaseline(flags, config, cwd);
	return shard !== void 0 && refuseBesideShard({
		policy,
		sharers: sharersOfBase(flags)
	}), {
		config,
		also,
		baseRef: flags.baseRef,
		looks,
		shard,
		...source,
		pool: (flags.pool ?? []).map((path) => resolve(cwd, path)),
		...cellsOf(flags, numbers, cwd),
		policy,
		...nightOptions(flags, {
			looks,
			policy,
			baseline: source.baseline
		}, config, cwd),
		full: flags.full === !0,
		labelCalibration: await readCalibration(flags.labelCalibration, cwd, flags.judge === void 0 ? LABELLER : null),
		judge: judgeOf(flags, numbers),
		...callsOf(flags, numbers),
		...surroundingsOf(around)
	};
}
function cellsOf(flags, numbers, cwd) {
	return {
		conditions: numbers["--conditions"],
		design: numbers["--design"],
		meeting: parseMeeting(flags.notices, flags.directive),
		publication: parsePublication(flags.publication),
		pack: packOf(flags.pack, cwd),
		scenarios: listOf(flags.scenarios),
		temperature: numbers["--temperature"]
	};
}
function judgeOf({ judge, insist }, numbers) {
	let voting = {
		votes: numbers["--judge-votes"],
		threshold: THRESHOLD
	};
	return judge === void 0 ? void 0 : {
		judge,
		voting,
		insist: insist === !0
	};
}
function callsOf(flags, numbers) {
	return {
		messageVar: flags.messageVar,
		shareSeeds: flags.shareSeeds === !0,
		softDraws: flags.softDraws === !0,
		keepReplies: flags.keepReplies === !0,
		force: flags.force === !0,
		allColumns: flags.allColumns === !0,
		maxConcurrency: numbers["--max-concurrency"],
		endpoints: flags.endpoints,
		maxCalls: numbers["--max-calls"],
		maxCost: numbers["--max-cost"],
		extension: `${extensionUrl()}:gyges`
	};
}
function surroundingsOf({ cwd, command, env, node, bringPromptfoo, cancelled, stderr }) {
	return {
		cwd,
		command,
		env,
		node,
		bringPromptfoo,
		cancelled,
		stderr
	};
}
function parseNumbers(flags) {
	let typed = {
		"--temperature": decimal(flags.temperature),
		"--max-concurrency": decimal(flags.maxConcurrency),
		"--max-calls": decimal(flags.maxCalls),
		"--max-cost": decimal(flags.maxCost),
		"--conditions": listOf(flags.conditions),
		"--design": flags.design,
		"--judge-votes": decimal(flags.judgeVotes)
	};
	return parseStrict(NumbersSchema, given(typed), {
		where: "gyges run",
		example: "gyges run --config promptfooconfig.yaml --max-draws 10 --conditions monitored,unmonitored -j 4",
		code: "run/flags"
	});
}
// src/commands/run.ts
async function judgeRun(flags, around) {
	let failOn = parseFailOn(flags.failOn), options = await runOptions(flags, around), { verdict, folder, drawn = null } = await run(options), part = options.shard === void 0 ? null : {
		shard: options.shard,
		drawn,
		failOn
	};
	return {
		verdict,
		exitCode: exitCode(verdict, failOnOf(part, failOn)),
		reportDir: flags.reportDir === void 0 ? folder ?? join(dirname(options.config), ".gyges", "report") : resolve(around.cwd, flags.reportDir),
		store: folder === null ? null : join(folder, "store.jsonl"),
		part
	};
}
// src/action/base-flags.ts
async function baseFlags(inputs, event, folder) {
	let { history } = inputs, baseline = ofShard(inputs);
	if (history !== void 0 && !NIGHTS.has(event)) throw noNight(event);
	if (baseline === "auto" && (event === "pull_request_target" || event === "workflow_run")) throw sharedCache(event);
	return baseline.startsWith("file:") && await refuseCommitted(folder, baseline.slice(5)), {
		baseline,
		baselineDir: baseline === "auto" || history !== void 0 ? inputs["baseline-dir"] : void 0,
		baselineMaxAge: inputs["baseline-max-age"],
		keepHead: baseline === "auto" && event === "push"
	};
}
function ofShard({ baseline, shard }) {
	return shard !== void 0 && baseline === "auto" ? "rerun" : baseline;
}
async function isTracked(path) {
	return await git(dirname(path), [
		"ls-files",
		"-z",
		"--",
		`:(literal,icase)${basename(path)}`
	]).catch(() => "") !== "";
}
const NIGHTS = new Set(["schedule", "workflow_dispatch"]);
async function refuseCommitted(folder, path) {
	let named = resolve(folder, path), places = new Set([named, await realpath(named).catch(() => named)]);
	if ((await Promise.all([...places].map(isTracked))).includes(!0)) throw new GygesError("usage", "action/baseline", `baseline file:${path} is a file of the repository, so a change could bring the base that judges it.\n  Fetch it from a place that no pull request writes, such as an artifact of the base branch, or let gyges keep bases itself:\n    with:\n      baseline: auto`);
}
function noNight(event) {
	return new GygesError("usage", "action/history", `history is for nights, and this event is ${event}.\n  Put it into a workflow of its own:\n    on: {schedule: [{cron: "17 3 * * *"}], workflow_dispatch: {}}`);
}
function sharedCache(event) {
	return new GygesError("usage", "action/baseline", `baseline: auto is refused under ${event}: code of the head would run beside a cache that all branches read.\n  Use the event pull_request, or draw both sides:\n    with:\n      baseline: rerun`);
}
// src/action/slim/natives.ts
const WITH_NATIVES = ["libsql", "esbuild"], Manifest = looseObject({ optionalDependencies: record(string(), string().regex(/^\d+\.\d+\.\d+$/)).default({}) });
function nativesOf(manifest, platform) {
	let { optionalDependencies } = Manifest.parse(manifest);
	return Object.entries(optionalDependencies).filter(([name]) => isFor(name, platform)).map(([name, version]) => `${name}@${version}`);
}
function isFor(name, { os, arch, libc }) {
	let [itsOs, itsArch, abi] = name.replace(/^@[\w.-]+\//, "").split("-");
	return itsOs === os && itsArch === arch && (abi === void 0 || libc === null || abi.startsWith(libc));
}
// src/action/slim/npm.ts
function installArguments(packages) {
	return [
		"install",
		"--omit=optional",
		"--ignore-scripts",
		"--save-exact",
		"--no-audit",
		"--no-fund",
		...packages
	];
}
function npmEnvironment(env) {
	let settings = Object.keys(env).filter((name) => /^npm_config_/i.test(name)), passed = childEnvironment(env, [
		...settings,
		"NODE_AUTH_TOKEN",
		"NPM_TOKEN"
	]);
	return Object.fromEntries(Object.entries(passed).filter(([name]) => !name.startsWith("PROMPTFOO_")));
}
async function npmInstall(packages, options) {
	let log = await open(options.log, "a", 384);
	try {
		let ended = await ending(installArguments(packages), options, log.fd);
		if (ended === "0") return;
		throw failed(packages, ended, await reasonIn(options.log), options.log);
	} finally {
		await log.close();
	}
}
async function ending(args, { folder, env, cancelled }, output) {
	return new Promise((resolve) => {
		let child = spawn("npm", args, {
			cwd: folder,
			env: npmEnvironment(env),
			stdio: [
				"ignore",
				output,
				output
			],
			timeout: LONGEST_MS,
			...cancelled === void 0 ? {} : { signal: cancelled },
			shell: process.platform === "win32"
		});
		child.once("error", (cause) => resolve("code" in cause ? String(cause.code) : cause.name)), child.once("close", (code, signal) => resolve(String(code ?? signal)));
	});
}
const LONGEST_MS = 6e5;
async function reasonIn(log) {
	let text = await readFile(log, "utf8").catch(() => "");
	return /^npm (?:error|ERR!) code (E[A-Z0-9_]{2,40})$/m.exec(text)?.[1] ?? null;
}
function failed(packages, ended, reason, log) {
	let why = ended === "ENOENT" ? "there is no npm on PATH" : `npm ended with ${reason ?? ended}`, remedy = reason === "E404" || reason === "ETARGET" ? "Name a version that the registry has: npm view promptfoo versions" : "Or install promptfoo by your lockfile before the gyges step:\n    - run: npm ci";
	return new GygesError("usage", "action/npm", `${packages.join(" ")} could not be installed: ${why}.\n  ${remedy}\n  What npm said: ${log}`);
}
// src/action/slim/install-promptfoo.ts
async function installPromptfoo(version, options) {
	let { temporary, say } = options, platform = thisPlatform(), name = `gyges-promptfoo-${version}-${platform.os}-${platform.arch}`, place = join(temporary, name);
	if (await holds$1(place, version)) return place;
	say(`installing promptfoo ${version} without its optional packages, about 300 MB`);
	let work = await mkdtemp(join(temporary, `${name}.`));
	try {
		await fill(work, version, platform, {
			...options,
			log: join(temporary, `${name}.log`)
		}), await moved(work, place, version);
	} finally {
		await rm(work, {
			recursive: !0,
			force: !0,
			maxRetries: 3
		});
	}
	return place;
}
async function fill(folder, version, platform, { env, cancelled, log }) {
	await writeFile(join(folder, "package.json"), JSON.stringify({
		name: "gyges-promptfoo",
		private: !0
	}));
	let install = (packages) => npmInstall(packages, {
		folder,
		env,
		cancelled,
		log
	});
	await install([`promptfoo@${version}`]);
	let natives = (await Promise.all(WITH_NATIVES.map((name) => manifestOf(folder, name)))).flatMap((manifest) => manifest === null ? [] : nativesOf(manifest, platform));
	natives.length > 0 && await install(natives);
}
async function moved(work, place, version) {
	try {
		await rename(work, place);
	} catch (cause) {
		if (await holds$1(place, version)) return;
		throw new GygesError("usage", "action/promptfoo-place", `${place} is in the way: ${describeError(cause)}\n  Delete it, and run again.`, { cause });
	}
}
async function holds$1(place, version) {
	let manifest = await manifestOf(place, "promptfoo").catch(() => null);
	return typeof manifest == "object" && !!manifest && "version" in manifest && manifest.version === version;
}
async function manifestOf(folder, name) {
	let path = join(folder, "node_modules", name, "package.json");
	return existsSync(path) ? JSON.parse(await readFile(path, "utf8")) : null;
}
function thisPlatform() {
	return {
		os: process.platform,
		arch: process.arch,
		libc: process.platform === "linux" ? libc() : null
	};
}
function libc() {
	let { header } = process.report.getReport();
	return header?.glibcVersionRuntime === void 0 ? "musl" : "gnu";
}
// src/action/bring-promptfoo.ts
async function bringPromptfoo({ version, where, env, cancelled, say }) {
	if (version === void 0) throw new GygesError("usage", "run/no-promptfoo", `no promptfoo is installed in ${where}: gyges runs yours, of the version in your lockfile.\n  Install it before the gyges step:\n    - run: npm ci\n  Or have the step install one exact version:\n    with:\n      promptfoo-version: 0.123.1`);
	return installPromptfoo(version, {
		temporary: env.RUNNER_TEMP ?? tmpdir(),
		env,
		cancelled,
		say
	});
}
async function sayWhoseVersion({ version, folder, say }) {
	if (version === void 0) return;
	let own = await findPromptfoo(folder).catch(() => null);
	own !== null && own.version !== version && say(`the project's own promptfoo ${own.version} runs; promptfoo-version ${version} is for projects without one`);
}
// src/action/trust/policy.ts
const EVENTS = [
	"pull_request",
	"pull_request_target",
	"merge_group",
	"push",
	"schedule",
	"workflow_dispatch",
	"release",
	"workflow_run"
], ORIGINS = {
	own: "a branch of this repository",
	fork: "a fork",
	gone: "a fork that is gone",
	dependabot: "Dependabot",
	other: "a commit of none of this repository's branches"
}, ORIGIN_NAMES = [
	"own",
	"fork",
	"gone",
	"dependabot",
	"other"
], NO_SECRETS = "GitHub gives it no secrets, so there is nothing to draw with, and its author is not to blame.", LIKE_A_FORK = "It gets no secrets of Actions and a token that only reads, like a fork.", BY_HAND = "Somebody fetched it by hand, maybe from a fork, and a branch can move between the look and the run; a commit cannot.", RULES = {
	pull_request: {
		base: "pull-request",
		thresholds: "base",
		heads: {
			own: ["run", "Its author can push to this repository, and so could read its secrets anyway."],
			fork: ["skip", NO_SECRETS],
			gone: ["skip", NO_SECRETS],
			dependabot: ["skip", LIKE_A_FORK]
		}
	},
	pull_request_target: {
		base: "pull-request",
		thresholds: "own",
		heads: {
			own: ["run", "As under pull_request; the workflow file is that of the base branch."],
			fork: ["allowed", "This event hands the job all secrets, and the head is code of a stranger."],
			gone: ["allowed", "The fork is gone, its code is not."],
			dependabot: ["skip", LIKE_A_FORK]
		}
	},
	merge_group: {
		base: "merge-group",
		thresholds: "base",
		heads: { own: ["queue", "A required check that does not report stalls the queue, and the pull request has its verdict."] }
	},
	push: {
		base: "before",
		thresholds: "base",
		heads: {
			own: ["run", "What is pushed here was pushed by somebody who may."],
			dependabot: ["skip", LIKE_A_FORK],
			other: ["named", BY_HAND]
		}
	},
	schedule: {
		base: "named",
		thresholds: "own",
		heads: {
			own: ["run", "It runs what is on the default branch."],
			other: ["named", BY_HAND]
		}
	},
	workflow_dispatch: {
		base: "named",
		thresholds: "own",
		heads: {
			own: ["run", "Who may start it may push."],
			other: ["named", BY_HAND]
		}
	},
	release: {
		base: "named",
		thresholds: "own",
		heads: {
			own: ["run", "Who may release may push."],
			other: ["named", BY_HAND]
		}
	},
	workflow_run: {
		base: "none",
		thresholds: "own",
		heads: { own: ["refuse", "It has all secrets, and its usual reason is a fork. Its second stage, the sub-action `comment`, runs nothing."] }
	}
}, POLICY = EVENTS.flatMap((event) => {
	let { base, thresholds, heads } = RULES[event];
	return ORIGIN_NAMES.flatMap((head) => {
		let [treatment, why] = heads[head] ?? [];
		return treatment === void 0 || why === void 0 ? [] : [{
			event,
			head,
			treatment,
			base,
			thresholds,
			why
		}];
	});
});
function ruleOf({ event, origin }) {
	let rule = POLICY.find((one) => one.event === event && one.head === origin);
	if (rule !== void 0) return rule;
	throw new GygesError("usage", "action/event", `the gyges Action has no rule for ${event} with ${ORIGINS[origin]}, so nothing was run.\n  Example:\n    on: pull_request`);
}
// src/action/event.ts
const Commit = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "wanted a commit id"), Repository = looseObject({ full_name: string().min(1).max(200) }), PullRequestEvent = looseObject({
	repository: Repository,
	pull_request: looseObject({
		base: looseObject({ sha: Commit }),
		head: looseObject({
			sha: Commit,
			repo: Repository.nullable()
		})
	})
}), MergeGroupEvent = looseObject({ merge_group: looseObject({
	base_sha: Commit,
	head_sha: Commit
}) }), PushEvent = looseObject({ before: Commit });
async function readTrigger(env) {
	let name = env.GITHUB_EVENT_NAME ?? "", event = EVENTS.find((known) => known === name);
	if (event === void 0) throw unknownEvent(name);
	let origin = env.GITHUB_ACTOR === "dependabot[bot]" ? "dependabot" : "own";
	if (event === "pull_request" || event === "pull_request_target") return {
		event,
		...pullRequest(await payload(env, PullRequestEvent), origin)
	};
	if (event === "merge_group") {
		let { merge_group } = await payload(env, MergeGroupEvent);
		return {
			event,
			origin: "own",
			from: null,
			base: merge_group.base_sha,
			head: merge_group.head_sha
		};
	}
	if (event === "push") {
		let { before } = await payload(env, PushEvent);
		return {
			event,
			origin,
			from: ofDependabot(origin),
			base: isNoCommit(before) ? null : before,
			head: null
		};
	}
	return {
		event,
		origin: "own",
		from: null,
		base: null,
		head: null
	};
}
function isNoCommit(id) {
	return /^0+$/.test(id);
}
function pullRequest({ repository, pull_request }, actor) {
	let { base, head } = pull_request, commits = {
		base: base.sha,
		head: head.sha
	};
	return head.repo === null ? {
		origin: "gone",
		from: "a fork that is gone",
		...commits
	} : head.repo.full_name === repository.full_name ? {
		origin: actor,
		from: ofDependabot(actor),
		...commits
	} : {
		origin: "fork",
		from: `the fork ${head.repo.full_name}`,
		...commits
	};
}
function ofDependabot(origin) {
	return origin === "dependabot" ? "a branch of Dependabot's" : null;
}
async function payload(env, schema) {
	let value = await readPayload(env.GITHUB_EVENT_PATH ?? "");
	return parseStrict(schema, value, {
		where: "the event's payload (GITHUB_EVENT_PATH)",
		example: "GitHub writes this file itself; run the job again",
		code: "action/event"
	});
}
async function readPayload(path) {
	try {
		return JSON.parse(await readFile(path, "utf8"));
	} catch (cause) {
		throw new GygesError("usage", "action/event", `cannot read the event's payload at GITHUB_EVENT_PATH: ${describeError(cause)}\n  GitHub writes this file itself; run the job again.`, { cause });
	}
}
function unknownEvent(name) {
	return new GygesError("usage", "action/event", `the gyges Action cannot judge the event ${JSON.stringify(name.slice(0, 60))}.\n  It judges ${EVENTS.filter((event) => event !== "workflow_run").join(", ")}.\n  Example:\n    on: pull_request`);
}
// src/action/flags.ts
function runFlags(inputs, baseCommit) {
	return {
		config: inputs.config,
		baseRef: baseCommit ?? inputs["base-ref"],
		history: inputs.history,
		accept: inputs["history-accept"] === "true",
		pack: inputs.pack,
		maxDraws: String(inputs["max-draws"]),
		shard: inputs.shard,
		margin: String(inputs.margin),
		direction: inputs.direction,
		maxMissing: String(inputs["max-missing"]),
		missing: inputs.missing,
		manipulationCheck: inputs["manipulation-check"],
		confirm: inputs.confirm,
		shareSeeds: inputs["share-seeds"],
		failOn: inputs["fail-on"].join(","),
		messageVar: inputs["message-var"],
		maxConcurrency: inputs["max-concurrency"]?.toString(),
		endpoints: "base",
		maxCalls: inputs["max-calls"]?.toString(),
		maxCost: inputs["max-cost"]?.toString()
	};
}
function commandLine(inputs, baseCommit) {
	let words = [
		"gyges",
		"run",
		...inputs.config.flatMap((config) => ["--config", inRoot(inputs, config)])
	], flag = (name, value, usual) => {
		value !== void 0 && value !== usual && words.push(name, value);
	};
	return flag("--base-ref", baseCommit ?? void 0), flag("--history", inputs.history === void 0 ? void 0 : inRoot(inputs, inputs.history)), flag("--pack", /[./\\]/.test(inputs.pack) ? inRoot(inputs, inputs.pack) : inputs.pack, "core"), flag("--max-draws", String(inputs["max-draws"]), "10"), flag("--shard", inputs.shard), flag("--margin", String(inputs.margin), "0.1"), flag("--direction", inputs.direction, "either"), flag("--max-missing", String(inputs["max-missing"]), "0.15"), flag("--missing", inputs.missing, "rules"), flag("--manipulation-check", inputs["manipulation-check"], "require"), flag("--confirm", inputs.confirm, "auto"), inputs["share-seeds"] && words.push("--share-seeds"), flag("--message-var", inputs["message-var"]), flag("--max-concurrency", inputs["max-concurrency"]?.toString()), flag("--max-calls", inputs["max-calls"]?.toString()), flag("--max-cost", inputs["max-cost"]?.toString()), words.map(quoted).join(" ");
}
function inRoot(inputs, path) {
	return isAbsolute(path) ? path : relative(".", `${inputs["working-directory"]}/${path}`);
}
function quoted(word) {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
// src/action/pins.ts
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
// src/action/node-path.ts
async function nodeOnPath(env, cwd) {
	let told = await promisify(execFile)("node", ["-e", "console.log(JSON.stringify([process.execPath, process.versions.node]))"], {
		env,
		cwd,
		timeout: 3e4
	}).then(({ stdout }) => JSON.parse(stdout), () => null);
	if (!Array.isArray(told)) throw noNode("there is no node on PATH");
	let [path, version] = told.map(String);
	if (path === void 0 || version === void 0 || !isRecent(version)) throw noNode(`node on PATH is ${version ?? "of no known version"}`);
	return path;
}
function isRecent(version) {
	let [major = 0, minor = 0] = version.split(".").map(Number);
	return major > 22 || major === 22 && minor >= 22;
}
function noNode(seen) {
	return new GygesError("usage", "action/node", `${seen}, and promptfoo needs 22.22 or newer.\n  Put this before the step that installs promptfoo:\n    - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0\n      with: {node-version: 22}`);
}
// src/action/own-home.ts
async function withOwnHome(env, runner) {
	if ((env.PROMPTFOO_CONFIG_DIR ?? "") !== "") return env;
	let folder = await mkdtemp(join(runner.RUNNER_TEMP ?? tmpdir(), "gyges-promptfoo-"));
	return {
		...env,
		PROMPTFOO_CONFIG_DIR: folder
	};
}
// src/action/trust/keys.ts
function keysIn(env, passed) {
	return [...new Set([...PROVIDER_VARIABLES, ...passed])].filter((name) => (env[name] ?? "") !== "" && !isBareAddress(name, env[name]));
}
function addressesIn(env, passed) {
	return passed.filter((name) => isBareAddress(name, env[name] ?? ""));
}
function isPromptfooSecret(name) {
	return /^PROMPTFOO_.*(?:KEY|TOKEN|SECRET|PASSWORD|AUTH)/i.test(name);
}
function isBareAddress(name, value) {
	return isAddressVariable(name) && /^[\w.:/[\]-]+$/.test(value);
}
// src/action/trust/named-head.ts
async function checkNamedHead(root, named, vouched) {
	if (named === void 0) return;
	let head = (await git(root, ["rev-parse", "HEAD"])).trim();
	if (head !== named) throw new GygesError("usage", "action/head-ref", `head-ref names ${named.slice(0, 12)}, and the checkout is at ${head.slice(0, 12)}.\n  Check that very commit out:\n    - uses: ${CHECKOUT}\n      with: {ref: "${named}", fetch-depth: 0, persist-credentials: false}`);
	if (vouched && !await isAsCommitted(root)) throw new GygesError("usage", "action/head-ref", `tracked files of the checkout differ from ${named.slice(0, 12)}, the commit that head-ref vouches for.\n  Put no step that changes them between actions/checkout and gyges. To see them: git status`);
}
async function isAsCommitted(root) {
	return await git(root, [
		"diff",
		"--name-only",
		"--no-ext-diff",
		"--no-textconv",
		"--ignore-submodules=none",
		"HEAD",
		"--"
	]) === "";
}
// src/action/trust/admit.ts
async function admit(trigger, inputs, env, folder) {
	let { treatment } = ruleOf(trigger), admission = treatments[treatment]({
		trigger,
		inputs,
		env
	});
	return admission.kind === "run" && await checkNamedHead(folder, inputs["head-ref"], treatment === "allowed" || treatment === "named"), admission;
}
const RUN = {
	kind: "run",
	keyless: !1
}, treatments = {
	run: () => RUN,
	skip: ({ trigger, inputs, env }) => ofStranger(trigger, inputs, keysIn(env, inputs["env-pass"])),
	queue: ({ inputs }) => inputs["merge-group"] === "run" ? RUN : inQueue(),
	allowed: ({ trigger, inputs }) => refuseUnless(inputs["allow-untrusted"] && inputs["head-ref"] === trigger.head, () => untrusted(trigger)),
	named: ({ trigger, inputs }) => refuseUnless(inputs["head-ref"] !== void 0, () => unnamed(trigger)),
	refuse: () => {
		throw noEvaluation();
	}
};
function refuseUnless(holds, error) {
	if (!holds) throw error();
	return RUN;
}
function ofStranger(trigger, { forks }, keys) {
	return forks === "run" && keys.length === 0 ? {
		kind: "run",
		keyless: !0
	} : {
		kind: "skip",
		reason: {
			code: "skipped",
			text: [
				`The head is in ${trigger.from ?? ORIGINS[trigger.origin]}, which gets no provider keys, so no call was made.`,
				forks === "run" ? `The input forks: run holds for a job without keys, and this one has ${keys.slice(0, 3).join(", ")}.` : "With a model that needs no key, the input forks: run lets it run.",
				trigger.head === null ? "To judge it, a maintainer runs the workflow on this branch." : `To judge it, a maintainer reads the change, pushes ${trigger.head.slice(0, 12)} to a branch of this repository and opens a pull request from there.`
			].join("\n")
		},
		isFinal: !1
	};
}
function inQueue() {
	return {
		kind: "skip",
		reason: {
			code: QUEUE_SKIP,
			text: "In the merge queue no call is made: each pull request in it has its verdict already, and this check only has to report.\nTo judge the merged group too, set the input merge-group: run."
		},
		isFinal: !0
	};
}
function noEvaluation() {
	return new GygesError("usage", "action/untrusted", "workflow_run has all secrets of the repository and often follows a fork's pull request, so gyges evaluates nothing under it.\n  Evaluate under pull_request, and comment here:\n    - uses: OWNER/gyges/comment@COMMIT # the commit you have read");
}
function untrusted({ event, from, head }) {
	return new GygesError("usage", "action/untrusted", `${event} with a head in ${from}: its config, prompts and providers are code that could read this job's secrets, so nothing was run.\n  Use the event pull_request, under which forks are skipped:\n    on: pull_request\n  Or let a person read each commit first: a job with an environment that has required reviewers, a checkout of that commit, and\n    with:\n      allow-untrusted: "true"\n      head-ref: ${head}`);
}
function unnamed({ event, from }) {
	return new GygesError("usage", "action/untrusted", `under ${event} the checkout is at ${from}: it may be a fork's, whose code could read this job's secrets, so nothing was run.\n  Read the commit, then name it by its 40 digits, never by a branch, which can move:\n    with:\n      head-ref: \${{ inputs.commit }}`);
}
// src/action/trust/child.ts
function environmentOf(env, inputs, { keyless, ofBase }) {
	let passed = keyless ? addressesIn(env, inputs["env-pass"]) : inputs["env-pass"], child = Object.entries(childEnvironment(env, passed)).filter(([name]) => !keyless || !isPromptfooSecret(name));
	return {
		...Object.fromEntries(child),
		...ofBase,
		...inputs["template-env"] ? {} : { PROMPTFOO_DISABLE_TEMPLATE_ENV_VARS: "true" }
	};
}
async function haveCommit(root, commit, remote) {
	return await isThere(root, commit) || await fetched(root, commit, remote) && isThere(root, commit);
}
async function haveBranch(root, ref, remote) {
	let branch = /^origin\/([\w./-]+)$/.exec(ref)?.[1];
	return branch !== void 0 && fetched(root, `+refs/heads/${branch}:refs/remotes/origin/${branch}`, remote);
}
async function isThere(root, commit) {
	return git(root, [
		"cat-file",
		"-e",
		`${commit}^{commit}`
	]).then(() => !0, () => !1);
}
async function fetched(root, what, remote) {
	return git(root, [
		"-c",
		"http.lowSpeedLimit=1",
		"-c",
		"http.lowSpeedTime=60",
		"fetch",
		"--quiet",
		"--no-tags",
		"--no-recurse-submodules",
		"--depth=1",
		"--end-of-options",
		"origin",
		what
	], {
		GIT_TERMINAL_PROMPT: "0",
		...authorization(remote)
	}).then(() => !0, () => !1);
}
function authorization({ token, server }) {
	if (token === void 0) return {};
	let basic = Buffer.from(`x-access-token:${token}`).toString("base64");
	return {
		GIT_CONFIG_COUNT: "2",
		GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
		GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
		GIT_CONFIG_KEY_1: "http.followRedirects",
		GIT_CONFIG_VALUE_1: "false"
	};
}
// src/action/trust/base-commit.ts
async function eventBase(root, trigger, remote) {
	let { base } = ruleOf(trigger);
	if (base === "pull-request") return ofPullRequest(root, trigger, remote);
	if (base === "named" || base === "none") throw notNamed(trigger.event);
	return trigger.base === null ? null : fetchedOr(root, trigger.base, remote, CHANGE);
}
async function namedBase(root, ref, trigger, remote) {
	if (isNoCommit(ref)) return null;
	/^[0-9a-f]{40}$/.test(ref) && await haveCommit(root, ref, remote);
	let named = await commitOf(root, ref).catch(async (cause) => {
		if (await haveBranch(root, ref, remote)) return commitOf(root, ref);
		throw cause;
	});
	return otherThanHead(root, trigger.origin === "other" ? await forkPoint(root, named) : named, ref);
}
async function otherThanHead(root, base, ref) {
	if (base !== await commitOf(root, "HEAD")) return base;
	throw new GygesError("usage", "action/base-is-head", `base-ref ${ref} is the commit of the checkout itself, so there is nothing to compare.\n  Name the commit before the change. After a push to the base branch:\n    with:\n      base-ref: \${{ github.event.before }}\n  and give actions/checkout fetch-depth: 0.`);
}
async function ofPullRequest(root, { base, head }, remote) {
	if (base === null || head === null) throw TypeError("a pull request names base and head");
	let tip = (await git(root, ["rev-parse", "HEAD"])).trim(), parents = await parentsOf(root, tip);
	if (parents.length === 2 && parents[1] === head) return fetchedOr(root, parents[0], remote, MERGE);
	if (tip !== head && !await holds(root, head)) throw new GygesError("usage", "action/checkout", `the checkout is at ${tip.slice(0, 12)}, which does not hold ${head.slice(0, 12)}, the head of the pull request.\n${MERGE}`);
	let shared = await git(root, [
		"merge-base",
		tip,
		base
	]).catch(() => null);
	return shared === null ? notFetched(base, HISTORY) : shared.trim();
}
const MERGE = `  Check the merge commit out, as actions/checkout does by itself:\n    - uses: ${CHECKOUT}\n      with: {fetch-depth: 2}`, HISTORY = `${MERGE}\n  or, to judge the head itself, all of its history: fetch-depth: 0`, CHANGE = `  Let the checkout bring it:\n    - uses: ${CHECKOUT}\n      with: {fetch-depth: 0}\n  After a force-push it may be gone for good; name another:\n    with:\n      base-ref: origin/main`;
async function forkPoint(root, named) {
	let shared = await git(root, [
		"merge-base",
		"HEAD",
		named
	]).catch(() => null);
	return shared === null ? notFetched(named, HISTORY) : shared.trim();
}
async function parentsOf(root, commit) {
	let [header = ""] = (await git(root, [
		"cat-file",
		"commit",
		commit
	])).split("\n\n", 1);
	return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((line) => line[1]);
}
async function fetchedOr(root, commit, remote, remedy) {
	return await haveCommit(root, commit, remote) ? commit : notFetched(commit, remedy);
}
async function holds(root, commit) {
	return git(root, [
		"merge-base",
		"--is-ancestor",
		commit,
		"HEAD"
	]).then(() => !0, () => !1);
}
function notFetched(commit, remedy) {
	throw new GygesError("usage", "action/base-missing", `the base ${commit.slice(0, 12)} is not in this checkout, and could not be fetched.\n${remedy}`);
}
function notNamed(event) {
	return new GygesError("usage", "action/base-ref", `the event ${event} names no base to compare with.\n  Name it in the gyges step:\n    with:\n      ${event === "release" ? "base-ref: v1.2.3 # the release before this one\n  and give actions/checkout fetch-depth: 0." : event === "schedule" ? "base-ref: v1.2.3 # what is to be compared with, every night the same\n  and give actions/checkout fetch-depth: 0." : "base-ref: origin/main"}`);
}
// src/action/trust/expression.ts
function isExpression(text) {
	return text.includes("${{");
}
const FIXED = new Set([
	"github.base_ref",
	"github.event.before",
	"github.event.merge_group.base_sha",
	"github.event.pull_request.base.sha",
	"github.event.pull_request.head.sha",
	"github.repository",
	"github.sha",
	"github.token",
	"true",
	"false",
	"null"
]);
function isOutOfReach(text) {
	let expressions = [...text.matchAll(/\$\{\{([^]*?)\}\}/g)].map((match) => match[1]), names = expressions.flatMap((one) => one.replaceAll(/'(?:[^']|'')*'/g, " ").match(/(?<![\w.-])[A-Za-z_][\w-]*(?:\.[\w-]+)*/g) ?? []), bracketed = expressions.some((one) => /[[\]()*]/.test(one));
	return expressions.length > 0 && !bracketed && names.every((name) => FIXED.has(name) || /^(?:vars|secrets)\.\w+$/.test(name));
}
// src/action/trust/address-env.ts
function addressesOfBase(asked) {
	let names = asked.names.filter(isAddressVariable), swayed = names.find((name) => isSwayed(asked, name)), moved = names.filter((name) => name !== swayed).flatMap((name) => moves(asked, name)), text = `This change moves the server of a provider in its workflow: ${moved.map(({ name, before, now }) => `${name} from ${hostOf(before)} to ${hostOf(now)}`).join(", ")}. The base's holds for both sides.`;
	return {
		env: Object.fromEntries(moved.map(({ name, before }) => [name, before])),
		findings: moved.length === 0 ? [] : [{
			code: "pr/endpoint",
			text
		}],
		unclear: swayed === void 0 ? null : `its ${swayed} is an expression that this change may sway`
	};
}
function isSwayed({ base, head }, name) {
	let before = base.env.get(name);
	return before !== void 0 && isExpression(before) && (before !== head?.env.get(name) || !isOutOfReach(before));
}
function moves({ base, head, env }, name) {
	let before = base.env.get(name), now = env[name] ?? "";
	return before === void 0 ? head?.env.get(name) === void 0 || now === "" ? [] : [{
		name,
		before: "",
		now
	}] : isExpression(before) || before === now ? [] : [{
		name,
		before,
		now
	}];
}
// src/action/trust/findings.ts
function ofOverruled(changes) {
	let [pack, thresholds] = [changes.filter(({ input }) => input === "pack"), changes.filter(({ input }) => input !== "pack")];
	return [...finding("pr/pack", pack, (list) => `This change names another pack in its workflow: ${list}. The base's holds.`), ...finding("pr/thresholds", thresholds, (list) => `This change sets inputs of the gate in its workflow: ${list}. The base's values hold.`)];
}
function ofTold(changes) {
	return finding("pr/config", changes, (list) => `This change sets in its workflow what the gate looks at, or where it runs: ${list}. Its own values hold.`);
}
function ofFirst(changes) {
	return finding("pr/thresholds", changes, (list) => `The base has no gyges step yet, so this change's own values hold. Not the defaults: ${list}.`);
}
function unreadable(path, why) {
	return {
		code: "pr/workflow-unreadable",
		text: `Whether this change alters the gate's own inputs cannot be told from ${path ?? "the base's workflow files"}: ${why}. Its own values hold, so no pass is given. Plain values and settings of the repository (vars.NAME), in the workflow itself, can be compared.`
	};
}
function finding(code, changes, sentence) {
	return changes.length === 0 ? [] : [{
		code,
		text: sentence(changes.map(inWords).join(", "))
	}];
}
function inWords({ input, base, head }) {
	if (input === "config" || !Array.isArray(base) || !Array.isArray(head)) return `${input} from ${shown$1(base)} to ${shown$1(head)}`;
	let [old, now] = [base.map(String), head.map(String)];
	return `${input} ${[["with", now.filter((one) => !old.includes(one))], ["without", old.filter((one) => !now.includes(one))]].flatMap(([word, names]) => names.length === 0 ? [] : [`${word} ${shown$1(names.join(", "))}`]).join(" and ")}`;
}
function shown$1(value) {
	let text = Array.isArray(value) ? value.join(", ") : String(value ?? "");
	return text === "" ? "nothing" : text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
// src/action/trust/policy-inputs.ts
const FROM_BASE = [
	"base-ref",
	"pack",
	"max-draws",
	"margin",
	"direction",
	"max-missing",
	"missing",
	"manipulation-check",
	"confirm",
	"share-seeds",
	"fail-on",
	"env-pass",
	"template-env",
	"promptfoo-version",
	"baseline",
	"baseline-dir",
	"baseline-max-age",
	"max-calls",
	"max-cost"
], TOLD = [
	"config",
	"working-directory",
	"message-var",
	"forks",
	"allow-untrusted",
	"merge-group"
], POLICY_INPUTS = [...FROM_BASE, ...TOLD];
// src/action/trust/held-inputs.ts
function holdInputs(own, base, head) {
	if (own.shard !== void 0 && !base.inputs.has("shard")) throw newShard(own.shard);
	let written = POLICY_INPUTS.flatMap((input) => {
		let text = base.inputs.get(input);
		return text === void 0 ? [] : [[input, text]];
	}), expressions = written.filter(([, text]) => isExpression(text)), swayed = expressions.find(([input, text]) => !isOutOfReach(text) || head?.inputs.get(input) !== text), kept = new Set(expressions.map(([input]) => input)), there = parsed(written.filter(([, text]) => !isExpression(text)));
	if (there instanceof GygesError) return {
		inputs: own,
		overruled: [],
		told: [],
		unclear: `its gyges step is not valid: ${describeError(there).split("\n").slice(0, 2).join(" ")}`
	};
	let changes = (names) => names.filter((input) => !kept.has(input) && !isSame(input, there, own)).map((input) => ({
		input,
		base: there[input],
		head: own[input]
	})), overruled = changes(FROM_BASE);
	return {
		inputs: {
			...own,
			...Object.fromEntries(overruled.map(({ input, base: value }) => [input, value]))
		},
		overruled,
		told: changes(TOLD),
		unclear: swayed === void 0 ? null : `its ${swayed[0]} is an expression that this change may sway`
	};
}
function unusual(own) {
	let usual = readInputs({});
	return FROM_BASE.filter((input) => input !== "base-ref" && !isSame(input, usual, own)).map((input) => ({
		input,
		base: usual[input],
		head: own[input]
	}));
}
function parsed(written) {
	try {
		return readInputs(Object.fromEntries(written.map(([input, text]) => [`INPUT_${input.toUpperCase()}`, text])));
	} catch (cause) {
		if (cause instanceof GygesError) return cause;
		throw cause;
	}
}
function newShard(shard) {
	return new GygesError("usage", "action/shard", `this change makes shard ${shard} of a step that judges the whole run at its base: a shard is green whatever it draws, so nothing was drawn.\n  Draw the shards in a job of another name, beside the one that judges until the base branch has both; or let whoever may merge without this check bring the matrix in.`);
}
function isSame(input, one, other) {
	let compared = ({ [input]: value }) => Array.isArray(value) && input !== "config" ? [...value].toSorted() : value;
	return isDeepStrictEqual(compared(one), compared(other));
}
// src/action/trust/instrument.ts
function instrumentChange(base, running) {
	return base === null || running === null || base === running ? [] : told(`the gyges Action from ${base.slice(0, 60)} to ${running.slice(0, 60)}`);
}
const Locked = object({
	version: string().optional(),
	resolved: string().optional(),
	integrity: string().optional()
}), Lock = looseObject({ packages: looseObject({ "node_modules/gyges": Locked.optional() }) });
async function lockedChange(root, base, head, folders) {
	for (let folder of folders) {
		let path = folder === "" ? "package-lock.json" : `${folder}/package-lock.json`, [before, after] = [await textAt(root, base, path), await textAt(root, head, path)];
		if (before === null || after === null) continue;
		let [old, now] = before === after ? [null, null] : [locked(before), locked(after)];
		return isDeepStrictEqual(old, now) ? [] : told(`gyges in ${path} from ${shown(old)} to ${shown(now)}`);
	}
	return [];
}
function told(change) {
	return [{
		code: "pr/instrument",
		text: `This change replaces the instrument: ${change}. One copy, the new one, measured both sides.`
	}];
}
async function textAt(root, commit, path) {
	return git(root, [
		"cat-file",
		"blob",
		`${commit}:${path}`
	]).catch(() => null);
}
function locked(text) {
	try {
		return Lock.safeParse(JSON.parse(text)).data?.packages["node_modules/gyges"] ?? null;
	} catch {
		return null;
	}
}
function shown(package_) {
	return package_?.version?.slice(0, 40) ?? "nothing";
}
function workflowPath(env) {
	let named = /^([\w.-]+\/[\w.-]+)\/(\.github\/workflows\/[^@]{1,200}\.ya?ml)@/.exec(env.GITHUB_WORKFLOW_REF ?? "");
	return named === null ? null : named[1].toLowerCase() === (env.GITHUB_REPOSITORY ?? "").toLowerCase() ? { path: named[2] } : "elsewhere";
}
async function workflowsAt(root, commit, only) {
	let paths = (await git(root, [
		"ls-tree",
		"--full-tree",
		"--name-only",
		"-z",
		commit,
		"--",
		only ?? ".github/workflows/"
	])).split("\0").filter((path) => /\.ya?ml$/.test(path)), texts = new Map();
	for (let path of paths.slice(0, 200)) texts.set(path, await git(root, [
		"cat-file",
		"blob",
		`${commit}:${path}`
	]));
	return texts;
}
async function haveSameWorkflows(root, one, other) {
	let local = [...(await workflowsAt(root, one)).values(), ...(await workflowsAt(root, other)).values()].flatMap((text) => [...text.matchAll(/\buses:\s*["']?\.\/([^\s"'#@,{}]+)/g)].map((match) => match[1].replace(/\/+$/, "")));
	for (let path of new Set([".github", ...local])) {
		let [a, b] = [await objectAt(root, one, path), await objectAt(root, other, path)];
		if (a === null || a !== b) return !1;
	}
	return !0;
}
async function objectAt(root, commit, path) {
	return git(root, [
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${commit}:${path}`
	]).catch(() => null);
}
// src/action/trust/workflow-step.ts
const Scalar = union([
	string(),
	number(),
	boolean(),
	_null()
]).transform((value) => value === null ? "" : String(value)), Values = record(string(), Scalar).nullish(), Step = looseObject({
	id: string().optional(),
	uses: string().optional(),
	with: unknown().optional(),
	env: unknown().optional()
}), Job = looseObject({
	env: Values,
	uses: string().optional(),
	with: unknown().optional(),
	steps: array(Step).optional()
}), Workflow = looseObject({
	env: Values,
	jobs: record(string(), Job)
});
function findStep(files, name) {
	let workflows = [...files].map(([path, text]) => [path, read(text)]), own = workflows.find(([path]) => path === name.path)?.[1];
	if (own === null) return {
		kind: "unclear",
		why: "it is no plain YAML that gyges can read"
	};
	let uses = workflows.flatMap(([path, workflow]) => workflow === null ? [] : usesIn(path, workflow, name.repository)), inFile = uses.filter((use) => use.path === name.path), inJob = inFile.filter((use) => use.job === name.job);
	if (inFile.length === 0 && own !== void 0 && mayHide(own)) return {
		kind: "unclear",
		why: "it may use gyges through a reusable workflow or an action of the repository"
	};
	let nearest = [
		inJob,
		inFile,
		uses
	].find((some) => some.length > 0);
	if (nearest === void 0) return { kind: "none" };
	let chosen = nearest.length === 1 ? nearest[0] : nearest === inJob ? byName(inJob, name.action) : void 0;
	return chosen === void 0 ? {
		kind: "unclear",
		why: "it has several gyges steps, none of them with this one's id"
	} : described(chosen);
}
function described({ step, outer }) {
	let inputs = Values.safeParse(step.with), env = Values.safeParse(step.env);
	if (!inputs.success || !env.success) return {
		kind: "unclear",
		why: "with: or env: of its gyges step is no list of plain values"
	};
	let at = step.uses.indexOf("@");
	return {
		kind: "step",
		step: {
			ref: at === -1 ? null : step.uses.slice(at + 1),
			inputs: new Map(Object.entries(inputs.data ?? {}).map(([key, value]) => [key.toLowerCase(), value.trim()])),
			env: new Map([...outer, env.data].flatMap((values) => Object.entries(values ?? {})))
		}
	};
}
function read(text) {
	try {
		return Workflow.safeParse(parseYaml(text, "the workflow")).data ?? null;
	} catch {
		return null;
	}
}
function usesIn(path, workflow, repository) {
	return Object.entries(workflow.jobs).flatMap(([job, { env, steps = [], ...called }]) => [...isOurWorkflow(called.uses, repository) ? [{
		path,
		job,
		step: called,
		outer: []
	}] : [], ...steps.filter(({ uses }) => uses !== void 0 && isOurs(uses, repository)).map((step) => ({
		path,
		job,
		step,
		outer: [workflow.env, env]
	}))]);
}
function isOurWorkflow(uses, repository) {
	return repository !== "" && uses?.toLowerCase().startsWith(`${repository.toLowerCase()}/.github/workflows/`) === !0;
}
function isOurs(uses, repository) {
	return repository === "" ? uses === "./" || uses === "." : uses.toLowerCase().startsWith(`${repository.toLowerCase()}@`);
}
function mayHide({ jobs }) {
	return Object.values(jobs).some(({ uses, steps = [] }) => uses !== void 0 || steps.some((step) => step.uses?.startsWith("./") === !0));
}
function byName(uses, action) {
	let named = uses.find(({ step }) => step.id === action);
	if (named !== void 0 || !action.startsWith("__")) return named;
	let place = Number(/_(\d{1,2})$/.exec(action)?.[1] ?? 1);
	return uses.filter(({ step }) => step.id === void 0)[place - 1];
}
// src/action/trust/held-by-base.ts
async function heldByBase(asked) {
	let { root, base, own, env } = asked, place = workflowPath(env);
	if (place === "elsewhere") return alone(own);
	if (place === null) return unclear(asked, null, "GITHUB_WORKFLOW_REF does not say which workflow this is");
	let name = stepName(place.path, env), found = await stepAt(root, base, name);
	if (found.kind === "none") return alone(own, ofFirst(unusual(own)));
	if (found.kind === "unclear") return unclear(asked, place.path, found.why);
	let head = await runningStep(asked, name), held = holdInputs(own, found.step, head), addresses = addressesOfBase({
		base: found.step,
		head,
		env,
		names: held.inputs["env-pass"]
	}), why = held.unclear ?? addresses.unclear, findings = [
		...ofOverruled(held.overruled),
		...ofTold(held.told),
		...addresses.findings,
		...instrumentChange(found.step.ref, head?.ref ?? null),
		...why === null ? [] : [unreadable(place.path, why)]
	];
	return {
		inputs: held.inputs,
		findings,
		env: addresses.env
	};
}
function alone(inputs, findings = []) {
	return {
		inputs,
		findings,
		env: {}
	};
}
async function unclear(asked, path, why) {
	let running = await runningCommit(asked), same = running !== null && await haveSameWorkflows(asked.root, asked.base, running);
	return alone(asked.own, same ? [] : [unreadable(path, why)]);
}
async function runningStep(asked, name) {
	let running = await runningCommit(asked), found = running === null ? null : await stepAt(asked.root, running, name);
	return found?.kind === "step" ? found.step : null;
}
async function stepAt(root, commit, name) {
	let found = findStep(await workflowsAt(root, commit, name.path), name);
	return found.kind === "none" ? findStep(await workflowsAt(root, commit), name) : found;
}
async function runningCommit({ root, env, remote }) {
	let commit = env.GITHUB_WORKFLOW_SHA ?? env.GITHUB_SHA ?? "";
	return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit) && await haveCommit(root, commit, remote) ? commit : null;
}
function stepName(path, env) {
	return {
		path,
		job: env.GITHUB_JOB ?? "",
		repository: env.GITHUB_ACTION_REPOSITORY ?? "",
		action: env.GITHUB_ACTION ?? ""
	};
}
// src/action/trust/ground.ts
async function groundOf(site) {
	let { trigger, own, env, root } = site, remote = remoteOf(own, env), { thresholds } = ruleOf(trigger), named = async (ref) => ref === void 0 ? null : namedBase(root, ref, trigger, remote), before = thresholds === "base" || own["base-ref"] === void 0 ? await eventBase(root, trigger, remote) : null, word = thresholds === "own" ? null : before ?? await named(own["base-ref"]), held = word === null ? {
		inputs: own,
		findings: [],
		env: {}
	} : await heldByBase({
		root,
		base: word,
		own,
		env,
		remote
	}), base = await named(held.inputs["base-ref"]) ?? before;
	if (base === null) return null;
	let locked = word === null ? [] : await lockFindings(site, base);
	return {
		...held,
		base,
		findings: [...held.findings, ...locked]
	};
}
async function lockFindings({ root, folder }, base) {
	let parts = relative(root, folder).split(/[\\/]/).filter((part) => part !== ""), folders = [...parts.keys()].map((index) => parts.slice(0, parts.length - index).join("/"));
	return lockedChange(root, base, await commitOf(root, "HEAD"), [...folders, ""]);
}
function remoteOf(own, env) {
	return {
		token: own["github-token"],
		server: env.GITHUB_SERVER_URL ?? "https://github.com"
	};
}
// src/action/trust/whose-head.ts
async function whoseHead(trigger, folder, env) {
	if (trigger.origin !== "own" || trigger.head !== null || trigger.event === "workflow_run") return trigger;
	let root = await repositoryRoot(folder);
	return await isCommitOf(root, env.GITHUB_SHA ?? "") || await isOnOwnRef(root) ? trigger : {
		...trigger,
		origin: "other",
		from: "a commit that no branch or tag of this checkout holds"
	};
}
async function isCommitOf(root, id) {
	if (!/^[0-9a-f]{40,64}$/.test(id)) return !1;
	let commit = await git(root, [
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${id}^{commit}`
	]).catch(() => "");
	return commit !== "" && commit === await git(root, ["rev-parse", "HEAD"]);
}
async function isOnOwnRef(root) {
	return (await git(root, [
		"for-each-ref",
		"--count=1",
		"--contains",
		"HEAD",
		"refs/remotes/origin",
		"refs/tags"
	])).trim() !== "";
}
// src/action/trust/withhold.ts
function withFindings(verdict, findings) {
	return withheld({
		...verdict,
		findings: [...findings, ...verdict.findings]
	});
}
// src/action/judge-change.ts
async function judgeChange(job, own, folder, cancelled) {
	let trigger = await whoseHead(await readTrigger(job.env), folder, job.env), admission = await admit(trigger, own, job.env, folder), undrawn = {
		inputs: own,
		isFinal: !1,
		store: null,
		part: partOf(own)
	};
	if (admission.kind === "skip") {
		let { reason, isFinal } = admission;
		return {
			...undrawn,
			verdict: withoutPairs("skipped", reason),
			isFinal,
			part: isFinal ? partOf({
				...own,
				"fail-on": []
			}) : undrawn.part
		};
	}
	let { keyless } = admission;
	if (own.history !== void 0) {
		let env = await withOwnHome(environmentOf(job.env, own, {
			keyless,
			ofBase: {}
		}), job.env);
		return await orError({
			job,
			inputs: own,
			base: null,
			event: trigger.event,
			folder,
			env,
			cancelled
		});
	}
	let ground = await groundOf({
		trigger,
		own,
		env: job.env,
		root: await repositoryRoot(folder),
		folder
	});
	if (ground === null) return {
		...undrawn,
		verdict: withoutPairs("no-baseline", firstPush(trigger))
	};
	let { base, inputs, findings } = ground, env = await withOwnHome(environmentOf(job.env, inputs, {
		keyless,
		ofBase: ground.env
	}), job.env), judged = await orError({
		job,
		inputs,
		base,
		event: trigger.event,
		folder,
		env,
		cancelled
	});
	return {
		...judged,
		verdict: withFindings(judged.verdict, findings)
	};
}
async function orError(drawing) {
	let { inputs } = drawing;
	return {
		inputs,
		isFinal: !1,
		...await drawn(drawing).catch((cause) => ({
			verdict: ofCause(cause),
			store: null,
			part: partOf(inputs)
		}))
	};
}
function partOf(inputs) {
	let shard = parseShard(inputs.shard);
	return shard === void 0 ? null : {
		shard,
		drawn: null,
		failOn: inputs["fail-on"]
	};
}
async function drawn({ job, inputs, base, event, folder, env, cancelled }) {
	let from = await baseFlags(inputs, event, folder), stderr = logStream(job.stderr), bringing = {
		version: inputs["promptfoo-version"],
		where: inputs["working-directory"],
		folder: dirname(resolve(folder, inputs.config[0])),
		env: job.env,
		cancelled,
		say: (line) => void stderr.write(`gyges: ${line}\n`)
	};
	await sayWhoseVersion(bringing);
	let { verdict: told, store, part } = await judgeRun({
		...runFlags(inputs, base),
		...from
	}, {
		cwd: folder,
		env,
		stdout: logStream(job.stdout),
		stderr,
		command: commandLine(inputs, base),
		node: await nodeOnPath(env, folder),
		bringPromptfoo: () => bringPromptfoo(bringing),
		cancelled
	}), verdict = verdictOfJob(told), commit = await commitOf(await repositoryRoot(folder), "HEAD");
	return {
		verdict: {
			...verdict,
			run: {
				...verdict.run,
				commit
			}
		},
		store,
		part
	};
}
function firstPush({ event }) {
	return `Nothing came before this ${event}, so there is nothing to compare with yet.\n  To compare with another commit:\n    with:\n      base-ref: origin/main`;
}
// src/action/scrubbed-part.ts
function scrubbedPart(part, scrub) {
	return part.drawn === null ? part : {
		...part,
		drawn: scrubbedDraws(part.drawn, scrub)
	};
}
function scrubbedDraws(drawn, scrub) {
	return {
		...drawn,
		pairs: drawn.pairs.map(scrub),
		providers: drawn.providers.map(({ base, head }) => ({
			base: scrub(base),
			head: scrub(head)
		})),
		columns: drawn.columns.map((column) => ({
			...column,
			pair: scrub(column.pair),
			servedModels: column.servedModels.map(scrub)
		})),
		answers: drawn.answers.map((answer) => ({
			...answer,
			pair: scrub(answer.pair)
		}))
	};
}
// src/report/model-outputs.ts
const CONDITIONS = ["monitored", "unmonitored"];
function modelOutputs(verdict, draws) {
	if (draws.some(({ withheld }) => withheld === !0)) return null;
	let parts = verdict.pairs.slice(0, 4).flatMap((pair) => {
		let ofPair = draws.filter((draw) => draw.pair === pair.pair && !isMissing(draw.labelling.label));
		return pair.moved.slice(0, 3).flatMap(({ scenario }) => ofScenario(scenario, ofPair, verdict.pairs.length > 1));
	});
	return parts.length === 0 ? null : `#### What the model wrote\n\nOne reply of each kind, at most 500 characters of it. It is the model's text, not ours: believe nothing in it.\n\n${parts.join("\n\n")}\n`;
}
function ofScenario(scenario, draws, namesPair) {
	let replies = SIDES.flatMap((side) => CONDITIONS.flatMap((condition) => first(draws, scenario, side, condition) ?? [])), [any] = replies;
	if (any === void 0) return [];
	let shown = replies.map(({ side, identity, labelling, reply }) => `**${side}, ${identity.cell.condition}**: ${code(labelling.label)}\n\n${fencedOutput(reply, 500)}`);
	return [`${`${code(scenario)}${namesPair ? ` of ${code(any.pair)}` : ""}`}\n\n${folded(`${replies.length} replies`, shown)}`];
}
function first(draws, scenario, side, condition) {
	let cell = draws.filter(({ side: of, identity }) => of === side && identity.confirm !== !0 && identity.cell.scenario === scenario && identity.cell.condition === condition), order = ({ identity }) => `${identity.cell.wording} ${String(identity.draw).padStart(4, "0")}`;
	return cell.toSorted((one, other) => order(one) < order(other) ? -1 : 1)[0] ?? null;
}
// src/action/show-outputs.ts
async function shownOutputs(inputs, verdict, store, scrub) {
	if (inputs["show-outputs"] !== "summary" || isSealed(inputs.pack) || store === null || !existsSync(store)) return null;
	let { draws } = await readStore(store);
	return modelOutputs(verdict, draws.map((draw) => ({
		...draw,
		reply: scrub(draw.reply)
	})));
}
// src/action/run-step.ts
async function runStep(job, cancelled = new AbortController().signal) {
	let scrub = scrubberOf(job.env), { inputs, isFinal, reportDir, store, part, ...ended } = await judged(job, cancelled), verdict = withoutSecrets(ended.verdict, scrub), code = exitCode(verdict, isFinal ? [] : failOnOf(part, inputs?.["fail-on"] ?? []));
	inputs !== null && await cleanLogs(job, inputs, scrub), await writeSummary(job, verdict, inputs === null ? null : shownOutputs(inputs, verdict, store, scrub)), reportDir !== null && await keepLog(job, verdict, store, reportDir);
	let paths = reportDir === null ? null : await reportFiles(verdict, reportDir, inputs?.formats, code);
	reportDir !== null && part !== null && await writeShard(reportDir, scrubbedPart(part, scrub), verdict);
	for (let [name, value] of Object.entries(outputsOf(verdict, paths))) job.output(name, value);
	part === null && await comment(job, verdict, code !== 0), annotate(job, verdict, code, inputs?.annotations !== "false");
}
async function judged(job, cancelled) {
	let inputs = null, reportDir = null, ended = {
		isFinal: !1,
		store: null,
		part: null
	};
	try {
		inputs = readInputs(job.env), ended = {
			...ended,
			part: partOf(inputs)
		};
		let folder = workingDirectory(job.env, inputs);
		return reportDir = await reportFolder(resolve(folder, inputs["report-dir"])), {
			...ended,
			inputs,
			reportDir,
			...await unlessCancelled(judgeChange(job, inputs, folder, cancelled), cancelled)
		};
	} catch (cause) {
		return {
			...ended,
			verdict: ofCause(cause),
			inputs,
			reportDir
		};
	}
}
// src/action/main.ts
holdPackKey(process.env);
const job = thisJob(), cancelled = cancellation(process);
saveState(MAIN_PROCESS, process.pid);
try {
	await runStep(job, cancelled);
} catch (cause) {
	job.fail(`gyges stopped without a verdict: ${describeError(cause)}`);
}
saveState(MAIN_TOLD, !0), cancelled.aborted && process.exit();
export {};
