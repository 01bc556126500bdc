import { GYGES_VERSION, GygesError, InputsSchema, SHARD_REASON, SIDES, ShardFileSchema, annotate, array, cellKey, comment, describeError, exitCode, givenInputs, hashOfDraws, isReadable, joined, judge, keysOf, nearest, ofCause, outputsOf, packOfOutline, parseStrict, partName, repeatedInAll, reportFiles, reportFolder, scrubberOf, servedSnapshots, strictObject, string, sumOrNull, thisJob, withheld, withoutPairs, withoutSecrets, workingDirectory, writeSummary } from "./shared.js";
import { join, relative, resolve } from "node:path";
import { glob, readFile, readdir, stat } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
// src/run/shard/refusal.ts
function named({ path, file }) {
	return `${partName(file.shard)} (${path})`;
}
function refusal(code, seen, ...lines) {
	return new GygesError("data", `merge/${code}`, [`There is no verdict: ${seen}.`, ...lines].join("\n  "));
}
// src/run/shard/join-draws.ts
function joinedSide(side, parts) {
	let { plan, pairs, labeller } = parts[0].drawn;
	return refuseOverlap(side, parts), {
		columns: pairs.toSorted().map((pair) => {
			let own = parts.map(({ drawn }) => drawn.columns.find((column) => column.side === side && column.pair === pair)), keys = own.flatMap(keysOf);
			if (keys.length !== plan.size || hashOfDraws(keys) !== plan.id) throw refusal("plan", `all parts together hold ${keys.length} draws of ${side} in ${JSON.stringify(pair)}, which are not the ${plan.size} of the plan`, "Run all shards again with one version of gyges.");
			return joined(own, plan);
		}),
		isSimulated: parts.some(({ drawn }) => drawn.simulated[side]),
		labeller
	};
}
function refuseSharedReplies(parts) {
	let seen = new Map();
	for (let { shard, drawn } of parts) {
		let shared = drawn.replies.find((reply) => seen.has(reply));
		if (shared !== void 0) throw refusal("same-response", `one reply is a draw of ${`${partName(seen.get(shared))} and ${partName(shard)}`}`, "Switch off the cache between promptfoo and the model, and run again.");
		for (let reply of drawn.replies) seen.set(reply, shard);
	}
}
function joinedAnswers(parts, pack) {
	let { questions, pairs } = parts[0].drawn, answers = parts.flatMap(({ drawn }) => drawn.answers), keys = new Set(answers.map(({ side, pair, scenario, notice, first }) => JSON.stringify([
		side,
		pair,
		scenario,
		notice,
		first
	]))), wanted = questions * pairs.length * SIDES.length;
	if (keys.size !== answers.length || answers.length !== wanted) throw refusal("answers", `the parts hold ${keys.size} answers about the notices, and ${wanted} questions were put`, "Run all shards again.");
	let of = (side) => ({
		answers: answers.filter((answer) => answer.side === side).map((answer) => asAnswer(answer, pack)),
		wanted: !0
	});
	return {
		base: of("base"),
		head: of("head")
	};
}
function refuseOverlap(side, parts) {
	let seen = new Map();
	for (let { shard, drawn } of parts) for (let { cell, pair } of drawn.columns.flatMap(({ cells, ...column }) => column.side === side ? cells.map(({ cell }) => ({
		cell,
		pair: column.pair
	})) : [])) {
		let key = JSON.stringify([pair, cellKey(cell)]), before = seen.get(key);
		if (before !== void 0) throw refusal("overlap", `${cell.scenario} / ${cell.wording} / ${cell.condition} is in ${partName(before)} and ${partName(shard)}`);
		seen.set(key, shard);
	}
}
function asAnswer({ side, pair, scenario, notice, condition, first, answer, replied }, pack) {
	return {
		schema: "gyges.check/1",
		run: "merge",
		pair,
		row: {
			schema: "gyges.check-row/1",
			pack,
			scenario,
			notice,
			condition,
			order: first === "yes" ? ["yes", "no"] : ["no", "yes"],
			print: null,
			side,
			pair
		},
		answer,
		fault: replied ? null : "no reply",
		reply: "",
		provider: "",
		servedModel: null,
		labeller: "",
		tokens: null,
		cost: null,
		latencyMs: null,
		at: null,
		reused: !1
	};
}
// src/run/shard/same-run.ts
function partsOfOneRun(found) {
	let [first] = found;
	if (first === void 0) throw refusal("missing", "no part of a run was given", "Wanted: the file gyges-shard.json of every part.");
	for (let one of found) refuseOtherVersion(one);
	for (let one of found) refuseForeign(one, first);
	let { of } = first.file.shard, byNumber = Map.groupBy(found, ({ file }) => file.shard.number);
	for (let same of byNumber.values()) refuseDoubled(same);
	let missing = Array.from({ length: of }, (_, place) => place + 1).filter((number) => !byNumber.has(number));
	if (missing.length > 0) throw lacking(missing, of, found);
	return found.toSorted((one, other) => one.file.shard.number - other.file.shard.number);
}
function refuseOtherVersion(one) {
	let { gyges } = one.file;
	if (gyges !== "0.1.0") throw refusal("version", `${named(one)} is of gyges ${gyges}, and the merge is gyges ${GYGES_VERSION}`, "Use one version of gyges in all jobs, and run the shards again.");
}
const OF_THE_RUN = [
	["number of parts", ({ shard }) => shard.of],
	["pack", ({ verdict: { pack } }) => pack && `${pack.name} ${pack.version} (${pack.hash.slice(0, 19)})`],
	["policy", ({ verdict }) => verdict.policy],
	["columns without a base", ({ verdict }) => verdict.unmatched],
	["commit", ({ verdict }) => verdict.run.commit?.slice(0, 12)]
], OF_THE_DRAWS = [
	["prompts, providers or settings", ({ fingerprint, sides }) => [
		fingerprint,
		sides.base,
		sides.head
	].map((hash) => hash.slice(0, 12))],
	["plan", ({ plan }) => `${plan.id} (${plan.size} draws a side)`],
	["columns", ({ pairs, providers }) => [pairs, providers]],
	["labeller", ({ labeller }) => labeller],
	["questions about the notices", ({ questions }) => questions],
	["--full", ({ full }) => full],
	["calibration of the labels", ({ labelCalibration }) => labelCalibration],
	["what the pack holds", ({ pack }) => pack]
];
function refuseForeign(one, first) {
	let [drawn, other] = [one.file.drawn, first.file.drawn], parts = [...OF_THE_RUN.map(([what, of]) => [
		what,
		of(first.file),
		of(one.file)
	]), ...drawn === null || other === null ? [] : OF_THE_DRAWS.map(([what, of]) => [
		what,
		of(other),
		of(drawn)
	])];
	[one, first].some(({ file }) => file.verdict.verdict === "error") && parts.splice(1);
	let lines = parts.flatMap(([what, wanted, seen]) => isDeepStrictEqual(wanted, seen) ? [] : [`× ${what}: ${shown(wanted)} there, ${shown(seen)} here`]);
	if (lines.length !== 0) throw refusal("foreign", `${named(one)} is not of the run that ${named(first)} is of`, ...lines, "Merge the parts of one run.");
}
function refuseDoubled([one, other]) {
	if (one !== void 0 && other !== void 0) throw refusal("doubled", `${named(one)} is there a second time: ${other.path}`, "Give each part once, and none of an earlier attempt.");
}
function lacking(missing, of, found) {
	return refusal("missing", `${missing.length === 1 ? `part ${missing[0]} of ${of} is` : `parts ${missing.join(", ")} of ${of} are`} missing (seen: ${found.map(({ path }) => path).join(", ")})`, "Run that shard again, or see in its job why it wrote no gyges-shard.json, and then the merge.", "A verdict on a part of the draws would be a choice among them.");
}
function shown(value) {
	let text = typeof value == "string" ? value : JSON.stringify(value) ?? "nothing";
	return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
// src/run/shard/whole-command.ts
const OF_A_PART = / --(?:shard|looks|max-draws|draws)(?:=| )(?:'[^']*'|\S+)/g;
function wholeCommand(command, draws) {
	return command === null ? null : `${command.replace(OF_A_PART, "")} --draws ${draws}`;
}
// src/run/shard/merge.ts
function mergeShards(found, at) {
	let parts = partsOfOneRun(found), run = runOf(parts, at), ended = endedAlike(parts);
	if (ended !== null) return {
		...ended,
		run
	};
	let { verdict, drawn } = drawnParts(parts)[0], judged = judgeParts(drawnParts(parts), verdict, run), snapshots = servedSnapshots(askedOf(drawn), judged.pairs);
	return withheld({
		...judged,
		reasons: [...judged.reasons, ...union(parts.map(({ file }) => file.verdict.reasons.filter(({ code }) => code !== SHARD_REASON)))],
		findings: union([...parts.map(({ file }) => file.verdict.findings), snapshots]),
		run: {
			...run,
			command: wholeCommand(run.command, drawn.plan.draws)
		}
	});
}
function askedOf({ pairs, providers }) {
	return pairs.flatMap((pair, place) => {
		let ids = providers[place];
		return ids === void 0 ? [] : [{
			pair,
			...ids
		}];
	});
}
function judgeParts(parts, { policy, pack: ref, unmatched }, run) {
	let { pack, full, labelCalibration } = parts[0].drawn;
	if (ref === null) throw refusal("torn", "the parts do not name their pack", "Run all shards again.");
	return refuseSharedReplies(parts), judge({
		base: joinedSide("base", parts),
		head: joinedSide("head", parts),
		pack: packOfOutline(pack, ref),
		policy,
		unmatched,
		cachedBase: !1,
		checked: joinedAnswers(parts, ref),
		full,
		labelCalibration: labelCalibration ?? void 0,
		gyges: GYGES_VERSION,
		run
	});
}
function endedAlike(parts) {
	let broken = parts.find(({ file }) => file.verdict.verdict === "error");
	if (broken !== void 0) {
		let why = broken.file.verdict.reasons.map(({ text }) => text).join("\n");
		throw refusal("broken-part", `${named(broken)} ended in an error: ${why}`, "Run that shard again, and then the merge.");
	}
	let [first] = parts, other = parts.find(({ file }) => saidOf(file.verdict) !== saidOf(first.file.verdict) || file.drawn === null != (first.file.drawn === null));
	if (other !== void 0) throw refusal("foreign", `${named(first)} ended as ${first.file.verdict.verdict}, and ${named(other)} otherwise`, "Merge the parts of one run.");
	return first.file.drawn === null ? first.file.verdict : null;
}
function saidOf({ verdict, reasons }) {
	return reasons.some(({ code }) => code === "shard") ? SHARD_REASON : JSON.stringify([verdict, reasons]);
}
function drawnParts(parts) {
	return parts.flatMap(({ file: { shard, drawn, verdict } }) => drawn === null ? [] : [{
		shard,
		drawn,
		verdict
	}]);
}
function runOf(parts, at) {
	let runs = parts.map(({ file }) => file.verdict.run), seconds = runs.flatMap((run) => run.seconds ?? []);
	return {
		calls: sumOrNull(runs.map((run) => run.calls)),
		seconds: seconds.length === 0 ? null : Math.max(...seconds),
		cost: sumOrNull(runs.map((run) => run.cost)),
		tokens: sumOrNull(runs.map((run) => run.tokens)),
		at,
		command: runs[0]?.command ?? null,
		...repeatedInAll(runs),
		baseline: null,
		...runs[0]?.commit === void 0 ? {} : { commit: runs[0].commit }
	};
}
function union(lists) {
	return [...new Map(lists.flat().map((reason) => [JSON.stringify([reason.code, reason.text]), reason])).values()];
}
// src/run/shard/read-shard.ts
const MOST_BYTES = 1 << 26;
async function readShard(path, shown) {
	let file = parseStrict(ShardFileSchema, await json(path, shown), {
		where: `There is no verdict: ${shown}`,
		example: "{\"schema\": \"gyges.shard/1\", …}, as gyges run --shard 3/8 writes it",
		code: "merge/torn",
		kind: "data"
	}), found = {
		path: shown,
		file
	};
	return file.drawn !== null && refuseOtherDraws(named(found), file.drawn), found;
}
async function json(path, shown) {
	try {
		let { size } = await stat(path);
		if (size > MOST_BYTES) throw Error(`it has ${size} bytes, and at most ${MOST_BYTES} are read`);
		return JSON.parse(await readFile(path, "utf8"));
	} catch (cause) {
		throw torn(shown, `cannot be read: ${describeError(cause)}`);
	}
}
function refuseOtherDraws(name, { pairs, part, columns, plan }) {
	if (plan.looks !== void 0) throw torn(name, "has a plan with several looks, which no shard draws");
	let wanted = pairs.flatMap((pair) => SIDES.map((side) => `${side} ${pair}`)).toSorted(), there = columns.map(({ side, pair }) => `${side} ${pair}`).toSorted();
	if (JSON.stringify(wanted) !== JSON.stringify(there)) throw torn(name, `does not hold both sides of ${JSON.stringify(pairs)}, each once`);
	for (let column of columns) refuseOtherColumn(name, column, part);
}
function refuseOtherColumn(name, column, part) {
	let keys = keysOf(column);
	if (keys.length !== part.size || hashOfDraws(keys) !== part.id) throw torn(name, `holds ${keys.length} draws of ${column.side} in ${JSON.stringify(column.pair)}, which are not the ${part.size} of its part`);
	let broken = column.cells.find((cell) => !isReadable(cell));
	if (broken !== void 0) throw torn(name, `holds a code of ${broken.cell.scenario} / ${broken.cell.wording} that no label has`);
}
function torn(name, seen) {
	return refusal("torn", `${name} ${seen}`, "Wanted: the file gyges-shard.json as the shard wrote it.", "Run that shard again, and then the merge.");
}
// src/commands/files/find-shards.ts
async function findShards(names, cwd) {
	let found = [];
	for (let name of names) found.push(...await standsFor(name, cwd));
	return [...new Set(found)].toSorted();
}
function shownPath(path, cwd) {
	let short = relative(cwd, path);
	return short === "" || short.startsWith("..") ? path : short;
}
async function standsFor(name, cwd) {
	let path = resolve(cwd, name), about = await stat(path).catch(() => null);
	if (about?.isDirectory() === !0) return below(path);
	if (about !== null) return [path];
	let found = [];
	for await (let matched of glob(name, { cwd })) found.push(...await standsFor(matched, cwd));
	return found;
}
async function below(folder) {
	return (await readdir(folder, {
		recursive: !0,
		withFileTypes: !0
	})).flatMap((entry) => entry.isFile() && entry.name === "gyges-shard.json" ? [join(entry.parentPath, entry.name)] : []);
}
// src/commands/merge.ts
async function mergeFound(names, failOn, cwd) {
	let paths = await findShards(names, cwd);
	if (paths.length === 0) throw nothing(names);
	try {
		let found = await Promise.all(paths.map((path) => readShard(path, shownPath(path, cwd)))), verdict = mergeShards(found, new Date().toISOString()), red = isQueueSkip(verdict) ? [] : [...failOn, ...found.flatMap(({ file }) => file.failOn)];
		return {
			verdict,
			exitCode: exitCode(verdict, red)
		};
	} catch (cause) {
		if (!(cause instanceof GygesError) || cause.kind !== "data") throw cause;
		let verdict = withoutPairs("error", {
			code: cause.code,
			text: cause.message
		});
		return {
			verdict,
			exitCode: exitCode(verdict, failOn)
		};
	}
}
function isQueueSkip({ verdict, reasons }) {
	return verdict === "skipped" && reasons[0]?.code === "merge-queue";
}
function nothing(names) {
	return new GygesError("usage", "merge/nothing", `there is no file of a shard in ${names.map((name) => JSON.stringify(name.slice(0, 200))).join(", ")}.\n  Each part writes gyges-shard.json into its report folder: gyges run --config … --shard 3/8 --report-dir part-3\n  Name the files, or a folder that holds them: gyges merge part-*/gyges-shard.json`);
}
// src/action/merge-inputs.ts
const MergeInputsSchema = strictObject({
	reports: array(string().min(1).max(1e3)).min(1).max(1e3).default(["gyges-shards"]),
	...InputsSchema.pick({
		"working-directory": !0,
		"fail-on": !0,
		"report-dir": !0,
		formats: !0,
		annotations: !0,
		comment: !0,
		"comment-key": !0,
		"github-token": !0
	}).shape
});
function readMergeInputs(env) {
	let given = givenInputs(env);
	for (let [name] of given) refuseUnknown(name);
	let values = given.map(([name, text]) => [name, valueOf(name, text)]);
	return parseStrict(MergeInputsSchema, Object.fromEntries(values), {
		where: "`with:` of the merge step",
		example: "with:\n  reports: gyges-shards\n  fail-on: inconclusive",
		code: "inputs/shape"
	});
}
function refuseUnknown(name) {
	let known = Object.keys(MergeInputsSchema.shape);
	if (known.includes(name)) return;
	let ofShards = name in InputsSchema.shape ? "\n  It is an input of the shards, and comes here with them." : "";
	throw new GygesError("usage", "inputs/unknown", `the merge step has no input ${JSON.stringify(name.slice(0, 60))}${ofShards}\n  Nearest: ${nearest(name, known, 1).join()}. All: ${known.join(", ")}`);
}
function valueOf(name, text) {
	return name === "reports" ? listed(text, /\s*\n\s*/) : name === "fail-on" || name === "formats" ? listed(text, /[\s,]+/) : text;
}
function listed(text, separator) {
	return text.split(separator).filter((one) => one !== "");
}
// src/action/merge-step.ts
async function mergeStep(job) {
	let { exitCode, reportDir, inputs, ...ended } = await merged(job), verdict = withoutSecrets(ended.verdict, scrubberOf(job.env));
	await writeSummary(job, verdict);
	let paths = reportDir === null ? null : await reportFiles(verdict, reportDir, inputs?.formats, exitCode);
	for (let [name, value] of Object.entries(outputsOf(verdict, paths))) job.output(name, value);
	await comment(job, verdict, exitCode !== 0), annotate(job, verdict, exitCode, inputs?.annotations !== "false");
}
async function merged(job) {
	let reportDir = null, inputs = null;
	try {
		inputs = readMergeInputs(job.env);
		let folder = workingDirectory(job.env, inputs);
		return reportDir = await reportFolder(resolve(folder, inputs["report-dir"])), {
			...await mergeFound(inputs.reports, inputs["fail-on"], folder),
			reportDir,
			inputs
		};
	} catch (cause) {
		return {
			verdict: ofCause(cause),
			exitCode: 3,
			reportDir,
			inputs
		};
	}
}
// src/action/merge-main.ts
const job = thisJob();
try {
	await mergeStep(job);
} catch (cause) {
	job.fail(`gyges stopped without a verdict: ${describeError(cause)}`);
}
export {};
