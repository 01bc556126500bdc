import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** What runs a workflow here without GitHub: act, built from source, and the Node that `using: node24` stands for. */

const ACT = "v0.2.89";
const NODE = "24.21.0";

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
  const bin = join(folder, "node_modules", name, "bin");
  if (!existsSync(bin)) {
    mkdirSync(folder, { recursive: true });
    execFileSync(
      "npm",
      ["install", "--prefix", folder, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", `${name}@${NODE}`],
      {
        stdio: "inherit",
        shell: process.platform === "win32",
      },
    );
  }
  return bin;
}
