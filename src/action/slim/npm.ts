import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { GygesError } from "../../schema/error.ts";
import { childEnvironment } from "../child-env.ts";

/** npm, for promptfoo alone: no script of a package runs, and no key of a provider is in its environment. */

export interface NpmOptions {
  /** With a package.json, so that npm looks no further up. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Takes all that npm says: it may hold addresses and names of users of a private registry. */
  readonly log: string;
  readonly cancelled?: AbortSignal | undefined;
}

/** Arguments of npm: no optional packages, no scripts, and each version as named. */
export function installArguments(packages: readonly string[]): string[] {
  return ["install", "--omit=optional", "--ignore-scripts", "--save-exact", "--no-audit", "--no-fund", ...packages];
}

/**
 * What a process needs to run, settings of npm (`npm_config_…`), and the two tokens that a `.npmrc` of actions/setup-node or of npm's own
 * documentation names. The user's and the machine's `.npmrc` are read; the repository's is not: a pull request does not choose the registry.
 */
export function npmEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = Object.keys(env).filter((name) => /^npm_config_/i.test(name));
  const passed = childEnvironment(env, [...settings, "NODE_AUTH_TOKEN", "NPM_TOKEN"]);
  return Object.fromEntries(Object.entries(passed).filter(([name]) => !name.startsWith("PROMPTFOO_")));
}

/** @throws GygesError `action/npm` that says what npm gave as its reason */
export async function npmInstall(packages: readonly string[], options: NpmOptions): Promise<void> {
  const log = await open(options.log, "a", 0o600);
  try {
    const ended = await ending(installArguments(packages), options, log.fd);
    if (ended === "0") return;
    throw failed(packages, ended, await reasonIn(options.log), options.log);
  } finally {
    await log.close();
  }
}

/** @returns the exit code, or the error that kept npm from starting */
async function ending(args: readonly string[], { folder, env, cancelled }: NpmOptions, output: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn("npm", args, {
      cwd: folder,
      env: npmEnvironment(env),
      stdio: ["ignore", output, output],
      timeout: LONGEST_MS,
      ...(cancelled === undefined ? {} : { signal: cancelled }),
      // npm is a batch file there. What stands in the arguments is ours, or was parsed to the letter.
      shell: process.platform === "win32",
    });
    child.once("error", (cause) => resolve("code" in cause ? String(cause.code) : cause.name));
    child.once("close", (code, signal) => resolve(String(code ?? signal)));
  });
}

const LONGEST_MS = 10 * 60_000;

/** npm's own code of what went wrong, such as E404; its sentences stay in the file. */
async function reasonIn(log: string): Promise<string | null> {
  const text = await readFile(log, "utf8").catch(() => "");
  return /^npm (?:error|ERR!) code (E[A-Z0-9_]{2,40})$/m.exec(text)?.[1] ?? null;
}

function failed(packages: readonly string[], ended: string, reason: string | null, log: string): GygesError {
  const why = ended === "ENOENT" ? "there is no npm on PATH" : `npm ended with ${reason ?? ended}`;
  const remedy =
    reason === "E404" || reason === "ETARGET"
      ? "Name a version that the registry has: npm view promptfoo versions"
      : "Or install promptfoo by your lockfile before the gyges step:\n    - run: npm ci";
  return new GygesError(
    "usage",
    "action/npm",
    `${packages.join(" ")} could not be installed: ${why}.\n  ${remedy}\n  What npm said: ${log}`,
  );
}
