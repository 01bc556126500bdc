import { CHILD_ENVIRONMENT, GygesError, findPromptfoo, isRecord, notYet } from "./shared.js";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
// src/run/config/refuse-functions.ts
const UNSENT = [
	"tests",
	"scenarios",
	"derivedMetrics",
	"assertionTemplates",
	"redteam"
];
function refuseFunctions(config, name) {
	let place = placeOfFunction(isRecord(config) ? Object.fromEntries(Object.entries(config).filter(([key]) => !UNSENT.includes(key))) : config, "");
	if (place !== null) throw notYet(`${place} of ${name} is a function`, `Put it into a file of its own and name that: ${place.split(/[.[]/, 1)[0]}: [file://${place.startsWith("prompts") ? "prompt" : "model"}.mjs]`);
}
function placeOfFunction(value, place) {
	return typeof value == "string" ? value.startsWith("gyges:function:") ? place : null : place === "defaultTest.assert" || typeof value != "object" || !value ? null : Object.entries(value).map(([key, one]) => placeOfFunction(one, within(place, key, Array.isArray(value)))).find((one) => one !== null) ?? null;
}
function within(place, key, isList) {
	return isList ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`;
}
// src/run/config/read-program.ts
const LONGEST_MS = 6e4, reading = (url) => `
const { writeSync } = await import("node:fs");
const loaded = await import(${JSON.stringify(url)});
const config = await (loaded.default?.default ?? loaded.default ?? loaded);
const isCode = (value) => typeof value === "function" || (value !== null && typeof value === "object" && typeof value.callApi === "function");
const text = JSON.stringify(config, (key, value) => (isCode(value) ? ${JSON.stringify("gyges:function:")} + (value.name || key) : value)) ?? "null";
for (let bytes = Buffer.from(text); bytes.length > 0; ) bytes = bytes.subarray(writeSync(3, bytes));
process.exit(0);
`;
async function readProgram(path, { env, node }) {
	let loaders = /ts$/i.test(path) ? [...await tsxBeside(path), null] : [null], why = "";
	for (let loader of loaders) {
		let read = await runOnce(path, loader, {
			env,
			node
		});
		if ("text" in read) return withoutFunctions(JSON.parse(read.text), basename(path));
		why = read.why;
	}
	throw new GygesError("usage", "config/program", `the config ${basename(path)} could not be run: ${why}\n  Wanted: a module whose default export is the config. See what promptfoo says of it: npx promptfoo validate -c ${basename(path)}`);
}
async function tsxBeside(path) {
	try {
		let { script } = await findPromptfoo(dirname(path));
		return [pathToFileURL(createRequire(script).resolve("tsx")).href];
	} catch {
		return [];
	}
}
function withoutFunctions(config, name) {
	return refuseFunctions(config, name), config;
}
async function runOnce(path, loader, { env, node }) {
	if (!existsSync(path)) return { why: "it is not there" };
	let args = [
		...loader === null ? [] : ["--import", loader],
		"--input-type=module",
		"-e",
		reading(pathToFileURL(path).href)
	], child = spawn(node ?? process.execPath, args, {
		cwd: dirname(path),
		env: {
			...env ?? process.env,
			...CHILD_ENVIRONMENT
		},
		stdio: [
			"ignore",
			"ignore",
			"pipe",
			"pipe"
		],
		timeout: LONGEST_MS,
		killSignal: "SIGKILL"
	}), given = child.stdio[3];
	if (!(given instanceof Readable) || child.stderr === null) return { why: "it could not be started" };
	let ended = new Promise((done) => child.once("error", () => done(null)).once("close", done)), [code, config, said] = await Promise.all([
		ended,
		text(given),
		text(child.stderr)
	]);
	return child.killed ? { why: `it did not come to its end within ${LONGEST_MS / 1e3} s` } : code === 0 && config !== "" ? { text: config } : { why: lastError(said, code) };
}
function lastError(said, code) {
	let line = said.split("\n").find((one) => /^(?:\w*Error|\w+ \[\w+\])\b.*:/.test(one)) ?? said.trim().split("\n").at(-1) ?? "";
	return line === "" ? `it ended with ${code ?? "a signal"}` : line.slice(0, 300);
}
export { readProgram };
