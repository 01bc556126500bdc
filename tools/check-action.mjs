/** The bundle in dist/action is what the sources build to, byte for byte; it is small, quick to start and stands alone. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ABSENT } from "./rolldown.action.mjs";

const root = resolve(import.meta.dirname, "..");
const built = join(root, "dist/action");
const MAX_BYTES = 1_500_000;
/** What GitHub starts for a run, and the extension that promptfoo loads. Sub-actions are bundles of their own. */
const ENTRIES = ["index.js", "promptfoo.js"];
/** Times what a Node without a program takes in the same moment; 3.8 was measured on a busy machine. */
const MAX_STARTS = 20;

/** @param check `(sentence, holds, seen)` */
export function checkBundle(check) {
  const scripts = readdirSync(built).filter((name) => name.endsWith(".js"));
  check("the committed bundle is what the sources build to", ...rebuilt());
  const loaded = [...ENTRIES.reduce(withImports, new Set())];
  const bytes = loaded.reduce((sum, name) => sum + statSync(join(built, name)).size, 0);
  check(`what every job loads is at most ${MAX_BYTES / 1e6} MB (${(bytes / 1e6).toFixed(2)} MB)`, bytes <= MAX_BYTES);
  const foreign = scripts.flatMap((name) => imports(name).filter((one) => !isBuiltin(one) && !scripts.includes(one.replace("./", ""))));
  check(
    "it imports Node's own modules and itself, and nothing else: no promptfoo, no provider's SDK",
    foreign.length === 0,
    foreign.join(),
  );
  const unnamed = unlicensed();
  check("every package that its sources import is in licenses.txt, with its licence", unnamed.length === 0, unnamed.join(", "));
  const { starts, said } = firstLine();
  check(
    `its first line comes within the time of ${MAX_STARTS} starts of Node (${starts.toFixed(1)})`,
    starts <= MAX_STARTS && said.includes("pull_request"),
    said,
  );
}

/** @returns `seen` with a script and all that it imports by itself; what is imported on demand (sealed packs) is no part of it */
function withImports(seen, name) {
  if (seen.has(name)) return seen;
  seen.add(name);
  return imports(name)
    .map((one) => one.replace("./", ""))
    .filter((one) => one.endsWith(".js"))
    .reduce(withImports, seen);
}

/** @returns whether a build from the sources gives the same files, and the names of those that differ */
function rebuilt() {
  const folder = mkdtempSync(join(tmpdir(), "gyges-bundle-"));
  try {
    const ended = spawnSync(
      process.execPath,
      [join(root, "node_modules/rolldown/bin/cli.mjs"), "-c", "tools/rolldown.action.mjs", "-d", folder],
      { cwd: root, encoding: "utf8" },
    );
    if (ended.status !== 0) return [false, ended.stdout + ended.stderr];
    const names = [...new Set([...readdirSync(folder), ...readdirSync(built)])];
    const other = names.filter((name) => read(folder, name) !== read(built, name));
    return [other.length === 0, `${other.join(", ")} differ${otherBundler()}: npm run build:action, and commit dist/action`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Another bundler names things otherwise, so only the locked one can tell. */
function otherBundler() {
  const wanted = JSON.parse(read(root, "package-lock.json")).packages["node_modules/rolldown"].version;
  const { version } = JSON.parse(read(join(root, "node_modules/rolldown"), "package.json"));
  return version === wanted ? "" : ` (rolldown ${version} is installed, the lockfile has ${wanted}: npm ci first)`;
}

function imports(name) {
  const text = readFileSync(join(built, name), "utf8");
  return [...text.matchAll(/^(?:import|export)\b[^"'\n]*?(?:from )?["']([^"']+)["'];?$/gm)].map((match) => match[1]);
}

/** Found without the bundler, which writes that list itself: the packages that the sources of the Action name. */
function unlicensed() {
  const listed = readFileSync(join(built, "licenses.txt"), "utf8");
  const packages = importedPackages(["src/action/main.ts", "src/promptfoo/extension.ts"]);
  if (packages.size === 0) return ["no package was found at all"];
  return [...packages].filter((name) => !(name in ABSENT) && !new RegExp(`^${name} \\d+\\.\\d+\\.\\d+`, "m").test(listed));
}

function importedPackages(entries) {
  const [seen, packages] = [new Set(), new Set()];
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, one] of readFileSync(join(root, file), "utf8").matchAll(/^(?:import|export)\b(?! type\b)[^"';()=]*? from "([^"]+)"/gm)) {
      if (one.startsWith(".")) visit(join(dirname(file), one));
      else if (!isBuiltin(one)) packages.add(one.split("/", one.startsWith("@") ? 2 : 1).join("/"));
    }
  };
  entries.forEach(visit);
  return packages;
}

/** From a bare process to the first thing that it says, with no job around it. */
function firstLine() {
  const folder = mkdtempSync(join(tmpdir(), "gyges-start-"));
  const timed = (args) => {
    const begun = performance.now();
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env: { PATH: process.env.PATH } });
    return { milliseconds: performance.now() - begun, said: stdout + stderr };
  };
  // The quickest of three in turns, since others may be at work on the machine.
  const rounds = [1, 2, 3].map(() => ({ own: timed([join(built, "index.js")]), bare: timed(["-e", "0"]) }));
  rmSync(folder, { recursive: true, force: true });
  const least = (of) => Math.min(...rounds.map((round) => of(round).milliseconds));
  return { starts: least(({ own }) => own) / least(({ bare }) => bare), said: rounds[0].own.said };
}

function read(folder, name) {
  try {
    return readFileSync(join(folder, name), "latin1");
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  checkBundle((sentence, holds, seen = "") => {
    console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds ? "" : `\n     ${seen}`}`);
    if (!holds) process.exitCode = 1;
  });
}
