import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** What runs a workflow here without GitHub: act, built from source, the Node that `using: node24` stands for, and the toolkit of GitHub's actions. */

const ACT = "v0.2.89";
const NODE = "24.21.0";
const TOOLKIT = { "@actions/artifact": "6.2.1", "@actions/cache": "6.3.0", "@actions/core": "3.0.1" };

export const repository = resolve(import.meta.dirname, "../..");
const cache = join(repository, "node_modules/.cache");

export function hasGo() {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** @returns path of the act binary */
export function installAct() {
  const folder = join(cache, `act-${ACT}`);
  const binary = join(folder, process.platform === "win32" ? "act.exe" : "act");
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    console.log(`building act ${ACT}, once: about two minutes`);
    execFileSync("go", ["install", `github.com/nektos/act@${ACT}`], {
      stdio: "inherit",
      env: { ...process.env, GOBIN: folder, GOFLAGS: "" },
    });
  }
  return binary;
}

/** @returns folder of the node binary */
export function installNode24() {
  const folder = join(cache, `node-${NODE}`);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  npmInstall(folder, [`${name}@${NODE}`], name);
  return join(folder, "node_modules", name, "bin");
}

/** @returns folder of node_modules that holds it */
export function installToolkit() {
  const folder = join(cache, `toolkit-${Object.values(TOOLKIT).join("-")}`);
  const packages = Object.entries(TOOLKIT).map(([name, version]) => `${name}@${version}`);
  npmInstall(folder, packages, "@actions/cache");
  return join(folder, "node_modules");
}

/** Into a folder of its own, once. @param last package that is there when all are */
function npmInstall(folder, packages, last) {
  if (existsSync(join(folder, "node_modules", last))) return;
  mkdirSync(folder, { recursive: true });
  const flags = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", "--prefix", folder, ...flags, ...packages], { stdio: "inherit", shell: process.platform === "win32" });
}
