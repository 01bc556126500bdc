import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { bringPromptfoo, sayWhoseVersion } from "../../../src/action/bring-promptfoo.ts";
import { installPromptfoo } from "../../../src/action/slim/install-promptfoo.ts";
import { npmEnvironment } from "../../../src/action/slim/npm.ts";
import { findPromptfoo } from "../../../src/run/child/find-promptfoo.ts";

/** An npm of the test's own stands on PATH. The real one, against the registry: tools/test-slim.mjs. */
const fakeNpm = `#!${process.execPath}
const fs = require("node:fs");
const at = (name) => "node_modules/" + name;
fs.appendFileSync(process.env.HOME + "/calls.jsonl", JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), env: process.env }) + "\\n");
console.log("npm says something");
if (fs.existsSync(process.env.HOME + "/refuse")) { console.error(fs.readFileSync(process.env.HOME + "/refuse", "utf8")); process.exit(1); }
for (const spec of process.argv.slice(2).filter((word) => !word.startsWith("-") && word !== "install")) {
  const [, name, version] = /^(@?[^@]+)@(.+)$/.exec(spec);
  fs.mkdirSync(at(name), { recursive: true });
  fs.writeFileSync(at(name) + "/package.json", JSON.stringify({ name, version, bin: { [name]: "main.js" } }));
  if (name !== "promptfoo") continue;
  fs.mkdirSync(at("libsql"), { recursive: true });
  const natives = Object.fromEntries(["linux-x64-gnu", "linux-x64-musl", "linux-arm64-gnu", "darwin-arm64", "darwin-x64"].map((one) => ["@libsql/" + one, "0.5.29"]));
  fs.writeFileSync(at("libsql/package.json"), JSON.stringify({ name: "libsql", version: "0.5.29", optionalDependencies: natives }));
}
`;

let home: string;
let env: NodeJS.ProcessEnv;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "gyges-slim-"));
  for (const name of ["bin", "temp"]) mkdirSync(join(home, name));
  writeFileSync(join(home, "bin/npm"), fakeNpm);
  chmodSync(join(home, "bin/npm"), 0o755);
  env = {
    PATH: [join(home, "bin"), process.env["PATH"]].join(delimiter),
    HOME: home,
    OPENAI_API_KEY: "sk-secret",
    GITHUB_TOKEN: "ghs-secret",
  };
});
afterEach(() => rmSync(home, { recursive: true }));

const Call = z.strictObject({ args: z.array(z.string()), cwd: z.string(), env: z.record(z.string(), z.string()) });

function calls(): z.infer<typeof Call>[] {
  if (!existsSync(join(home, "calls.jsonl"))) return [];
  const lines = readFileSync(join(home, "calls.jsonl"), "utf8").trim().split("\n");
  return lines.map((line) => Call.parse(JSON.parse(line)));
}

const said: string[] = [];
const install = (version = "0.123.1", cancelled?: AbortSignal): Promise<string> =>
  installPromptfoo(version, { temporary: join(home, "temp"), env, cancelled, say: (line) => said.push(line) });
const temporary = (): string[] => readdirSync(join(home, "temp")).toSorted();
const name = `gyges-promptfoo-0.123.1-${process.platform}-${process.arch}`;

test("promptfoo comes without optional packages and without scripts, and then the native half that it cannot start without", async () => {
  const folder = await install();
  expect(folder).toBe(join(home, "temp", name));
  expect(calls()[0]!.args).toEqual([
    "install",
    "--omit=optional",
    "--ignore-scripts",
    "--save-exact",
    "--no-audit",
    "--no-fund",
    "promptfoo@0.123.1",
  ]);
  expect(calls()[1]!.args.slice(0, 3)).toEqual(["install", "--omit=optional", "--ignore-scripts"]);
  expect(calls()[1]!.args.at(-1)).toMatch(new RegExp(`^@libsql/${process.platform}-${process.arch}(-gnu|-musl)?@0\\.5\\.29$`));
  expect(calls()).toHaveLength(2);
  expect((await findPromptfoo(join(home, "nowhere"), { bring: () => Promise.resolve(folder) })).script).toBe(
    join(folder, "node_modules/promptfoo/main.js"),
  );
});

test("it is made beside its place, so that what stands there is whole; npm's words are in a file", async () => {
  await install();
  expect(calls().every(({ cwd }) => cwd.includes(`${name}.`))).toBe(true);
  expect(temporary()).toEqual([name, `${name}.log`]);
  expect(readFileSync(join(home, "temp", `${name}.log`), "utf8")).toContain("npm says something");
});

test("a second job of the machine finds it, and two at once leave one", async () => {
  await Promise.all([install(), install()]);
  expect(temporary()).toEqual([name, `${name}.log`]);
  const before = calls().length;
  await install();
  expect(calls()).toHaveLength(before);
});

test("a folder of that name that holds something else is in the way, and stays", async () => {
  mkdirSync(join(home, "temp", name));
  writeFileSync(join(home, "temp", name, "mine"), "");
  await expect(install()).rejects.toMatchObject({ kind: "usage", message: expect.stringMatching(/is in the way.*\n {2}Delete it/) });
  expect(temporary()).toEqual([name, `${name}.log`]);
});

test.each([
  [
    "npm error code E404\nnpm error 404 secret-registry.example",
    /npm ended with E404\.\n {2}Name a version that the registry has: npm view promptfoo versions/,
  ],
  ["npm ERR! code ETARGET", /npm ended with ETARGET\.\n {2}Name a version/],
  [
    "npm error code ENOTFOUND\nnpm error secret-registry.example",
    /npm ended with ENOTFOUND\.\n {2}Or install promptfoo by your lockfile.*\n {4}- run: npm ci/,
  ],
  ["killed", /npm ended with 1\./],
])("npm that fails with %j leaves nothing but its words, which are not repeated", async (words, message) => {
  writeFileSync(join(home, "refuse"), words);
  const failed = install();
  await expect(failed).rejects.toMatchObject({ kind: "usage", code: "action/npm", message: expect.stringMatching(message) });
  await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining("secret-registry") });
  expect(temporary()).toEqual([`${name}.log`]);
});

test("no npm on PATH is said so", async () => {
  env = { ...env, PATH: join(home, "temp") };
  await expect(install()).rejects.toMatchObject({ message: expect.stringMatching(/there is no npm on PATH/) });
});

test("a job that is cancelled takes npm along, and leaves no half of a promptfoo", async () => {
  await expect(install("0.123.1", AbortSignal.abort())).rejects.toThrow(/could not be installed/);
  expect(temporary()).toEqual([`${name}.log`]);
});

describe("npm's environment", () => {
  test("has the settings of the registry and no key of a provider, no token of the job", async () => {
    env = {
      ...env,
      npm_config_registry: "https://npm.acme.example/",
      NPM_CONFIG_USERCONFIG: "/tmp/npmrc",
      NODE_AUTH_TOKEN: "t",
      HTTPS_PROXY: "http://proxy",
    };
    env = { ...env, PROMPTFOO_API_KEY: "k", INPUT_CONFIG: "c", ACTIONS_RUNTIME_TOKEN: "t" };
    await install();
    const seen = Object.keys(calls()[0]!.env);
    expect(seen).toEqual(
      expect.arrayContaining(["PATH", "HOME", "npm_config_registry", "NPM_CONFIG_USERCONFIG", "NODE_AUTH_TOKEN", "HTTPS_PROXY"]),
    );
    expect(seen.filter((name) => /OPENAI|PROMPTFOO|GITHUB|INPUT|ACTIONS/.test(name))).toEqual([]);
  });

  test("is named variable by variable: what is new is not in it", () => {
    expect(npmEnvironment({ PATH: "/bin", ANYTHING: "x", AWS_SECRET_ACCESS_KEY: "x" })).toEqual({ PATH: "/bin" });
  });
});

describe("whose promptfoo runs", () => {
  const bringing = (version: string | undefined): Parameters<typeof bringPromptfoo>[0] => ({
    version,
    where: ".",
    folder: home,
    env: { ...env, RUNNER_TEMP: join(home, "temp") },
    cancelled: new AbortController().signal,
    say: (line) => said.push(line),
  });
  const own = (version: string): void => {
    mkdirSync(join(home, "node_modules/promptfoo"), { recursive: true });
    writeFileSync(join(home, "node_modules/promptfoo/package.json"), JSON.stringify({ version, bin: { promptfoo: "own.js" } }));
  };

  test("without one and without a version the message has the lines of a workflow for either", async () => {
    await expect(findPromptfoo(home, { bring: () => bringPromptfoo(bringing(undefined)) })).rejects.toMatchObject({
      message: expect.stringMatching(
        /no promptfoo is installed.*\n.*\n {4}- run: npm ci\n.*\n {4}with:\n {6}promptfoo-version: 0\.123\.1$/,
      ),
    });
  });

  test("the project's own goes before the version that the workflow names, and that is said", async () => {
    own("0.122.0");
    said.length = 0;
    await sayWhoseVersion(bringing("0.123.1"));
    expect(said).toEqual(["the project's own promptfoo 0.122.0 runs; promptfoo-version 0.123.1 is for projects without one"]);
    const found = await findPromptfoo(home, { bring: () => bringPromptfoo(bringing("0.123.1")) });
    expect(found).toEqual({ script: join(home, "node_modules/promptfoo/own.js"), version: "0.122.0" });
    expect(calls()).toEqual([]);
  });

  test("nothing is said where both are one version, or the workflow names none", async () => {
    own("0.123.1");
    said.length = 0;
    await sayWhoseVersion(bringing("0.123.1"));
    await sayWhoseVersion(bringing(undefined));
    expect(said).toEqual([]);
  });
});
