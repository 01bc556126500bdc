/**
 * The mock of GitHub as a process of its own, for tests that run a job in one go and cannot serve meanwhile.
 *
 *   node test/github/serve.ts FOLDER      with FOLDER/setup.json, see Setup
 *
 * Writes its address to FOLDER/address when it serves, and what became of the world to FOLDER/world.json after every request. SIGTERM ends it.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { MockGitHub } from "./mock-github.ts";
import { World } from "./world.ts";
import { zip } from "./zip.ts";

const Comment = z.strictObject({ issue: z.int(), body: z.string() });
const Met = { operation: z.string(), holding: z.string() };
const Setup = z.strictObject({
  pulls: z.array(z.strictObject({ number: z.int(), sha: z.string(), label: z.string().optional() })).default([]),
  comments: z.array(Comment.extend({ login: z.string().optional() })).default([]),
  runs: z.array(z.strictObject({ id: z.int(), headSha: z.string(), headBranch: z.string(), headRepository: z.string() })).default([]),
  /** `report` is the text of the one file in the archive. */
  artifacts: z.array(z.strictObject({ run: z.int(), name: z.string(), report: z.string() })).default([]),
  readOnly: z.boolean().default(false),
  /** Requests whose body holds `holding` that are not answered as they should be. */
  faults: z.array(z.strictObject({ ...Met, status: z.int(), message: z.string(), times: z.int() })).default([]),
  /** What another job writes while such a request is under way. */
  rivals: z.array(z.strictObject({ ...Met, writes: Comment })).default([]),
});

const [folder = "."] = process.argv.slice(2);
const world = new World();
const setup = Setup.parse(JSON.parse(readFileSync(join(folder, "setup.json"), "utf8")));
for (const { number, sha, label } of setup.pulls) world.pull(number, sha, label === undefined ? {} : { label });
for (const { issue, body, login } of setup.comments)
  world.comment(issue, body, login === undefined ? world.owner : { login, type: "User" });
for (const fault of setup.faults) world.fail(fault);
for (const { operation, holding, writes } of setup.rivals)
  world.before(operation, () => void world.comment(writes.issue, writes.body), holding);
for (const run of setup.runs) world.runs.push({ ...run, attempt: 1, name: "CI", event: "pull_request", pulls: [] });
for (const { run, name, report } of setup.artifacts) {
  world.artifacts.push({ id: world.nextId(), run, name, zip: zip({ name: "gyges-report.json", data: report }) });
}
world.readOnly = setup.readOnly;
const mock = await MockGitHub.start(world, () => written("world.json", JSON.stringify(world)));
written("world.json", JSON.stringify(world));
written("address", mock.url);
process.on("SIGTERM", () => process.exit(0));

/** Whole or not at all, since others read it while it is written. */
function written(name: string, text: string): void {
  writeFileSync(join(folder, `${name}.new`), text);
  renameSync(join(folder, `${name}.new`), join(folder, name));
}
