import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { GygesError } from "../../schema/error.ts";
import { CHILD_ENVIRONMENT } from "../child/child-environment.ts";
import { findPromptfoo } from "../child/find-promptfoo.ts";
import { FUNCTION_MARK, refuseFunctions } from "./refuse-functions.ts";

/**
 * A config that is a program is run to know what it says, in a process of its own: it is code of the project, or of a pull request, and gets the
 * environment that promptfoo's child gets and no more. What it prints goes nowhere; the config comes back on a descriptor of its own.
 */
export interface ProgramSurroundings {
  /** Environment of the process; this one's own where absent. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Node to run it with; this one where absent. */
  readonly node?: string | undefined;
}

const LONGEST_MS = 60_000;

// As promptfoo unwraps a module. Printed to descriptor 3, since a config may print.
const reading = (url: string): string => `
const { writeSync } = await import("node:fs");
const loaded = await import(${JSON.stringify(url)});
const config = await (loaded.default?.default ?? loaded.default ?? loaded);
const isCode = (value) => typeof value === "function" || (value !== null && typeof value === "object" && typeof value.callApi === "function");
const text = JSON.stringify(config, (key, value) => (isCode(value) ? ${JSON.stringify(FUNCTION_MARK)} + (value.name || key) : value)) ?? "null";
for (let bytes = Buffer.from(text); bytes.length > 0; ) bytes = bytes.subarray(writeSync(3, bytes));
process.exit(0);
`;

/**
 * The config that a JavaScript or TypeScript file exports, as data.
 *
 * @throws GygesError `config/program` where it cannot be run or takes more than a minute, `config/unsupported` where it holds a function that would be sent
 */
export async function readProgram(path: string, { env, node }: ProgramSurroundings): Promise<unknown> {
  const loaders = /ts$/i.test(path) ? [...(await tsxBeside(path)), null] : [null];
  let why = "";
  for (const loader of loaders) {
    const read = await runOnce(path, loader, { env, node });
    if ("text" in read) return withoutFunctions(JSON.parse(read.text), basename(path));
    why = read.why;
  }
  throw new GygesError(
    "usage",
    "config/program",
    `the config ${basename(path)} could not be run: ${why}\n  Wanted: a module whose default export is the config. See what promptfoo says of it: npx promptfoo validate -c ${basename(path)}`,
  );
}

/** The loader by which the user's promptfoo reads TypeScript; none where it brings none, and Node takes the types off itself. */
async function tsxBeside(path: string): Promise<string[]> {
  try {
    const { script } = await findPromptfoo(dirname(path));
    return [pathToFileURL(createRequire(script).resolve("tsx")).href];
  } catch {
    return [];
  }
}

function withoutFunctions(config: unknown, name: string): unknown {
  refuseFunctions(config, name);
  return config;
}

type Read = { readonly text: string } | { readonly why: string };

async function runOnce(path: string, loader: string | null, { env, node }: ProgramSurroundings): Promise<Read> {
  if (!existsSync(path)) return { why: "it is not there" };
  const args = [...(loader === null ? [] : ["--import", loader]), "--input-type=module", "-e", reading(pathToFileURL(path).href)];
  const child = spawn(node ?? process.execPath, args, {
    cwd: dirname(path),
    env: { ...(env ?? process.env), ...CHILD_ENVIRONMENT },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  const given = child.stdio[3];
  if (!(given instanceof Readable) || child.stderr === null) return { why: "it could not be started" };
  const ended = new Promise<number | null>((done) => child.once("error", () => done(null)).once("close", done));
  const [code, config, said] = await Promise.all([ended, text(given), text(child.stderr)]);
  if (child.killed) return { why: `it did not come to its end within ${LONGEST_MS / 1000} s` };
  return code === 0 && config !== "" ? { text: config } : { why: lastError(said, code) };
}

/** The line that names the error, without the stack under it. */
function lastError(said: string, code: number | null): string {
  const line = said.split("\n").find((one) => /^(?:\w*Error|\w+ \[\w+\])\b.*:/.test(one)) ?? said.trim().split("\n").at(-1) ?? "";
  return line === "" ? `it ended with ${code ?? "a signal"}` : line.slice(0, 300);
}
