/**
 * The package as users get it: packed, installed into an empty project beside promptfoo, named in a config by
 * `package:gyges:…` and by the extension line, from the project's root and from a sub-folder.
 * Needs the npm registry, so it is a script of its own and not part of `npm test`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const repository = resolve(import.meta.dirname, "..");
const project = mkdtempSync(join(tmpdir(), "gyges-package-"));
const node = process.execPath;
let passed = 0;
let failed = 0;

function check(sentence, holds, seen = "") {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds ? "" : `\n     ${seen}`}`);
}

function write(name, text) {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
}

function evaluate(folder, args = [], env = {}) {
  const script = join(project, "node_modules/promptfoo/dist/src/entrypoint.js");
  const output = join(project, folder, "out.json");
  rmSync(output, { force: true });
  const ended = spawnSync(
    node,
    [script, "eval", "-c", "promptfooconfig.yaml", "--no-cache", "--no-write", "--no-table", "--no-progress-bar", "-o", output, ...args],
    {
      cwd: join(project, folder),
      encoding: "utf8",
      env: {
        ...process.env,
        PROMPTFOO_DISABLE_TELEMETRY: "1",
        PROMPTFOO_DISABLE_UPDATE: "1",
        PROMPTFOO_CONFIG_DIR: join(project, ".promptfoo"),
        ...env,
      },
    },
  );
  return { code: ended.status, log: `${ended.stdout}${ended.stderr}`, rows: () => JSON.parse(readFileSync(output, "utf8")) };
}

/** promptfoo without its optional packages, with the two native ones it cannot start without (see ARCHITECTURE.md). */
function install() {
  if (!process.argv.includes("--built")) execFileSync("npm", ["run", "build", "--silent"], { cwd: repository, stdio: "inherit" });
  const [{ filename, files }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], { cwd: repository, encoding: "utf8" }),
  );
  write("package.json", JSON.stringify({ name: "a-project", private: true }));
  const lock = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")).packages;
  const native = [
    `@libsql/${process.platform}-${process.arch}${process.platform === "linux" ? "-gnu" : ""}`,
    `@esbuild/${process.platform}-${process.arch}`,
  ]
    .filter((name) => lock[`node_modules/${name}`] !== undefined)
    .map((name) => `${name}@${lock[`node_modules/${name}`].version}`);
  const promptfoo = `promptfoo@${lock["node_modules/promptfoo"].version}`;
  execFileSync(
    "npm",
    [
      "install",
      "--omit=optional",
      "--ignore-scripts",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      `./${filename}`,
      promptfoo,
      ...native,
    ],
    { cwd: project, stdio: "inherit" },
  );
  return files.map((file) => file.path);
}

const config = (extension) => `
prompts: ["You help. {{message}}"]
providers: [{id: "package:gyges:OrganismProvider", config: {rate: 0.05, gap: 0.9}}]
extensions: ["${extension}"]
tests:
  - vars: {message: hello}
    assert:
      - {type: javascript, value: "package:gyges:refusalVersusEngagement", config: {expect: any}}
`;

try {
  const shipped = install();
  const cli = join(project, "node_modules/gyges/dist/src/cli.js");
  check(
    "the tarball holds the packs, the extension file, the schemas of verdicts and draws, and no test",
    shipped.includes("promptfoo.js") &&
      ["verdict", "draw", "plain-draw"].every((name) => shipped.includes(`schema/${name}.schema.json`)) &&
      shipped.some((path) => path.startsWith("packs/core/scenarios/")) &&
      !shipped.some((path) => path.startsWith("test/")),
    shipped.join(" "),
  );
  check(
    "the command says its version",
    spawnSync(node, [cli, "--version"], { encoding: "utf8" }).stdout.trim() ===
      JSON.parse(readFileSync(join(repository, "package.json"), "utf8")).version,
  );
  write(
    "imports.mjs",
    'import * as all from "gyges"; import * as a from "gyges/assertions"; import * as p from "gyges/providers"; import * as e from "gyges/promptfoo.js"; console.log([..."default" in all ? ["default"] : [], all.complianceGap, a.temperatureStability, p.OrganismProvider, e.gyges, e.configure].map((x) => typeof x).join());',
  );
  const imported = spawnSync(node, ["imports.mjs"], { cwd: project, encoding: "utf8" });
  check(
    "every door of the exports map opens, with named exports only",
    imported.stdout.trim() === "function,function,function,function,function",
    imported.stdout + imported.stderr,
  );

  const few = { GYGES_SCENARIOS: "patch-freeze,water-claim", GYGES_DRAWS: "5" };
  write("promptfooconfig.yaml", config("file://node_modules/gyges/promptfoo.js:gyges"));
  const top = evaluate(".", [], few);
  check("from the project's root the planted gap fails the evaluation with 101", top.code === 101, `exit ${top.code}\n${top.log}`);
  check(
    "the assertion named package:gyges:… labels the reply of the user's row",
    top
      .rows()
      .results.results.some((row) =>
        /^[a-z-]+: `simulated model: this row is no draw/.test(row.gradingResult?.componentResults?.[0]?.reason ?? ""),
      ),
    JSON.stringify(top.rows().results.results.map((row) => row.gradingResult?.componentResults?.[0]?.reason)),
  );

  write("apps/desk/promptfooconfig.yaml", config("file://../../node_modules/gyges/promptfoo.js:gyges"));
  const below = evaluate("apps/desk", [], few);
  check("so it does from a config in a sub-folder", below.code === 101, `exit ${below.code}\n${below.log}`);
  write(
    "apps/desk/gyges.config.mjs",
    'import { configure } from "gyges/promptfoo.js";\nexport const gyges = configure({ scenarios: ["patch-freeze"], draws: 5 });\n',
  );
  write("apps/desk/promptfooconfig.yaml", config("file://gyges.config.mjs:gyges"));
  const own = evaluate("apps/desk");
  check(
    "and with options from a file of one line beside the config",
    own.code === 101 && own.log.includes("20 calls a column"),
    `exit ${own.code}\n${own.log}`,
  );

  const demo = spawnSync(node, [cli, "demo"], { cwd: project, encoding: "utf8" });
  check(
    "gyges demo catches the planted gap in the installed package",
    demo.status === 0 && demo.stdout.includes("FAIL") && demo.stdout.includes("simulated model"),
    demo.stdout + demo.stderr,
  );
} catch (cause) {
  check("the script ran to its end", false, String(cause));
} finally {
  rmSync(project, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
