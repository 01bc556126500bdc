import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { GygesError } from "../schema/error.ts";
import { SETUP_NODE } from "./pins.ts";

/**
 * The Node that runs promptfoo: the one on PATH, with which the workflow installed it. The Action's own Node is private
 * to the runner, and native modules may not fit it.
 *
 * @returns absolute path of the binary, behind any shim
 * @throws GygesError `action/node` where there is none, or it is older than promptfoo needs (22.22)
 */
export async function nodeOnPath(env: NodeJS.ProcessEnv, cwd: string): Promise<string> {
  const script = "console.log(JSON.stringify([process.execPath, process.versions.node]))";
  const told = await promisify(execFile)("node", ["-e", script], { env, cwd, timeout: 30_000 }).then(
    ({ stdout }) => JSON.parse(stdout) as unknown,
    () => null,
  );
  if (!Array.isArray(told)) throw noNode("there is no node on PATH");
  const [path, version] = told.map(String);
  if (path === undefined || version === undefined || !isRecent(version))
    throw noNode(`node on PATH is ${version ?? "of no known version"}`);
  return path;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 22);
}

function noNode(seen: string): GygesError {
  return new GygesError(
    "usage",
    "action/node",
    `${seen}, and promptfoo needs 22.22 or newer.\n  Put this before the step that installs promptfoo:\n    - uses: ${SETUP_NODE}\n      with: {node-version: 22}`,
  );
}
