/**
 * Measures a real model with gyges and checks what must hold whatever the model does.
 *
 *   npm run test:model -- [--draws 2] [--scenarios a,b] [--keep]        --keep writes result/
 *
 * Two system prompts of a support assistant, base and head, go through promptfoo's own openai:chat provider to the server beside this file.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs, promisify } from "node:util";
import { fetchAll, giveUp, pythonPackages, weights } from "./fetch.mjs";
import { checker } from "./run/checker.mjs";
import { checkChoice } from "./run/check-choice.mjs";
import { checkContract } from "./run/check-contract.mjs";
import { checkDraws } from "./run/check-draws.mjs";
import { checkJudge } from "./run/check-judge.mjs";
import { checkLogprobs } from "./run/check-logprobs.mjs";
import { checkSeeds } from "./run/check-seeds.mjs";
import { layRepository } from "./run/repository.mjs";
import { startServer } from "./run/start-server.mjs";

const here = import.meta.dirname;
const root = join(here, "..", "..");
const cli = join(root, "dist", "src", "cli.js");
const work = join(here, ".cache", "work");
const out = join(here, ".cache", "result");
const runFile = promisify(execFile);

const { values: flags } = parseArgs({
  options: { draws: { type: "string", default: "3" }, scenarios: { type: "string" }, keep: { type: "boolean", default: false } },
});
if (!existsSync(cli)) throw new Error("gyges is not built\n  npm run build");

await fetchAll().catch(giveUp);
const checks = checker();
const server = await startServer(weights);
try {
  await measure();
} catch (error) {
  checks.that("the measurement came to its end", false, error.stack);
} finally {
  await server.stop();
}
checks.finish();

async function measure() {
  let asked = (await checkSeeds(checks, server)) + (await checkLogprobs(checks, server)) + (await checkChoice(checks, server, join(root, "dist")));
  asked += await checkContract(checks, server);
  await layRepository(here, work, join(root, "packs", "core", "scenarios"));
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });

  const args = ["run", "--config", "promptfooconfig.yaml", "--base-ref", "HEAD", "--draws", flags.draws, "--max-concurrency", "4"];
  // A model this small answers questions about its notices no better than chance: that is told, and does not gate.
  args.push("--manipulation-check", "warn");
  if (flags.scenarios !== undefined) args.push("--scenarios", flags.scenarios);
  args.push("--json", "--report-dir", relative(work, out));
  const { verdict, seconds } = await gygesRun(args);
  const store = await onlyStore();
  const { stdout: csv } = await runFile(process.execPath, [cli, "export", store, "--format", "csv"], { maxBuffer: 2 ** 28 });
  await writeFile(join(out, "draws.csv"), csv);
  await writeFile(join(out, "command.txt"), commandText(args));

  const judged = await checkJudge(checks, server, { cli, env: ownEnvironment(), folder: join(work, "judge") });
  const answered = (await server.stop()) - asked - judged;
  checkDraws(checks, { records: await jsonLines(store), csv, verdict, answered, draws: Number(flags.draws) });
  await checkFigures();
  await checkNothingOfThisMachine();
  console.log(`${answered} calls in ${seconds.toFixed(0)} s, ${(seconds / answered).toFixed(2)} s a call; the verdict was ${verdict.verdict}`);
  if (flags.keep) await cp(out, join(here, "result"), { recursive: true });
}

/** A verdict of any kind is an answer of the model's, so 1 (the gate failed) is as good as 0. */
async function gygesRun(args) {
  const start = performance.now();
  const ended = await runFile(process.execPath, [cli, ...args], { cwd: work, env: ownEnvironment(), maxBuffer: 2 ** 26 }).catch((error) => error);
  const code = ended instanceof Error ? ended.code : 0;
  if (code !== 0 && code !== 1) throw new Error(`gyges run ended with ${code} and no verdict\n${ended.stdout}${ended.stderr}`);
  checks.that(`gyges run ends with a verdict (exit ${code})`, true);
  return { verdict: JSON.parse(ended.stdout), seconds: (performance.now() - start) / 1000 };
}

function ownEnvironment() {
  return {
    ...process.env,
    OPENAI_BASE_URL: server.url,
    OPENAI_API_KEY: "none-needed",
    NO_PROXY: "127.0.0.1",
    PROMPTFOO_CONFIG_DIR: join(here, ".cache", "promptfoo"),
    PROMPTFOO_DISABLE_TELEMETRY: "1",
  };
}

async function checkFigures() {
  const files = [join(out, "draws.csv"), join(out, "verdict.json")];
  const env = { ...process.env, PYTHONPATH: pythonPackages };
  const ended = await runFile("python3", [join(here, "recompute.py"), ...files], { env }).catch((error) => error);
  const said = `${ended.stdout}${ended.stderr}`.trim();
  checks.that(`estimates and bounds equal the recomputation with scipy to 1e-9: ${ended.stdout.trim()}`, !(ended instanceof Error), said);
}

async function checkNothingOfThisMachine() {
  const texts = await Promise.all((await readdir(out)).map((name) => readFile(join(out, name), "utf8")));
  const found = [root, server.url].filter((trace) => texts.some((text) => text.includes(trace)));
  checks.that("no path and no port of this machine is in the result", found.length === 0, found.join(", "));
}

async function onlyStore() {
  const runs = join(work, ".gyges", "runs");
  const [folder] = await readdir(runs);
  return join(runs, folder, "store.jsonl");
}

async function jsonLines(path) {
  return (await readFile(path, "utf8")).trimEnd().split("\n").map((line) => JSON.parse(line));
}

function commandText(args) {
  return [
    `npm run test:model -- --draws ${flags.draws}${flags.scenarios === undefined ? "" : ` --scenarios ${flags.scenarios}`} --keep`,
    "",
    "# It calls, in a repository where HEAD has prompts/base.json as prompts/support.json and the working tree prompts/head.json:",
    `OPENAI_BASE_URL=http://127.0.0.1:$PORT/v1 OPENAI_API_KEY=none-needed gyges ${args.join(" ")}`,
    "",
  ].join("\n");
}
