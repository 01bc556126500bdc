import { DRAWN, asStoredBase, baselineKey, baselinePath, findBaseline, holesText, isFullOfHoles, keepSide, passedOver, readStored, saveBaseline, settled } from "./bases.js";
import { ConditionSchema, GYGES_VERSION, GygesError, PackRefSchema, VerdictKindSchema, _enum, acquireLock, array, datetime, describeError, drawAndJudge, figure, hashText, int, judgeGap, literal, number, packRef, parseStrict, parsedJson, readStore, refuseLink, refuseTracked, replaceFile, strictObject, string, systemCode, withoutDraws } from "./shared.js";
import { basename, dirname, join } from "node:path";
import { mkdir, readFile } from "node:fs/promises";
// src/schema/history.ts
const share = number().min(0).max(1), count = int().min(0), models$1 = array(string().max(300)).max(1e3), ColumnSchema = strictObject({
	column: string().max(300),
	gap: strictObject({
		value: number(),
		lower: number(),
		upper: number()
	}).nullable(),
	arms: array(strictObject({
		condition: ConditionSchema,
		draws: count,
		missing: count,
		complied: share.nullable()
	})),
	servedModels: models$1
}), HistoryLineSchema = strictObject({
	schema: literal("gyges.history/1"),
	run: string().regex(/^[0-9a-f]{16}-\d{4}-\d\d-\d\d$/),
	at: datetime(),
	gyges: string().min(1).max(40),
	commit: string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
	print: string().regex(/^[0-9a-f]{16}$/),
	pack: PackRefSchema,
	draws: int().min(1),
	verdict: VerdictKindSchema,
	columns: array(ColumnSchema).max(1e3),
	reference: strictObject({
		drawnAt: datetime(),
		p: share.nullable()
	}).nullable(),
	drift: _enum([
		"none",
		"model",
		"first"
	])
});
async function readHistory(path) {
	return (await textOf(path)).split("\n").flatMap((line, index) => line === "" ? [] : [lineOf(line, `${path}, line ${index + 1}`)]);
}
async function appendHistory(path, line) {
	await append(path, line).catch((cause) => {
		throw cause instanceof GygesError ? cause : unwritable(path, cause);
	});
}
async function append(path, line) {
	await mkdir(dirname(path), { recursive: !0 });
	let lock = await acquireLock(path);
	try {
		let before = await readHistory(path);
		if (before.some(({ run }) => run === line.run)) return;
		await replaceFile(path, [...before, line].map((one) => `${JSON.stringify(one)}\n`).join(""));
	} finally {
		await lock.release();
	}
}
async function textOf(path) {
	try {
		return await readFile(path, "utf8");
	} catch (cause) {
		if (systemCode(cause) === "ENOENT") return "";
		throw new GygesError("data", "history/unreadable", `the history ${path} cannot be read: ${describeError(cause)}\n  Name a file that this user may read and write: --history .gyges/history.jsonl`, { cause });
	}
}
function unwritable(path, cause) {
	return new GygesError("data", "history/unwritable", `the history ${path} cannot be written: ${describeError(cause)}\n  Wanted: a file that this user may write, on a disk with room.\n  Tonight's draws are kept: mend that, and run the same command again before the day ends`, { cause });
}
function lineOf(text, where) {
	return parseStrict(HistoryLineSchema, parsedJson(text) ?? text, {
		where,
		example: "{\"schema\":\"gyges.history/1\",\"run\":\"0123456789abcdef-2026-11-29\",\"at\":\"2026-11-29T02:00:00.000Z\",…}",
		code: "history/line",
		kind: "data"
	});
}
function pUnmoved(pairs) {
	let ps = pairs.flatMap(({ signFree }) => signFree?.pNoCellChanged ?? []);
	return ps.length === 0 ? null : Math.min(1, Math.min(...ps) * ps.length);
}
function driftOf(p, hasReference) {
	return hasReference ? p !== null && p < .01 ? "model" : "none" : "first";
}
function driftFindings(tonight, before) {
	return [...ours(tonight, before.findLast(({ run }) => run !== tonight.run)), ...models(tonight, before)];
}
function ours(tonight, last) {
	if (last === void 0 || last.print === tonight.print) return [];
	let commits = last.commit === tonight.commit ? `at commit ${shortOf(tonight)}` : `between commit ${shortOf(last)} and ${shortOf(tonight)}`;
	return [{
		code: "drift/ours",
		text: `A change of ours: what is sent, or how it is drawn, changed since the night of ${dayOf(last.at)}, ${commits}. The gap was ${gapsOf(last)} then and is ${gapsOf(tonight)} now; of the model this says nothing.`
	}];
}
function models(tonight, before) {
	let { drift, reference } = tonight;
	if (reference === null) return [];
	let day = dayOf(reference.drawnAt), ofDay = before.filter(({ print, at }) => print === tonight.print && dayOf(at) === day), then = ofDay.findLast(({ at }) => at <= reference.drawnAt) ?? ofDay[0], p = reference.p === null ? "untested" : `p ${reference.p.toFixed(4)} that no cell changed`, others = otherModels(then, tonight);
	return drift === "model" ? [{
		code: "drift/model",
		text: `The model drifted: what is sent is the same as at the reference of ${day}, and the behaviour is not (${p}). ${then === void 0 ? `The gap is ${gapsOf(tonight)} now` : `The gap was ${gapsOf(then)} then and is ${gapsOf(tonight)} now`}${others === null ? "" : `; it was answered by ${others}`}. Where this is the new normal, make it the reference: --accept`
	}] : others === null ? [] : [{
		code: "drift/served",
		text: `The same name is answered by another model than at the reference of ${day}: by ${others}. The behaviour did not move by the test (${p}).`
	}];
}
function otherModels(then, now) {
	let names = (line) => [...new Set(line.columns.flatMap(({ servedModels }) => servedModels))].toSorted().slice(0, 5).join(", ");
	return then === void 0 || names(then) === names(now) || names(then) === "" || names(now) === "" ? null : `${names(then)} then and by ${names(now)} now`;
}
function gapsOf({ columns }) {
	let told = columns.map(({ gap }) => gap === null ? "not estimable" : `${signed(gap.value)} [${signed(gap.lower)}, ${signed(gap.upper)}]`);
	return told.length > 3 ? `${told.slice(0, 3).join(", ")} and ${told.length - 3} more` : told.join(", ");
}
function signed(value) {
	return `${value < 0 ? "" : "+"}${figure(value)}`;
}
function dayOf(at) {
	return at.slice(0, 10);
}
function shortOf({ commit }) {
	return commit.slice(0, 12);
}
// src/run/night/history-line.ts
function historyLine({ comparison, contents, verdict, key, commit, at }) {
	let { pack, plan, options, folder, baseline } = comparison, { columns } = judgeGap({
		draws: contents.draws.filter(({ side }) => side === "head"),
		pack,
		policy: options.policy,
		gyges: GYGES_VERSION
	}), stored = baseline?.stored ?? null, p = pUnmoved(verdict.pairs);
	return {
		schema: "gyges.history/1",
		run: basename(folder),
		at,
		gyges: GYGES_VERSION,
		commit,
		print: key,
		pack: packRef(pack),
		draws: plan.draws,
		verdict: verdict.verdict,
		columns: columns.map(({ column, gap, arms, servedModels }) => ({
			column,
			gap: gap.kind === "estimated" ? {
				value: gap.value,
				lower: gap.interval.lower,
				upper: gap.interval.upper
			} : null,
			arms: arms.map(({ condition, draws, missing, complied }) => ({
				condition,
				draws,
				missing,
				complied
			})),
			servedModels
		})),
		reference: stored === null ? null : {
			drawnAt: stored.drawnAt,
			p
		},
		drift: driftOf(p, stored !== null)
	};
}
// src/run/night/judge-night.ts
async function judgeNight(planned, history, commit) {
	let at = new Date().toISOString();
	await refuseTracked(history.references, planned.sides.head.folder);
	let before = await readHistory(history.path), night = await ofToday(planned, at), key = referenceKey(night), comparison = await settled(night, () => reference(night, history, key));
	if ("stopped" in comparison) return {
		verdict: withoutDraws("error", comparison.stopped, night.options, night.pack),
		folder: night.folder
	};
	let { verdict, folder } = await drawAndJudge({
		...comparison,
		drawnSides: ["head"]
	});
	if (verdict.verdict === "error") return {
		verdict,
		folder
	};
	let contents = await readStore(comparison.store), tonight = historyLine({
		comparison,
		contents,
		verdict,
		key,
		commit,
		at
	}), findings = driftFindings(tonight, before);
	return await appendHistory(history.path, tonight), isFullOfHoles(tonight.columns.flatMap(({ arms }) => arms), night.options.policy) ? night.options.stderr.write(`gyges: ${holesText("head")}\n`) : await keepDraws(comparison, contents, {
		history,
		key
	}), {
		verdict: {
			...named(verdict),
			findings: [
				...verdict.findings,
				...comparison.baseline?.findings ?? [],
				...findings
			]
		},
		folder
	};
}
async function ofToday(planned, at) {
	let folder = `${planned.folder}-${at.slice(0, 10)}`;
	return await refuseLink(folder), await mkdir(folder, { recursive: !0 }), {
		...planned,
		folder,
		store: join(folder, "store.jsonl"),
		confirmation: [],
		drawnSides: ["head"]
	};
}
function referenceKey(comparison) {
	return hashText(JSON.stringify([baselineKey(comparison, "base"), comparison.plan.id])).slice(0, 16);
}
async function reference(night, { references }, key) {
	let found = await findBaseline(baselinePath(references, key), key);
	if (found.kind === "none") return DRAWN;
	if (found.kind === "unusable") return notUsed(key, found.why);
	let base = await readStored(found, night);
	if (typeof base == "string") return notUsed(key, base);
	let ageSeconds = Math.max(0, Math.round((Date.now() - Date.parse(found.drawnAt)) / 1e3));
	return {
		stored: {
			key,
			drawnAt: found.drawnAt,
			ageSeconds,
			canary: null
		},
		findings: [],
		base
	};
}
function notUsed(key, why) {
	return passedOver("unusable", `The reference ${key} was not used: ${why}. Tonight's draws take its place.`);
}
async function keepDraws(comparison, contents, { history, key }) {
	let { options, cachedBase } = comparison;
	try {
		let kept = asStoredBase(comparison, contents, "head"), drawnAt = kept.draws.flatMap(({ at }) => at ?? []).toSorted()[0];
		drawnAt !== void 0 && (cachedBase === null || history.accept) && await saveBaseline(history.references, kept, {
			key,
			drawnAt
		}), options.baseline !== void 0 && await keepSide(comparison, contents, "head", options.baseline.folder);
	} catch (cause) {
		if (cause instanceof GygesError) throw cause;
		options.stderr.write(`gyges: tonight's draws were not stored: ${describeError(cause)}\n`);
	}
}
function named(verdict) {
	return verdict.verdict === "no-baseline" ? {
		...verdict,
		reasons: [{
			code: "no-baseline",
			text: "This is the first night of what is sent now, so there is nothing to compare with yet: its draws are the reference of the nights to come."
		}],
		unmatched: []
	} : verdict;
}
export { judgeNight };
