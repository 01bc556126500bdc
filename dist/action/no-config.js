import { GygesError, plain } from "./shared.js";
import { basename, join, relative } from "node:path";
import { readdir } from "node:fs/promises";
// src/run/config/no-config.ts
async function noConfig(path, cwd, cause, command = "run") {
	let names = (await configsBelow(cwd, new Set([basename(path), ...USUAL]))).map((one) => plain(relative(cwd, one))), lines = [
		`there is no ${relative(cwd, path)}`,
		...names.length === 0 ? [] : [`  Found: ${names.slice(0, MOST_NAMED).join(", ")}`],
		`  Name the promptfoo config: gyges ${command} --config ${names[0] ?? "promptfooconfig.yaml"}`
	];
	return new GygesError("usage", "config/unreadable", lines.join("\n"), { cause });
}
const USUAL = [
	"promptfooconfig.yaml",
	"promptfooconfig.yml",
	"promptfooconfig.json"
], MOST_NAMED = 3;
async function configsBelow(cwd, names) {
	let [folders, found] = [[cwd], []];
	for (let at = 0; at < Math.min(folders.length, 300); at += 1) {
		let entries = await readdir(folders[at], { withFileTypes: !0 }).catch(() => []);
		for (let entry of entries) {
			let path = join(folders[at], entry.name);
			entry.isFile() && names.has(entry.name) ? found.push(path) : entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules" && folders.length < 300 && folders.push(path);
		}
	}
	return found;
}
export { noConfig };
