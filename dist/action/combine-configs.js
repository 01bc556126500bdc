import { isRecord, withoutScheme } from "./shared.js";
import { isAbsolute, relative, resolve } from "node:path";
// src/run/config/combine-configs.ts
function combineConfigs(configs) {
	let all = configs.map(({ config }) => config), first = configs[0]?.folder ?? "";
	return {
		...Object.assign({}, ...all),
		prompts: distinct(configs.flatMap(({ config, folder }) => (config.prompts ?? ["{{prompt}}"]).map((prompt) => besideItsConfig(prompt, folder, first)))),
		providers: distinct(all.flatMap(({ providers, targets }) => providers ?? targets ?? [])),
		targets: void 0,
		tests: configs.flatMap(({ config, folder }) => testsOf(config, folder)),
		scenarios: all.flatMap(({ scenarios }) => Array.isArray(scenarios) ? scenarios : []),
		defaultTest: all.map(({ defaultTest }) => defaultTest).reduce(withDefaults, void 0),
		extensions: all.flatMap(({ extensions }) => extensions ?? []),
		nunjucksFilters: Object.assign({}, ...all.map(({ nunjucksFilters }) => nunjucksFilters)),
		env: Object.assign({}, ...all.map(({ env }) => env)),
		evaluateOptions: Object.assign({}, ...all.map(({ evaluateOptions }) => evaluateOptions))
	};
}
function besideItsConfig(prompt, folder, first) {
	return typeof prompt == "string" ? fromFirst(prompt, folder, first) : prompt.id === void 0 ? prompt : {
		...prompt,
		id: fromFirst(prompt.id, folder, first)
	};
}
function fromFirst(ref, folder, first) {
	let path = withoutScheme(ref);
	return ref.startsWith("file://") && !isAbsolute(path) ? `file://${relative(first, resolve(folder, path))}` : ref;
}
function absolute(ref, folder) {
	return ref.startsWith("file://") ? `file://${resolve(folder, withoutScheme(ref))}` : ref;
}
function testsOf({ tests }, folder) {
	if (tests === void 0) return [];
	if (Array.isArray(tests)) return tests.map((test) => typeof test == "string" ? absolute(test, folder) : test);
	let path = typeof tests == "string" ? tests : tests.path;
	return typeof path == "string" ? [`file://${resolve(folder, withoutScheme(path))}`] : [];
}
function withDefaults(before, next) {
	return typeof next == "string" || before === void 0 ? next ?? before : typeof before == "string" || next === void 0 ? before : {
		...before,
		...next,
		vars: {
			...before.vars,
			...next.vars
		},
		options: {
			...before.options,
			...next.options
		}
	};
}
function distinct(entries) {
	return [...new Map(entries.map((entry) => [isRecord(entry) ? JSON.stringify(entry) : entry, entry])).values()];
}
export { combineConfigs };
