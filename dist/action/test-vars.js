import { expandPattern, isPattern, isRecord, parse, splitRef, withoutScheme } from "./shared.js";
import { extname, resolve } from "node:path";
import { readFile, stat } from "node:fs/promises";
// src/run/config/csv-header.ts
function csvHeader(text) {
	return [...text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0].matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll("\"\"", "\"") ?? bare.trim()).filter((name) => name !== "" && !name.startsWith("__"));
}
async function readTestVars({ tests, scenarios }, folder) {
	let names = await Promise.all([...listOf(tests), ...listOf(scenarios)].map((one) => namesOf(one, folder)));
	return [...new Set(names.flat())];
}
async function namesOf(entry, folder) {
	if (typeof entry == "string") return namesInFiles(entry, folder);
	if (!isRecord(entry)) return [];
	let { vars, config, tests, path } = entry;
	if (typeof path == "string") return namesInFiles(path, folder);
	let inner = await Promise.all([...listOf(config), ...listOf(tests)].map((one) => namesOf(one, folder)));
	return [...isRecord(vars) ? Object.keys(vars) : [], ...inner.flat()];
}
async function namesInFiles(given, folder) {
	let files = isPattern(given) ? await expandPattern(given, folder).catch(() => []) : [given];
	return (await Promise.all(files.map((file) => namesInFile(file, folder)))).flat();
}
async function namesInFile(given, folder) {
	let path = resolve(folder, splitRef(withoutScheme(given)).path), about = await stat(path).catch(() => null);
	if (about === null || !about.isFile() || about.size > 4194304) return [];
	let text = await readFile(path, "utf8"), names = await Promise.all(testsIn(text, extname(path).toLowerCase()).map((one) => namesOf(one, folder)));
	return [...new Set(names.flat())];
}
function testsIn(text, kind) {
	if (kind === ".csv") return [{ vars: Object.fromEntries(csvHeader(text).map((name) => [name, ""])) }];
	if (![
		".yaml",
		".yml",
		".json",
		".jsonl"
	].includes(kind)) return [];
	try {
		return (kind === ".jsonl" ? text.split("\n").filter((line) => line.trim() !== "") : [text]).flatMap((line) => listOf(parse(line, { maxAliasCount: 100 })));
	} catch {
		return [];
	}
}
function listOf(value) {
	return value == null ? [] : Array.isArray(value) ? value : [value];
}
export { readTestVars };
