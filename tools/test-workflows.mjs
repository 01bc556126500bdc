/**
 * actionlint and zizmor over every workflow: ours, those of the examples, and those that a page shows; and over every action. A workflow that calls
 * gyges by `OWNER/gyges@COMMIT` is read with this checkout in its place, so that a mistyped input of ours is an error.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { hasGo, repository } from "./action-test/install.mjs";
import actionBundle from "./rolldown.action.mjs";

const ACTIONLINT = "v1.7.12";
const ZIZMOR = "1.32.0";
const cache = join(repository, "node_modules/.cache");
const windows = process.platform === "win32";

let passed = 0;
let failed = 0;

function check(sentence, holds, seen = "") {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds ? "" : `\n${seen}`}`);
}

/** Workflows by where they come from. */
function workflows() {
  const files = globSync(["{.github/workflows,examples}/**/*.{yml,yaml}"], { cwd: repository, exclude: ["**/node_modules/**"] });
  const pages = globSync(["*.md", "docs/*.md", "examples/**/*.md"], { cwd: repository, exclude: ["**/node_modules/**"] });
  const shown = pages.flatMap((page) =>
    [...read(page).matchAll(/^```ya?ml\n([^]*?)^```$/gm)].map((block, index) => [`${page} ${index + 1}`, completed(block[1])]),
  );
  return [...files.map((file) => [file, read(file)]), ...shown]
    .filter(([, text]) => isWorkflow(text))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** A page may show a part of a workflow: its events, its jobs, or steps of a job. What is left out is put around it. */
function completed(text) {
  const value = parse(text);
  const events = "on: pull_request\npermissions: {contents: read}\n";
  const steps = "jobs:\n  part:\n    runs-on: ubuntu-latest\n";
  if (value === null || typeof value !== "object") return text;
  if ("steps" in value) return `${events}${steps}${text.replaceAll(/^(?=.)/gm, "    ")}`;
  if ("jobs" in value) return "on" in value ? text : events + text;
  return "on" in value ? `${text}permissions: {}\n${steps}    steps: [{run: "true"}]\n` : text;
}

function isWorkflow(text) {
  const value = parse(text);
  return value !== null && typeof value === "object" && "on" in value && "jobs" in value;
}

/** A repository with the workflows where GitHub looks for them and the actions that they call. @returns path by origin */
function stage(folder) {
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  execFileSync("git", ["init", "--quiet", folder]);
  for (const action of actions()) {
    mkdirSync(dirname(join(folder, action)), { recursive: true });
    copyFileSync(join(repository, action), join(folder, action));
    write(join(folder, `.github/workflows/calls-${action.replaceAll("/", "-")}`), caller(action));
  }
  // The bundle itself is compared by tools/check-action.mjs; here it is enough that an entry is one that is built.
  for (const entry of Object.keys(actionBundle.input)) write(join(folder, "dist/action", `${entry}.js`), "");
  return new Map(
    workflows().map(([origin, text]) => {
      const name = origin.replace(".github/workflows/", "").replaceAll(/[^\w.-]+/g, "-");
      const path = `.github/workflows/${name}${/\.ya?ml$/.test(name) ? "" : ".yml"}`;
      write(
        join(folder, path),
        text.replaceAll(OURS, (_, below) => `./${below.replace("/", "")}`),
      );
      // By commit, as a user has it: zizmor takes a path for code of the repository under test.
      write(
        join(folder, "pinned", path),
        text.replaceAll(OURS, (_, below) => `gyges/gyges${below}@${"0".repeat(40)}`),
      );
      return [origin, path];
    }),
  );
}

const OURS = /OWNER\/gyges([\w./-]*)@COMMIT/g;

function actions() {
  return globSync(["action.yml", "*/action.yml"], { cwd: repository, exclude: ["node_modules/**"] }).toSorted();
}

/** actionlint reads an action where a workflow of the same repository calls it. */
function caller(action) {
  const required = Object.entries(parse(read(action)).inputs ?? {}).filter(([, input]) => input.required === true);
  const given = required.map(([name]) => `          ${name}: x\n`).join("");
  const step = `      - uses: ./${dirname(action) === "." ? "" : dirname(action)}\n${given === "" ? "" : `        with:\n${given}`}`;
  return `on: pull_request\npermissions: {}\njobs:\n  call:\n    runs-on: ubuntu-latest\n    steps:\n${step}`;
}

function actionlint() {
  const binary = join(cache, `actionlint-${ACTIONLINT}`, windows ? "actionlint.exe" : "actionlint");
  if (existsSync(binary)) return binary;
  const env = { ...process.env, GOBIN: dirname(binary), GOFLAGS: "" };
  execFileSync("go", ["install", `github.com/rhysd/actionlint/cmd/actionlint@${ACTIONLINT}`], {
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
  return binary;
}

function zizmor() {
  const folder = join(cache, `zizmor-${ZIZMOR}`);
  const bin = join(folder, windows ? "Scripts" : "bin");
  const binary = join(bin, windows ? "zizmor.exe" : "zizmor");
  if (existsSync(binary)) return binary;
  execFileSync(python(), ["-m", "venv", folder]);
  execFileSync(join(bin, "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `zizmor==${ZIZMOR}`], {
    stdio: "inherit",
  });
  return binary;
}

function python() {
  return ["python3", "python"].find((name) => spawnSync(name, ["-c", "import venv, ensurepip"]).status === 0);
}

function linted(binary, args, cwd) {
  const { status, stdout, stderr } = spawnSync(binary, args, { cwd, encoding: "utf8" });
  return [status === 0, stdout + stderr];
}

function lintAll(folder) {
  const [lint, audit] = [actionlint(), zizmor()];
  const alone = ["-shellcheck=", "-pyflakes=", "-no-color"];
  const quiet = ["--offline", "--no-progress", "--quiet", "--color=never"];
  const staged = stage(folder);
  for (const [origin, path] of staged) {
    check(`actionlint: ${origin}`, ...linted(lint, [...alone, path], folder));
    // Of our own we ask what a pedant asks; an example is to be short.
    const persona = origin.startsWith(".github/") ? "pedantic" : "regular";
    check(`zizmor: ${origin}`, ...linted(audit, [...quiet, `--persona=${persona}`, path], join(folder, "pinned")));
  }
  for (const action of actions()) {
    check(`actionlint: ${action}`, ...linted(lint, [...alone, `.github/workflows/calls-${action.replaceAll("/", "-")}`], folder));
    check(`zizmor: ${action}`, ...linted(audit, [...quiet, "--persona=pedantic", action], folder));
  }
  if (existsSync(join(repository, ".github/dependabot.yml")))
    check(
      "zizmor: .github/dependabot.yml",
      ...linted(audit, [...quiet, "--persona=pedantic", join(repository, ".github/dependabot.yml")], folder),
    );
  checkTeeth(lint, audit, folder, [alone, quiet]);
}

/** What is clean because nothing was read would be clean for ever. */
function checkTeeth(lint, audit, folder, [alone, quiet]) {
  const bad = ".github/workflows/bad.yml";
  write(join(folder, bad), `${caller("action.yml")}        with: {max-drows: "3"}\n      - uses: actions/checkout@v7\n`);
  const [isClean, said] = linted(lint, [...alone, bad], folder);
  check("a mistyped input of gyges is an error", !isClean && said.includes("max-drows"), said);
  const [isSafe, found] = linted(audit, [...quiet, bad], folder);
  check("an action that is not pinned to a commit is an error", !isSafe && found.includes("unpinned-uses"), found);
}

function read(path) {
  return readFileSync(join(repository, path), "utf8");
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const missing = [
  ...(hasGo() ? [] : ["Go, to build actionlint"]),
  ...(python() === undefined ? ["Python 3 with venv, to install zizmor"] : []),
];
if (missing.length > 0 && process.env.CI !== "true") {
  console.log(`the workflows are not read: there is no ${missing.join(", and no ")} here`);
} else {
  const folder = mkdtempSync(join(tmpdir(), "gyges-workflows-"));
  try {
    lintAll(folder);
  } catch (cause) {
    check("the script ran to its end", false, cause instanceof Error ? cause.stack : String(cause));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
