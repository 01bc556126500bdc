import { GygesError, describeError, git, hashText, systemCode } from "./shared.js";
import { join } from "node:path";
import { lstat, readlink } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { createHash } from "node:crypto";
// src/run/tree-state.ts
async function treeState(root, commit) {
	let changes = await git(root, [
		"diff",
		"--binary",
		"--no-ext-diff",
		"--no-textconv",
		"--ignore-submodules=none",
		commit,
		"--"
	]), untracked = await printsOf(root, await listed(root, ["--others"]));
	return {
		equal: changes === "" && untracked.length === 0,
		hash: hashText(JSON.stringify([
			commit,
			changes,
			untracked
		]))
	};
}
async function treeOf(root, commit) {
	return (await git(root, [
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${commit}^{tree}`
	])).trim();
}
async function listed(folder, which) {
	return (await git(folder, [
		"ls-files",
		...which,
		"--exclude-standard",
		"-z"
	])).split("\0").filter((path) => path !== "" && path !== "./");
}
async function printsOf(folder, paths) {
	let prints = [];
	for (let path of paths) {
		let print = await printOf(folder, path).catch((cause) => {
			throw unreadable(join(folder, path), cause);
		});
		prints.push(print);
	}
	return prints;
}
async function printOf(folder, path) {
	let whole = join(folder, path), about = await lstat(whole).catch((cause) => {
		if (systemCode(cause) === "ENOENT" && !path.includes("�")) return null;
		throw cause;
	});
	return about === null ? [
		path,
		"gone",
		""
	] : about.isSymbolicLink() ? [
		path,
		"link",
		await readlink(whole)
	] : about.isDirectory() ? [
		path,
		"folder",
		JSON.stringify(await printsOf(whole, await listed(whole, ["--cached", "--others"])))
	] : about.isFile() ? [
		path,
		"file",
		await hashOfFile(whole)
	] : [
		path,
		"other",
		""
	];
}
async function hashOfFile(path) {
	let hash = createHash("sha256"), chunks = createReadStream(path);
	for await (let chunk of chunks) hash.update(chunk);
	return hash.digest("hex");
}
function unreadable(path, cause) {
	return cause instanceof GygesError ? cause : new GygesError("usage", "run/untracked", `${path} is not tracked by git and cannot be read: ${describeError(cause)}\n  Wanted: to know whether it differs from run to run, since code of the config may load it.\n  Make it readable, or name it in .gitignore`, { cause });
}
export { treeOf, treeState };
