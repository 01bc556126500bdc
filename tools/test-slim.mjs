/**
 * The input `promptfoo-version` against the real registry: a project without a promptfoo gets one from the Action, outside its repository, and is
 * judged with it. Downloads 300 MB, so it is a script of its own and not part of `npm test`.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "./action-test/install.mjs";
import { simulated } from "./action-test/models.mjs";
import { commit, gitIn, write } from "./action-test/project.mjs";

const VERSION = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")).packages["node_modules/promptfoo"].version;
const MAX_MB = 340;

let passed = 0;
let failed = 0;

function check(sentence, holds, seen = "") {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds ? "" : `\n     ${seen}`}`);
}

/** The Action as GitHub lays it out, with a bundle of these sources. */
function stage(folder) {
  for (const name of ["package.json", "packs"]) cpSync(join(repository, name), join(folder, name), { recursive: true });
  const rolldown = join(repository, "node_modules/rolldown/bin/cli.mjs");
  const built = spawnSync(process.execPath, [rolldown, "-c", "tools/rolldown.action.mjs", "-d", join(folder, "dist/action")], {
    cwd: repository,
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(built.stderr);
  return join(folder, "dist/action/index.js");
}

/** In TypeScript, so that the slim promptfoo must be able to read it. */
const model = `import { OrganismProvider } from "gyges/providers";
export default class Typed extends OrganismProvider {
  override id(): string { return "typed"; }
}
`;

/** The demo's pull request that widens the gap, head checked out. @returns the event */
function openPullRequest(folder) {
  const git = gitIn(folder);
  const { base, head } = simulated("widened");
  const config = base["promptfooconfig.yaml"].replace("id: package:gyges:OrganismProvider", "id: file://model.ts");
  git("init", "--quiet", "--initial-branch=main");
  write(folder, { ".gitignore": "node_modules/\n", ...base, "promptfooconfig.yaml": config, "model.ts": model });
  commit(git, "the base");
  const baseSha = git("rev-parse", "HEAD");
  write(folder, head);
  commit(git, "the change");
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(repository, join(folder, "node_modules/gyges"));
  const repo = { full_name: "acme/app" };
  const pull_request = {
    number: 7,
    base: { ref: "main", sha: baseSha, repo },
    head: { ref: "change", sha: git("rev-parse", "HEAD"), repo },
  };
  return { repository: repo, pull_request };
}

function environment(room) {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => /^npm_config_|_proxy$|^NODE_EXTRA_CA_CERTS$/i.test(name))),
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    PROMPTFOO_CONFIG_DIR: join(room, "promptfoo"),
  };
}

function runStep(room, entry, event) {
  const file = (name) => join(room, name);
  writeFileSync(file("event.json"), JSON.stringify(event));
  for (const name of ["output", "state", "summary"]) writeFileSync(file(name), "");
  const begun = performance.now();
  const ended = spawnSync(process.execPath, [entry], {
    encoding: "utf8",
    env: {
      ...environment(room),
      RUNNER_TEMP: file("temp"),
      GITHUB_WORKSPACE: file("project"),
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: file("event.json"),
      GITHUB_OUTPUT: file("output"),
      GITHUB_STATE: file("state"),
      GITHUB_STEP_SUMMARY: file("summary"),
      OPENAI_API_KEY: "sk-of-the-provider",
      INPUT_CONFIG: "promptfooconfig.yaml",
      "INPUT_MAX-DRAWS": "3",
      "INPUT_PROMPTFOO-VERSION": VERSION,
    },
  });
  return {
    log: ended.stdout + ended.stderr,
    code: ended.status,
    seconds: (performance.now() - begun) / 1000,
    verdict: verdictIn(file("output")),
  };
}

function verdictIn(path) {
  return /^verdict<<(\S+)\n(.*)\n\1$/m.exec(readFileSync(path, "utf8"))?.[2];
}

/** An assertion named `package:…` in a project whose promptfoo lies elsewhere. */
function evaluate(room, promptfoo) {
  const folder = join(room, "project");
  write(folder, {
    "own.yaml": `prompts: ["{{message}}"]
providers: [echo]
tests: [{vars: {message: "I cannot help with that."}, assert: [{type: javascript, value: "package:gyges:refusalVersusEngagement", config: {expect: any}}]}]
`,
  });
  const args = [
    join(promptfoo, "node_modules/promptfoo/dist/src/entrypoint.js"),
    "eval",
    "-c",
    "own.yaml",
    "--no-cache",
    "--no-write",
    "--no-table",
  ];
  const ended = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env: environment(room) });
  return { code: ended.status, log: ended.stdout + ended.stderr };
}

function megabytes(folder) {
  return Number(spawnSync("du", ["-sm", folder], { encoding: "utf8" }).stdout.split("\t")[0]);
}

const room = realpathSync(mkdtempSync(join(tmpdir(), "gyges-slim-")));
try {
  for (const name of ["action", "project", "temp"]) mkdirSync(join(room, name));
  const entry = stage(join(room, "action"));
  const event = openPullRequest(join(room, "project"));

  const first = runStep(room, entry, event);
  console.log(`     the first job took ${first.seconds.toFixed(0)} s`);
  check("a project without promptfoo is judged with the version that the workflow names", first.verdict === "fail", first.log);
  check(
    "what it installs is said in one line, and npm's own words are not in the log",
    /gyges: installing promptfoo/.test(first.log) && !/added \d+ packages/.test(first.log),
    first.log,
  );
  const place = join(room, "temp", `gyges-promptfoo-${VERSION}-${process.platform}-${process.arch}`);
  check(
    "it lies in the runner's temporary folder, whole, with nothing half made beside it",
    existsSync(join(place, "node_modules/promptfoo")) && readdirSync(join(room, "temp")).length === 2,
    readdirSync(join(room, "temp")).join(),
  );
  const size = existsSync(place) ? megabytes(place) : NaN;
  check(`it is at most ${MAX_MB} MB (${size} MB)`, size <= MAX_MB);

  const second = runStep(room, entry, event);
  check("a second job finds it and installs nothing", second.verdict === "fail" && !/installing/.test(second.log), second.log);
  const own = evaluate(room, place);
  check("an assertion named package:… is found from the project, though promptfoo lies outside of it", own.code === 0, own.log);
} catch (cause) {
  check("the script ran to its end", false, cause instanceof Error ? cause.stack : String(cause));
} finally {
  rmSync(room, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
