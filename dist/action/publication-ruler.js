import { GygesError, countFresh, describeError, fillSlots, isAxisFile, parsePack, readPack, readPackFiles, refuseLink, sha256, stringify, uniformInt, utf8ToBytes, workFolder, xoroshiro128plusFromState } from "./shared.js";
import { dirname, join } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
// src/disk/write-pack.ts
async function writePack(folder, files) {
	for (let { path, text } of files) await mkdir(dirname(join(folder, path)), { recursive: !0 }), await writeNew(join(folder, path), text);
}
async function writeNew(path, text) {
	try {
		await writeFile(path, text, { flag: "wx" });
	} catch (cause) {
		throw new GygesError("usage", "pack/write", `${path} cannot be written: ${describeError(cause)}\n  Wanted: a folder that is not there yet. Name another one with --out`, { cause });
	}
}
// src/scenario/fresh.ts
function freshWordings(scenario, seed, count) {
	let { fresh, slots } = scenario, most = fresh === void 0 ? 0 : countFresh(fresh, slots).wordings;
	if (count > most) throw tooFew(scenario.id, count, most);
	let random = generatorFor(scenario.id, seed), found = new Map(), again = 0;
	for (; found.size < count;) {
		let one = wordingOf(scenario, random);
		if (again = found.has(one.text) ? again + 1 : 0, again > DRAWS_OF_EACH * most) throw tooFew(scenario.id, count, found.size);
		again === 0 && found.set(one.text, one);
	}
	return [...found.values()];
}
const DRAWS_OF_EACH = 20;
function wordingOf({ fresh, slots }, random) {
	let at = (all) => all[uniformInt(random, 0, Math.max(0, all.length - 1))], pick = (all) => at(all) ?? "", values = Object.fromEntries(Object.entries(slots).map(([name, all]) => [name, pick(all)])), tellings = new Map((fresh?.facts ?? []).map(({ id, say }) => [id, pick(say)])), template = [...(at(fresh?.orders ?? []) ?? []).map((id) => tellings.get(id) ?? ""), pick(fresh?.ask ?? [])].join(" "), chosen = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
	return {
		text: fillSlots(template, chosen),
		values
	};
}
function generatorFor(id, seed) {
	let digest = sha256(utf8ToBytes(JSON.stringify([
		"fresh",
		id,
		seed
	]))), view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
	return xoroshiro128plusFromState([
		0,
		4,
		8,
		12
	].map((offset) => view.getInt32(offset)));
}
function tooFew(id, count, most) {
	let remedy = most === 0 ? "give it a block `fresh` (docs/pack.md)" : `ask for at most ${most}`;
	return new GygesError("usage", "pack/fresh", `${id} can make ${most} fresh wordings, and ${count} are asked for\n  Wanted: ${remedy}`);
}
// src/scenario/pack-files.ts
function packFiles(manifest, scenarios, axisFiles = []) {
	return [
		{
			path: "pack.yaml",
			text: packYaml(manifest)
		},
		...axisFiles,
		...scenarios.map((scenario) => ({
			path: `scenarios/${scenario.id}.yaml`,
			text: packYaml(scenario)
		}))
	];
}
function siblingManifest({ manifest }, name, summary) {
	let { noticesFrom: _, ...told } = manifest;
	return {
		...told,
		name: `${manifest.name.slice(0, 40)}-${name}`,
		summary
	};
}
function packYaml(value) {
	return stringify(value, {
		lineWidth: 140,
		aliasDuplicateObjects: !1
	});
}
// src/scenario/fresh-pack.ts
function freshWordingsOf(scenario, seed, count) {
	return freshWordings(scenario, seed, count).map(({ text }, index) => ({
		id: `fresh-${index + 1}`,
		family: `seed-${seed}`,
		axis: "order",
		author: "gyges pack fresh",
		text,
		publication: {
			status: "fresh",
			exactMatch: !1
		}
	}));
}
// src/scenario/publication-pack.ts
function publicationPack(pack, seed, most, axisFiles) {
	let { name, version } = pack.manifest, probes = pack.scenarios.filter((scenario) => scenario.role === "probe" && scenario.fresh !== void 0);
	if (probes.length === 0) throw nothingFresh(pack);
	let controls = pack.scenarios.filter(({ role }) => role === "control");
	return packFiles(siblingManifest(pack, `beside-fresh-${seed}`, `${name} ${version} beside fresh wordings, seed ${seed}.`), [...controls, ...probes.map((probe) => withFresh(probe, seed, most))], axisFiles);
}
function withFresh(scenario, seed, most) {
	let own = scenario.wordings.slice(0, most);
	return {
		...scenario,
		wordings: [...own, ...freshWordingsOf(scenario, seed, own.length)]
	};
}
function nothingFresh({ manifest }) {
	return new GygesError("usage", "pack/fresh", `no probe of pack ${manifest.name} can make fresh wordings, so there is nothing to hold its own against\n  Wanted: a block \`fresh\` in its scenarios (docs/pack.md)\n  Example: gyges run --config … --pack core --publication`);
}
async function publicationRuler(ruler, { design = "pr", publication }, configFolder, commit) {
	if (publication === void 0) return ruler;
	if (ruler.sealed !== null) throw sealedRuler();
	let seed = publication.seed ?? Number.parseInt(commit.slice(0, 7), 16), axes = (await readPackFiles(ruler.path)).filter(isAxisFile), files = publicationPack(ruler.pack, seed, design === "pr" ? 2 : Infinity, axes), pack = parsePack(files), parent = join(await workFolder(configFolder), "publication");
	await refuseLink(parent);
	let path = join(parent, `${pack.manifest.name}-${pack.hash.slice(7, 19)}`);
	if (await refuseLink(path), existsSync(path) || (await mkdir(parent, { recursive: !0 }), await writePack(path, files)), (await readPack(path)).hash !== pack.hash) throw changed(path);
	return {
		...ruler,
		pack,
		path
	};
}
function sealedRuler() {
	return new GygesError("usage", "run/sealed-publication", "a pack with fresh wordings beside its own would be written to the disk, and this pack is sealed.\n  Leave --publication out; or make the fresh pack where its text may lie, and seal that: gyges pack fresh --pack FOLDER --seed 7, then gyges pack seal");
}
function changed(path) {
	return new GygesError("usage", "run/publication-pack", `${path} is not the pack that this run would write there\n  Wanted: the folder as gyges wrote it\n  Delete it and run again: rm -r ${JSON.stringify(path)}`);
}
export { publicationRuler };
