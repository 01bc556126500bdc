/**
 * Cuts out of GitHub's OpenAPI description the operations that gyges calls, for the mock of test/github: requests and replies are checked by it.
 * The description has 13 MB (its package 394), so it is no dependency: the script fetches the package by npm when it is asked to.
 *
 *   node tools/github-api.mjs           writes test/github/api.json anew
 *   node tools/github-api.mjs --check   exits with 1 where it differs from upstream
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const VERSION = "23.0.2";
const root = resolve(import.meta.dirname, "..");
const target = join(root, "test/github/api.json");

const OPERATIONS = [
  "get /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "post /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "get /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "patch /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "delete /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "get /repos/{owner}/{repo}/pulls/{pull_number}",
  "get /repos/{owner}/{repo}/pulls",
  "get /repos/{owner}/{repo}/actions/runs/{run_id}",
  "get /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
  "get /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
];

/** GitHub's own examples of replies, from which the mock makes its own. */
const EXAMPLES = ["issue-comment", "pull-request", "pull-request-simple-items", "workflow-run", "artifact-paginated"];

/** Words for readers and for code generators. */
const IDLE = new Set(["example", "examples", "description", "summary", "externalDocs", "tags", "x-github", "x-octokit", "x-multi-segment"]);

/** @returns the description of OPERATIONS with what they refer to, and nothing else */
export function subset(api) {
  const paths = {};
  for (const operation of OPERATIONS) {
    const [method, path] = operation.split(" ");
    (paths[path] ??= {})[method] = pruned(api.paths[path][method]);
  }
  const components = { examples: Object.fromEntries(EXAMPLES.map((name) => [name, api.components.examples[name]])) };
  const wanted = references(paths);
  for (let pointer = wanted.pop(); pointer !== undefined; pointer = wanted.pop()) {
    const [, , kind, name] = pointer.split("/");
    if (components[kind]?.[name] !== undefined) continue;
    (components[kind] ??= {})[name] = pruned(api.components[kind][name]);
    wanted.push(...references(components[kind][name]));
  }
  const info = { title: "GitHub, as far as gyges calls it", version: VERSION, license: api.info.license };
  return { openapi: api.openapi, info, paths, components: sortedKeys(components) };
}

function pruned(value, named = false) {
  if (Array.isArray(value)) return value.map((one) => pruned(one));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => named || !IDLE.has(key));
  // Under `properties` a key is the name of a field, and a field may be called `description`. A response without that word is none.
  return Object.fromEntries([
    ...kept.map(([key, one]) => [key, pruned(one, !named && (key === "properties" || key === "responses"))]),
    ...(isResponse(value) ? [["description", "a reply"]] : []),
  ]);
}

function isResponse(value) {
  return typeof value.description === "string" && (value.content !== undefined || value.headers !== undefined || isBare(value));
}

function isBare(value) {
  return Object.keys(value).length === 1;
}

function references(value) {
  if (typeof value !== "object" || value === null) return [];
  const own = typeof value.$ref === "string" ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

function sortedKeys(components) {
  const sorted = (record) => Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return sorted(Object.fromEntries(Object.entries(components).map(([kind, record]) => [kind, sorted(record)])));
}

function upstream() {
  const folder = join(root, "node_modules/.cache", `octokit-openapi-${VERSION}`);
  const file = join(folder, "package/generated/api.github.com.json");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    execFileSync("npm", ["pack", "--silent", "--pack-destination", folder, `@octokit/openapi@${VERSION}`], { stdio: "inherit" });
    execFileSync("tar", ["-xzf", `octokit-openapi-${VERSION}.tgz`, "package/generated/api.github.com.json"], { cwd: folder });
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

const text = `${JSON.stringify(subset(upstream()), null, 1)}\n`;
if (!process.argv.includes("--check")) {
  writeFileSync(target, text);
  console.log(`test/github/api.json: ${text.length} bytes of @octokit/openapi ${VERSION}`);
} else {
  const same = readFileSync(target, "utf8") === text;
  console.log(
    same ? "1 passed, 0 failed" : "test/github/api.json is not what @octokit/openapi says: node tools/github-api.mjs\n0 passed, 1 failed",
  );
  process.exitCode = same ? 0 : 1;
}
