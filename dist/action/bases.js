import { BaselineSealSchema, CONFIRM_LEVEL, GAP_CONDITIONS, GATED_VERDICTS, GygesError, Learner, NO_CALLS, NO_CHECKS, ReasonSchema, SIDES, StoredBaseSchema, Tally, array, bill, boundsOf, cellKey, columnName$1 as columnName, countCells, countedUnder, decide, describeError, directionsOf, drawKey, drawMissing, duration, figure, gapFrame, hashText, holdBack, isGapCondition, levelsAtLook, literal, looksOf, missingShare, normalQuantile, openStore, parseStrict, parsedJson, percent, permutationP, permuteLabels, permutedMeans, plain, readCachedBase, readStore, refuseOverLimit, refuseTracked, replaceFile, shuffled, standingIn, storeHeader, storeKey, strictObject, systemCode, uniformFloat64, withheldCheck, withheldDraw, xoroshiro128plus } from "./shared.js";
import { dirname, join } from "node:path";
import { copyFile, lstat, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createHash } from "node:crypto";
// src/run/baseline/choice.ts
const ChoiceSchema = strictObject({
	schema: literal("gyges.baseline-choice/1"),
	stored: StoredBaseSchema.nullable(),
	findings: array(ReasonSchema)
});
function copyOfBase(folder) {
	return join(folder, "base.jsonl");
}
async function readChoice(folder) {
	let path = choicePath(folder), text = await readFile(path, "utf8").catch((cause) => {
		if (systemCode(cause) === "ENOENT") return null;
		throw unreadable(folder, cause);
	});
	if (text === null) return null;
	let { stored, findings } = parseStrict(ChoiceSchema, parsedJson(text) ?? text, {
		where: `${path} (to begin anew, delete its folder)`,
		example: "{\"schema\":\"gyges.baseline-choice/1\",\"stored\":null,\"findings\":[]}",
		code: "run/baseline-choice",
		kind: "data"
	});
	return {
		stored,
		findings
	};
}
async function writeChoice(folder, choice, from) {
	from !== null && await copyFile(from, copyOfBase(folder)), await replaceFile(choicePath(folder), `${JSON.stringify({
		schema: "gyges.baseline-choice/1",
		...choice
	})}\n`);
}
function lostCopy(folder, why) {
	return new GygesError("data", "run/baseline-choice", `this comparison was begun on a stored base, and its copy of it cannot be used: ${why}.\n  To begin anew: delete ${folder}`);
}
function unreadable(folder, cause) {
	return new GygesError("data", "run/baseline-choice", `${choicePath(folder)} cannot be read: ${describeError(cause)}.\n  Wanted: the base that this comparison was begun on.\n  Make the file readable, or begin anew: delete ${folder}`, { cause });
}
function choicePath(folder) {
	return join(folder, "baseline.json");
}
function baselinePath(folder, key) {
	return join(folder, `${key}.jsonl`);
}
async function findBaseline(path, key) {
	let about = await lstat(path).catch(() => null);
	if (about === null) return { kind: "none" };
	if (!about.isFile()) return unusable("it is no file of its own");
	if (about.size > 536870912) return unusable("it is larger than 512 MB");
	let bytes = await readFile(path).catch((cause) => describeError(cause));
	if (typeof bytes == "string") return unusable(`it cannot be read: ${bytes}`);
	let start = bytes.lastIndexOf("\n", -2) + 1, seal = sealIn(bytes.subarray(start));
	return seal === null ? unusable("it does not end in a seal, so it was cut or edited") : seal.sha256 === sha256(bytes.subarray(0, start)) ? seal.key === key ? {
		kind: "found",
		path,
		drawnAt: seal.drawnAt
	} : unusable(`it says that it is ${seal.key}`) : unusable("its checksum does not fit, so it was edited or damaged");
}
async function saveBaseline(folder, { header, draws, checks }, { key, drawnAt }) {
	let records = [
		header,
		...draws.map((draw) => ({
			record: "draw",
			draw
		})),
		...checks.map((check) => ({
			record: "check",
			check
		})),
		{
			record: "finished",
			draws: draws.length
		}
	], body = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join("")), seal = {
		record: "baseline",
		schema: "gyges.baseline/1",
		key,
		drawnAt,
		sha256: sha256(body)
	};
	await makeFolder(folder);
	let path = baselinePath(folder, key);
	return await replaceFile(path, Buffer.concat([body, Buffer.from(`${JSON.stringify(seal)}\n`)])), path;
}
async function makeFolder(folder) {
	await mkdir(folder, { recursive: !0 }), existsSync(join(folder, ".gitignore")) || await writeFile(join(folder, ".gitignore"), "*\n");
}
function sealIn(line) {
	return line.at(-1) === 10 ? BaselineSealSchema.safeParse(parsedJson(line.toString("utf8"))).data ?? null : null;
}
function sha256(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}
function unusable(why) {
	return {
		kind: "unusable",
		why
	};
}
// src/run/baseline/key.ts
function baselineKey({ prints, pack, planned, matching }, side) {
	let columns = matching.pairs.map((pair) => columnName(pair[side])).toSorted();
	return hashText(JSON.stringify([
		prints.sides[side],
		pack.hash,
		cellsIn(planned),
		columns
	])).slice(0, 16);
}
function cellsIn(planned) {
	return [...new Set(planned.map(({ identity }) => cellKey(identity.cell)))].toSorted();
}
// src/run/baseline/keep-bases.ts
async function keepBases(comparison, judged) {
	let { baseline, baseDraws } = comparison.options;
	if (baseline === void 0 || !GATED_VERDICTS.some((gated) => gated === judged.verdict)) return;
	let drawn = SIDES.filter((side) => comparison.drawnSides.includes(side) && (side === "base" || baseline.keepHead));
	if (!(drawn.length === 0 || baseDraws !== void 0 && !baseline.keepHead)) try {
		let contents = await readStore(comparison.store);
		for (let side of drawn) isFullOfHoles(armsOf(judged, side), judged.policy) ? comparison.options.stderr.write(`gyges: ${holesText(side)}\n`) : await keepSide(comparison, contents, side, baseline.folder);
	} catch (cause) {
		comparison.options.stderr.write(`gyges: the draws were not stored as a base: ${describeError(cause)}\n`);
	}
}
function isFullOfHoles(arms, { maxMissing }) {
	return arms.some((arm) => (missingShare(arm) ?? 0) > maxMissing);
}
function armsOf({ pairs }, side) {
	return pairs.flatMap(({ arms }) => arms.filter((arm) => arm.side === side));
}
function holesText(side) {
	return `too many draws of ${side} have no outcome, so they are not stored as a base`;
}
async function keepSide(comparison, contents, side, folder) {
	let kept = asStoredBase(comparison, contents, side), drawnAt = oldest(kept);
	if (drawnAt === null) return;
	let key = baselineKey(comparison, side), there = await findBaseline(baselinePath(folder, key), key);
	there.kind === "found" && Date.parse(there.drawnAt) >= Date.parse(drawnAt) || (await saveBaseline(folder, kept, {
		key,
		drawnAt
	}), comparison.options.stderr.write(`gyges: the draws of ${side} are stored as base ${key}\n`));
}
function asStoredBase({ prints, pack, matching }, { header, draws, checks }, side) {
	let columns = new Map(matching.pairs.map((pair) => [pair.name, columnName(pair[side])])), print = prints.sides[side], names = [...columns.values()], { judge: _, cachedBase: __, checks: ___, ...rest } = header, own = { side: "base" };
	return {
		header: {
			...rest,
			fingerprint: print,
			pairs: names,
			sides: {
				base: print,
				head: print
			},
			columns: {
				base: names,
				head: names
			}
		},
		draws: draws.flatMap((draw) => {
			let pair = columns.get(draw.pair);
			return pair === void 0 || draw.side !== side || draw.identity.confirm === !0 || draw.identity.pack.hash !== pack.hash ? [] : [{
				...withheldDraw(draw),
				...own,
				pair,
				identity: {
					...draw.identity,
					...own,
					pair
				}
			}];
		}),
		checks: checks.flatMap((answer) => {
			let pair = columns.get(answer.pair);
			return pair === void 0 || answer.row.side !== side || answer.fault !== null ? [] : [{
				...withheldCheck(answer),
				pair,
				row: {
					...answer.row,
					...own,
					pair
				}
			}];
		})
	};
}
function oldest({ draws }) {
	return draws.reduce((least, { at }) => at !== null && (least === null || at < least) ? at : least, null);
}
// src/verdict/power/gap-shape.ts
function gapShape(cells) {
	let frame = gapFrame(cells.map(uncounted)), weights = frame.flatMap(({ wordings }) => wordings.flatMap(({ keys }) => GAP_CONDITIONS.flatMap((condition) => keys[condition].map(() => 1 / (frame.length * wordings.length * keys[condition].length))))), isWhole = frame.every(({ wordings }) => wordings.every(({ keys }) => GAP_CONDITIONS.every((each) => keys[each].length > 0)));
	return frame.length > 0 && isWhole ? shapeOf(frame, weights) : null;
}
function uncounted(cell) {
	return {
		key: cellKey(cell),
		cell,
		complied: 0,
		notComplied: 0,
		missing: 0,
		absent: 0
	};
}
function shapeOf(frame, weights) {
	let sumOf = (power) => weights.reduce((total, weight) => total + weight ** power, 0);
	return {
		scenarios: frame.length,
		wordings: frame.reduce((total, { wordings }) => total + wordings.length, 0) / frame.length,
		cells: weights.length,
		meanWeight: sumOf(1) / weights.length,
		squares: sumOf(2),
		fourths: sumOf(4)
	};
}
// src/verdict/power/noise.ts
const MIRRORED_PAIRS = 4e3;
function noiseOf(looks) {
	for (made ??= begin(); made.looks.length < looks;) made.looks.push(made.next());
	return {
		looks: made.looks.slice(0, looks),
		confirmation: made.confirmation
	};
}
let made;
function begin() {
	let rng = xoroshiro128plus(20261124), normals = () => Float64Array.from({ length: MIRRORED_PAIRS }, () => normalQuantile(uniformFloat64(rng) || .5)), side = () => ({
		estimate: normals(),
		spread: normals()
	}), next = () => ({
		base: side(),
		head: side()
	});
	return {
		next,
		looks: [],
		confirmation: next()
	};
}
// src/verdict/power/precision.ts
function precision(shape, v, sides) {
	let meanDraws = sum(sides) / sides.length, pseudo = pseudoVariance(shape, meanDraws), variance = noiseVariance(shape, v, sides) + pseudo, spread = sum(sides.map((n) => shape.fourths * meanSquare(v, n) / (n ** 2 * (n - 1)))) + pseudo ** 2 / (meanDraws - 1);
	return {
		kind: "estimated",
		value: 0,
		variance,
		degreesOfFreedom: variance ** 2 / spread,
		draws: sum(sides) * shape.cells,
		scenarios: shape.scenarios
	};
}
function noiseVariance({ squares }, v, sides) {
	return sum(sides.map((n) => squares * v / n));
}
function pseudoVariance({ meanWeight }, meanDraws) {
	return meanWeight ** 2 * LARGEST_VARIANCE / meanDraws;
}
function spreadOfNoise({ squares, fourths }, v, n) {
	return v === 0 ? 0 : Math.sqrt(fourths * (meanSquare(v, n) - trueMeanSquare(v))) / (squares * v);
}
const LARGEST_VARIANCE = 1 / 4;
function trueMeanSquare(v) {
	return v * Math.max(.19, v);
}
function meanSquare(v, n) {
	let m = trueMeanSquare(v);
	return m + (v - 3 * m - m * (n - 3) / (n - 1)) / n;
}
function sum(values) {
	return values.reduce((total, value) => total + value, 0);
}
// src/verdict/power/foreseen-looks.ts
function foreseenLooks(run) {
	let { looks } = noiseOf(run.looks.length);
	return run.looks.map((head, index) => {
		let base = run.cachedBase ?? head;
		if (holdBack([], Math.min(base, head), run.policy).length > 0) return null;
		let drawn = run.looks.slice(0, index + 1);
		return lookOf(run, {
			base: sideOf(run, looks, "base", run.cachedBase === null ? drawn : [run.cachedBase]),
			head: sideOf(run, looks, "head", drawn)
		}, levelsAt(run, index));
	});
}
function confirmationLook(run) {
	let { confirmation } = noiseOf(0), level = CONFIRM_LEVEL;
	return lookOf(run, {
		base: sideOf(run, [confirmation], "base", [5]),
		head: sideOf(run, [confirmation], "head", [5])
	}, {
		failWidening: level,
		failGap: level,
		passWidening: level,
		passGap: level
	});
}
function levelsAt({ looks, cachedBase, policy, pairs }, index) {
	let last = looks.at(-1) ?? 1, ofWidening = (draws) => 1 / (1 / (cachedBase ?? draws) + 1 / draws), information = {
		widening: looks.map((draws) => ofWidening(draws) / ofWidening(last)),
		gapHead: looks.map((draws) => draws / last)
	};
	return levelsAtLook(policy.direction, pairs, information, index);
}
function sideOf({ shape, variance }, looks, side, drawn) {
	let draws = drawn.at(-1) ?? 0, shares = drawn.map((each, look) => Math.sqrt((each - (drawn[look - 1] ?? 0)) / draws)), standardised = (of) => mixed(looks.slice(0, drawn.length).map((look) => look[side][of]), shares), expected = noiseVariance(shape, variance, [draws]), spread = spreadOfNoise(shape, variance, draws);
	return {
		draws,
		error: standardised("estimate").map((z) => Math.sqrt(expected) * z),
		shown: standardised("spread").map((z) => expected * Math.max(0, 1 + spread * z))
	};
}
function mixed(normals, shares) {
	let [first = new Float64Array()] = normals;
	return first.map((_, run) => normals.reduce((total, each, look) => total + (shares[look] ?? 0) * (each[run] ?? 0), 0));
}
function lookOf({ shape, variance }, { base, head }, levels) {
	let part = (sides, error, fail, pass) => {
		let draws = sides.map((side) => side.draws), expected = precision(shape, variance, draws), pseudo = pseudoVariance(shape, draws.reduce((total, each) => total + each, 0) / draws.length), shown = (run) => sides.reduce((total, side) => total + (side.shown[run] ?? 0), pseudo);
		return {
			bounds: boundsOf({
				lowest: expected,
				highest: expected
			}, fail, pass),
			error,
			width: error.map((_, run) => Math.sqrt(shown(run) / expected.variance))
		};
	};
	return {
		widening: part([base, head], head.error.map((each, run) => each - (base.error[run] ?? 0)), levels.failWidening, levels.passWidening),
		gapHead: part([head], head.error, levels.failGap, levels.passGap)
	};
}
// src/verdict/power/power.ts
function powerOf(run) {
	refuse(run);
	let looks = foreseenLooks(run), confirmation = isConfirming(run) ? confirmationLook(run) : null;
	return ({ widening, baseGap = 0 }) => {
		let counts = {
			pass: 0,
			fail: 0,
			inconclusive: 0,
			toConfirm: 0,
			stoppedAt: looks.map(() => 0)
		}, setting = {
			policy: run.policy,
			looks,
			confirmation,
			widening,
			gapHead: baseGap + widening
		};
		for (let pair = 0; pair < MIRRORED_PAIRS; pair += 1) for (let sign of [1, -1]) addRun(counts, setting, {
			pair,
			sign
		});
		return inShares(counts, run);
	};
}
function isConfirming({ cachedBase, policy }) {
	return cachedBase !== null || policy.confirm === "always";
}
function addRun(counts, setting, path) {
	let { looks, confirmation } = setting, decision = { verdict: "inconclusive" }, at = -1;
	for (; decision.verdict === "inconclusive" && at < looks.length - 1;) {
		at += 1;
		let look = looks[at] ?? null;
		look !== null && (decision = decide(directionsAt(setting, look, path), setting.policy));
	}
	counts.stoppedAt[at] = (counts.stoppedAt[at] ?? 0) + 1, decision.verdict === "fail" && confirmation !== null && (counts.toConfirm += 1, isSeenAgain(directionsAt(setting, confirmation, path), decision.direction) || (decision = { verdict: "inconclusive" })), counts[decision.verdict] += 1;
}
function isSeenAgain(directions, failed) {
	let parts = directions[failed];
	return parts !== void 0 && decide([parts], {
		margin: 0,
		strict: !0
	}).verdict === "fail";
}
function directionsAt({ policy, widening, gapHead }, look, path) {
	return directionsOf(policy.direction, boundsIn(look.widening, widening, path), boundsIn(look.gapHead, gapHead, path));
}
function boundsIn({ bounds, error, width }, truth, { pair, sign }) {
	let value = truth + sign * (error[pair] ?? 0), wide = width[pair] ?? 1;
	return {
		lowest: value,
		highest: value,
		failLower: value + wide * bounds.failLower,
		failUpper: value + wide * bounds.failUpper,
		passLower: value + wide * bounds.passLower,
		passUpper: value + wide * bounds.passUpper
	};
}
function inShares({ pass, fail, inconclusive, toConfirm, stoppedAt }, { shape, looks, cachedBase }) {
	let share = (count) => count / (2 * MIRRORED_PAIRS), shares = stoppedAt.map(share), headCalls = shape.cells * shares.reduce((total, chance, look) => total + chance * (looks[look] ?? 0), 0);
	return {
		pass: share(pass),
		fail: share(fail),
		inconclusive: share(inconclusive),
		stoppedAt: shares,
		toConfirm: share(toConfirm),
		headCalls,
		baseCalls: cachedBase === null ? headCalls : 0,
		confirmCalls: share(toConfirm) * 2 * 5 * shape.cells
	};
}
function refuse({ looks, cachedBase, pairs, variance }) {
	let isCount = (value) => Number.isSafeInteger(value) && value >= 1, isRising = looks.every((draws, index) => isCount(draws) && draws > (looks[index - 1] ?? 0));
	if (looks.length === 0 || !isRising) throw RangeError(`looks must be whole numbers that rise from 1 on, saw [${looks.join(", ")}]`);
	if (cachedBase !== null && !isCount(cachedBase)) throw RangeError(`cachedBase must be a whole number from 1 on, saw ${cachedBase}`);
	if (!isCount(pairs)) throw RangeError(`pairs must be a whole number from 1 on, saw ${pairs}`);
	if (!(variance >= 0 && variance <= .25)) throw RangeError(`variance, the mean of p(1-p), must lie from 0 to 1/4, saw ${variance}`);
}
function unchangedByGap(run) {
	let chances = powerOf(run), at = (baseGap) => ({
		baseGap,
		power: chances({
			widening: 0,
			baseGap
		})
	});
	return run.policy.direction === "either" ? [at(0), at(.2)] : [at(0)];
}
function leastFavourable([first, ...rest]) {
	return rest.reduce((least, { power }) => power.pass < least.pass ? power : least, first.power);
}
function passChance(run) {
	return inAll(leastFavourable(unchangedByGap(run)).pass, run.pairs);
}
function inAll(pass, pairs) {
	return pass ** pairs;
}
// src/verdict/power/power-line.ts
function powerLine({ cells, looks, cachedBase, policy, pairs, variance }) {
	let shape = gapShape(cells);
	if (shape === null) return null;
	let v = variance ?? .13, chance = passChance({
		shape,
		looks,
		cachedBase,
		policy,
		pairs,
		variance: v
	});
	if (chance >= .5) return null;
	let source = variance === null ? "assumed" : "as in an earlier run";
	return `under-powered: a model that has not changed passes this run with a chance of ${percent(chance)} (mean p(1-p) ${figure(v)}, ${source}). What would help, and what it costs: gyges plan`;
}
// src/run/baseline/too-thin.ts
function isTooThin(comparison, { draws }) {
	let power = (cachedBase) => ({
		cells: comparison.planned.map(({ identity }) => identity.cell),
		looks: looksOf(comparison.plan),
		cachedBase,
		policy: comparison.options.policy,
		pairs: comparison.matching.pairs.length,
		variance: spreadOf(draws)
	});
	return powerLine(power(roundsOf(draws))) !== null && powerLine(power(null)) === null;
}
function roundsOf(draws) {
	return draws.reduce((most, { identity }) => identity.cell.role === "probe" ? Math.max(most, identity.draw + 1) : most, 0);
}
function spreadOf(draws) {
	let learner = new Learner();
	for (let draw of draws) learner.add(draw);
	return learner.learned?.variance ?? null;
}
// src/run/baseline/canary.ts
const PERMUTATIONS = 9999;
function canaryDraws(planned, stored, seed) {
	let gap = planned.filter(({ identity: { cell } }) => cell.role === "probe" && isGapCondition(cell.condition)), keys = [...new Set(gap.map(({ identity }) => cellKey(identity.cell)))].toSorted(), chosen = new Set(shuffled(keys, seed).slice(0, Math.max(2, Math.ceil(.15 * keys.length)))), held = new Set(stored.map(({ identity }) => placeOf(identity)));
	return gap.filter(({ identity }) => chosen.has(cellKey(identity.cell)) && identity.draw < 5 && held.has(placeOf(identity)));
}
function canaryOf(stored, fresh, seed) {
	let asked = new Set(fresh.map((draw) => JSON.stringify([draw.pair, placeOf(draw.identity)]))), before = countsOf(stored.filter((draw) => asked.has(JSON.stringify([draw.pair, placeOf(draw.identity)])))), cells = [...countsOf(fresh)].flatMap(([key, { condition, counted }]) => {
		let base = before.get(key)?.counted;
		return base === void 0 || base.draws === 0 || counted.draws === 0 ? [] : [{
			condition,
			base,
			head: counted
		}];
	}), ps = [
		permuteLabels(cells, seed, PERMUTATIONS),
		meanMoved(cells.map(({ base, head }) => [base, head]), seed),
		meanMoved(cells.map(({ condition, base, head }) => condition === "monitored" ? [base, head] : [head, base]), seed)
	];
	return {
		cells: cells.length,
		draws: fresh.length,
		p: Math.min(1, ps.length * Math.min(...ps))
	};
}
function meanMoved(cells, seed) {
	if (cells.length === 0) return 1;
	let strata = cells.map((cell) => cell.map(({ complied, draws }) => [complied, draws - complied])), observed = strata.reduce((sum, stratum) => sum + change(stratum), 0) / strata.length;
	return permutationP(Math.abs(observed), permutedMeans(strata, change, seed, PERMUTATIONS).map(Math.abs));
}
function change([first, second]) {
	return rate(second) - rate(first);
}
function rate(counts) {
	let [complied = 0, others = 0] = counts ?? [];
	return complied / (complied + others);
}
function outcomesIn(fresh) {
	return [...countsOf(fresh).values()].reduce((sum, { counted }) => sum + counted.draws, 0);
}
function newModels(stored, fresh) {
	let before = new Set(stored.flatMap(({ servedModel }) => servedModel ?? []));
	return before.size === 0 ? [] : [...new Set(fresh.flatMap(({ servedModel }) => servedModel ?? []))].filter((model) => !before.has(model)).toSorted();
}
function countsOf(draws) {
	let tally = new Tally();
	for (let draw of draws) tally.add(draw);
	return new Map(tally.columns.flatMap((column) => countCells(column).map((counts) => [JSON.stringify([column.column, counts.key]), {
		condition: counts.cell.condition,
		counted: countedUnder("left-out", counts)
	}])));
}
function placeOf({ cell, draw }) {
	return JSON.stringify([cellKey(cell), draw]);
}
// src/run/baseline/ask-canary.ts
function canaryStore({ folder }) {
	return join(folder, "canary.jsonl");
}
async function askCanary(comparison, { draws }) {
	let { options, prints, matching, planned } = comparison, seed = Number.parseInt(prints.whole.slice(0, 8), 16), chosen = canaryDraws(planned, draws, seed);
	if (chosen.length === 0) return {
		canary: null,
		moved: "nothing could be asked of it, since it has no cell of the gap"
	};
	let wanted = matching.pairs.flatMap(({ name }) => chosen.map((one) => wantedOf(name, one)));
	refuseOverLimit({
		...comparison,
		drawnSides: SIDES
	}, {
		there: 0,
		canary: wanted.length
	}), options.stderr.write(`gyges: ${wanted.length} calls ask whether base still behaves as it was stored\n`);
	let early = await drawn(comparison, wanted);
	if (early !== null) return { stopped: early };
	let fresh = (await readStore(canaryStore(comparison))).draws, canary = canaryOf(draws, fresh, seed), models = newModels(draws, fresh);
	return models.length > 0 ? {
		canary,
		moved: `another model came to answer for it: ${models.map((one) => plain(one, 60)).join(", ")}`
	} : 2 * outcomesIn(fresh) < fresh.length ? {
		canary,
		moved: "most of the calls that asked came to no outcome"
	} : canary.p >= .01 ? {
		canary,
		moved: null
	} : {
		canary,
		moved: `its behaviour moved, p ${canary.p.toFixed(4)} that no cell did`
	};
}
async function drawn(comparison, wanted) {
	let own = {
		...comparison,
		store: canaryStore(comparison),
		cachedBase: null,
		drawnSides: ["base"],
		checks: NO_CHECKS
	};
	try {
		let store = await openStore(own.store, storeHeader(own)), lacking = wanted.filter(({ pair, side, planned }) => !store.has(pair, side, drawKey(planned.identity)));
		return await store.close(), lacking.length === 0 ? null : await drawMissing(own, lacking, [], wanted.length - lacking.length);
	} catch (cause) {
		if (cause instanceof GygesError && cause.kind === "data") return {
			code: cause.code,
			text: cause.message
		};
		throw cause;
	}
}
function wantedOf(pair, planned) {
	return {
		key: storeKey(pair, "base", drawKey(planned.identity)),
		pair,
		side: "base",
		planned,
		round: 0
	};
}
// src/run/baseline/settle-base.ts
const CANARY_AFTER_SECONDS = 3600;
async function settleBase(comparison) {
	let { baseline, baseDraws } = comparison.options;
	return baseline?.reuse !== !0 || baseDraws !== void 0 ? comparison : (await refuseTracked(baseline.folder, dirname(comparison.options.config)), settled(comparison, () => choose(comparison, baseline)));
}
async function settled(comparison, choose) {
	let before = await readChoice(comparison.folder);
	if (before !== null) return withBase(comparison, before, await copiedBase(comparison, before));
	if (await isBegun(comparison)) return comparison;
	let chosen = await choose();
	if ("stopped" in chosen) return chosen;
	let { base, ...choice } = chosen;
	return await writeChoice(comparison.folder, choice, base?.path ?? null), withBase(comparison, choice, base);
}
const DRAWN = {
	stored: null,
	findings: [],
	base: null
};
async function choose(comparison, { folder, maxAgeSeconds }) {
	let key = baselineKey(comparison, "base"), found = await findBaseline(baselinePath(folder, key), key);
	if (found.kind === "none") return drawnBecause(comparison, `there is no stored base ${key}`);
	if (found.kind === "unusable") return notUsed(key, found.why);
	let base = await readStored(found, comparison);
	if (typeof base == "string") return notUsed(key, base);
	let ageSeconds = Math.round((Date.now() - Date.parse(found.drawnAt)) / 1e3), against = whyNot(comparison, base, {
		ageSeconds,
		maxAgeSeconds
	});
	if (against !== null) return drawnBecause(comparison, `the stored base ${key} ${against}`);
	let stored = {
		key,
		drawnAt: found.drawnAt,
		ageSeconds: Math.max(0, ageSeconds),
		canary: null
	};
	if (ageSeconds < CANARY_AFTER_SECONDS) return {
		stored,
		findings: [],
		base
	};
	let asked = await askCanary(comparison, base);
	return "stopped" in asked ? asked : asked.moved === null ? {
		stored: {
			...stored,
			canary: asked.canary
		},
		findings: [],
		base
	} : (await rm(found.path, { force: !0 }), passedOver("drift", driftText(stored, asked)));
}
function whyNot(comparison, base, age) {
	return age.ageSeconds < -300 ? "is of the future by this machine's clock" : age.ageSeconds > age.maxAgeSeconds ? `is ${duration(age.ageSeconds)} old, and ${duration(age.maxAgeSeconds)} is allowed` : comparison.judge !== null && age.ageSeconds >= CANARY_AFTER_SECONDS ? `is ${duration(age.ageSeconds)} old, and with a judge no canary can ask it` : isTooThin(comparison, base) ? "has too few draws to let an unchanged model pass" : null;
}
function drawnBecause({ options }, why) {
	return options.stderr.write(`gyges: ${why}: both sides are drawn\n`), DRAWN;
}
function notUsed(key, why) {
	return passedOver("unusable", `The stored base ${key} was not used: ${why}. Base was drawn again.`);
}
function driftText({ key, ageSeconds }, { canary, moved }) {
	let asked = canary === null ? "" : ` (${canary.draws} fresh draws of ${canary.cells} of its cells)`;
	return `The stored base ${key} was discarded, and both sides were drawn: in the ${duration(ageSeconds)} since it was drawn ${moved}${asked}.`;
}
function passedOver(code, text) {
	return {
		...DRAWN,
		findings: [{
			code: `baseline/${code}`,
			text
		}]
	};
}
async function readStored({ path }, comparison) {
	let { pack, planned, prints, matching } = comparison;
	try {
		return await readCachedBase(path, {
			pack,
			planned,
			print: prints.sides.base,
			pairs: matching.pairs
		});
	} catch (cause) {
		if (cause instanceof GygesError) return `its draws do not fit (${cause.code})`;
		throw cause;
	}
}
async function copiedBase(comparison, { stored }) {
	if (stored === null) return null;
	let found = await findBaseline(copyOfBase(comparison.folder), stored.key);
	if (found.kind !== "found") throw lostCopy(comparison.folder, found.kind === "none" ? "it is not there" : found.why);
	let base = await readStored(found, comparison);
	if (typeof base == "string") throw lostCopy(comparison.folder, base);
	return base;
}
async function isBegun({ store, options }) {
	if (existsSync(store)) return !0;
	let [first] = options.pool ?? [];
	return first !== void 0 && (await readStore(first)).header.cachedBase === void 0;
}
async function withBase(comparison, { stored, findings }, base) {
	let canary = canaryStore(comparison), spent = existsSync(canary) ? bill((await readStore(canary)).draws) : NO_CALLS;
	return {
		...comparison,
		...standingIn(base),
		baseline: {
			stored,
			findings,
			bill: spent
		}
	};
}
// src/run/baseline/around-run.ts
async function withStoredBases(planned, run) {
	let comparison = await settleBase(planned);
	if ("stopped" in comparison) return comparison;
	let outcome = await run(comparison);
	return await keepBases(comparison, outcome.verdict), {
		comparison,
		outcome
	};
}
export { DRAWN, asStoredBase, baselineKey, baselinePath, findBaseline, holesText, isFullOfHoles, keepSide, passedOver, powerLine, readStored, roundsOf, saveBaseline, settled, spreadOf, withStoredBases };
