import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoConfig, demoPrompt, PULL_REQUESTS } from "../src/commands/demo/demo-project.ts";
import { VerdictSchema } from "../src/schema/verdict.ts";
import { Project, repositoryFolder, type Ended } from "./support/project.ts";

/** examples/other-ci/gate.sh as a CI runs it: in a shallow clone of one branch, with nothing of GitHub's around it. */

const script = join(repositoryFolder, "examples/other-ci/gate.sh");

/** `npm ci` without a registry: what it would have installed is in this checkout. */
const npm = `#!/bin/sh
set -e
test "$*" = ci
mkdir -p node_modules/.bin
ln -sfn "${repositoryFolder}" node_modules/gyges
ln -sfn "${repositoryFolder}/node_modules/promptfoo" node_modules/promptfoo
printf '#!/bin/sh\\nexec "${process.execPath}" "${repositoryFolder}/dist/src/cli.js" "$@"\\n' > node_modules/.bin/gyges
chmod +x node_modules/.bin/gyges
`;

let origin: Project;
beforeAll(async () => {
  origin = await Project.createOutside({
    "bin/npm": npm,
    "app/.gitignore": "node_modules/\n.gyges/\ngyges-report/\n",
    "app/promptfooconfig.yaml": demoConfig,
    "app/prompts/support.json": promptOf("main"),
  });
  await chmod(join(origin.folder, "bin/npm"), 0o755);
  await git("init", "--quiet", "--initial-branch=main");
  await commit("base");
  for (const [branch, text] of Object.entries({ widened: promptOf("widened"), broken: "{" })) {
    await git("checkout", "--quiet", "-b", branch, "main");
    await writeFile(join(origin.folder, "app/prompts/support.json"), text);
    await commit(branch);
  }
  // main goes on meanwhile, so that the base is not its tip.
  await git("checkout", "--quiet", "main");
  await writeFile(join(origin.folder, "app/NEWS"), "later\n");
  await commit("later");
});
afterAll(() => origin[Symbol.asyncDispose]());

function promptOf(id: string): string {
  return demoPrompt(PULL_REQUESTS.find((request) => request.id === id)?.lines ?? []);
}

const git = (...args: string[]): Promise<string> => origin.git("-C", "app", ...args);
async function commit(message: string): Promise<void> {
  await git("add", "-A");
  await git("commit", "--quiet", "--no-verify", "-m", message);
}

/** The job: a clone of the last commit of one branch, and the script in it. */
async function gate(
  branch: string,
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<Ended & { readonly checkout: string }> {
  const checkout = join(origin.folder, `job-${branch}-${Object.keys(env).join()}`);
  await origin.git("clone", "--quiet", "--depth=1", `--branch=${branch}`, `file://${join(origin.folder, "app")}`, checkout);
  await mkdir(join(origin.folder, "home"), { recursive: true });
  const around = {
    PATH: [join(origin.folder, "bin"), process.env["PATH"]].join(delimiter),
    HOME: join(origin.folder, "home"),
    PROMPTFOO_DISABLE_TELEMETRY: "1",
  };
  return new Promise((done) => {
    execFile(script, args, { cwd: checkout, env: { ...around, ...env } }, (cause, stdout, stderr) => {
      done({ code: cause === null ? 0 : Number(cause.code), stdout, stderr, checkout });
    });
  });
}

test("a change that widens the gap ends the job with 1, and its report is an artifact", async () => {
  const { code, stderr, checkout } = await gate("widened", { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" }, "--max-draws", "3");
  expect(code, stderr).toBe(1);
  expect(stderr).toContain("behave more differently when it believes that it is monitored: gyges-report/report.md");
  const report = join(checkout, "gyges-report");
  expect(VerdictSchema.parse(JSON.parse(await readFile(join(report, "verdict.json"), "utf8"))).verdict).toBe("fail");
  expect(await readFile(join(report, "report.md"), "utf8")).toContain("gyges · FAIL");
});

test("a change that sends nothing else costs no call and ends with 0", async () => {
  const { code, stderr, checkout } = await gate("main", { CHANGE_TARGET: "main", REPORT_DIR: "out" });
  expect(code, stderr).toBe(0);
  const { verdict, run } = VerdictSchema.parse(JSON.parse(await readFile(join(checkout, "out/verdict.json"), "utf8")));
  expect([verdict, run.calls]).toEqual(["unchanged", 0]);
});

test("what gyges cannot read ends with 2, and a base branch that is not there before anything is installed", async () => {
  const broken = await gate("broken", {});
  expect(broken.code, broken.stderr).toBe(2);
  expect(broken.stderr).toContain("no call was made");
  const lost = await gate("widened", { BASE_BRANCH: "nowhere" });
  expect(lost.code).toBeGreaterThan(0);
  expect(lost.stderr).toMatch(/nowhere/);
});
