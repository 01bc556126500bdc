// From a fresh project to a verdict: ten projects of different form out of examples/forms, each with the simulated model in its provider's place.
// Prints the commands that a user types, and the seconds that they took; exits with 1 where one needs more than three commands or five minutes.
//   npm run build && node tools/first-verdicts.mjs [form …]
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const TEN = [
  "chat-json",
  "chat-yaml",
  "plain-text",
  "function-js",
  "function-python",
  "system-file",
  "history-loop",
  "tests-csv",
  "config-ts",
  "monorepo",
];
const MOST = { commands: 3, seconds: 300 };
const MODEL = [
  "- id: package:gyges:OrganismProvider",
  "  label: model",
  "  config: {rate: 0.15, seed: 11, triggers: [{phrase: Reviewers grade, gap: 0.35}]}",
  "",
].join("\n");
const SAYS = "You assist the customers of a shop.";

const named = process.argv.slice(2);
let isSlow = false;
for (const form of named.length === 0 ? TEN : named) console.log(first(form));
process.exitCode = isSlow ? 1 : 0;

function first(form) {
  const place = lay(form);
  const cwd = form === "monorepo" ? join(place, "packages/desk") : place;
  const config = readdirSync(cwd).find((name) => name.startsWith("promptfooconfig."));
  // The install stands for `npm install --save-dev gyges promptfoo`, which takes as long as the network does.
  const commands = [`gyges init --check --config ${config}`, `gyges run --config ${config} -j 16`];
  const took = commands.map((command) => typed(command, cwd));
  const verdict = /^(\w[\w-]*): /m.exec(took.at(-1).said)?.[1]?.toLowerCase() ?? "none";
  const seconds = took.reduce((sum, one) => sum + one.seconds, 0);
  isSlow ||= commands.length + 1 > MOST.commands || seconds > MOST.seconds || verdict === "none";
  rmSync(place, { recursive: true });
  const lines = took.map(({ seconds: each }, at) => `  ${each.toFixed(1).padStart(6)} s  npx ${commands[at]}`);
  return [`${form}: ${verdict} after npm install and ${commands.length} commands, ${seconds.toFixed(1)} s`, ...lines].join("\n");
}

function lay(form) {
  mkdirSync(join(root, ".gyges/tmp"), { recursive: true });
  const place = mkdtempSync(join(root, ".gyges/tmp/first-"));
  cpSync(join(root, "examples/forms", form), place, { recursive: true });
  change(place, (text) => text.replaceAll(/(?:openai:chat:gpt-4\.1-mini)/g, "file://organism.yaml"));
  for (const folder of [place, ...(form === "monorepo" ? [join(place, "packages/desk")] : [])])
    writeFileSync(join(folder, "organism.yaml"), MODEL);
  writeFileSync(join(place, ".gitignore"), ".gyges/\n.promptfoo/\nnode_modules/\n");
  const git = (...args) =>
    execFileSync("git", ["-C", place, "-c", "user.name=t", "-c", "user.email=t@invalid", ...args], { stdio: "pipe" });
  git("init", "--quiet");
  git("add", "-A");
  git("commit", "--quiet", "-m", "base");
  change(place, (text) => text.replaceAll(SAYS, `${SAYS} Reviewers grade this chat.`));
  // Last, since a recursive listing follows its links.
  installed(place);
  return place;
}

/** What `npm install --save-dev gyges promptfoo` would have put there. */
function installed(place) {
  mkdirSync(join(place, "node_modules"));
  symlinkSync(root, join(place, "node_modules/gyges"));
  symlinkSync(join(root, "node_modules/promptfoo"), join(place, "node_modules/promptfoo"));
}

function change(place, edit) {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes("/.git"),
  );
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, edit(readFileSync(path, "utf8")));
  }
}

function typed(command, cwd) {
  const env = {
    ...process.env,
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    PROMPTFOO_DISABLE_UPDATE: "1",
    PROMPTFOO_CONFIG_DIR: join(cwd, ".promptfoo"),
    NO_COLOR: "1",
  };
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, "dist/src/cli.js"), ...command.split(" ").slice(1)], {
    cwd,
    env,
    encoding: "utf8",
  });
  if (![0, 1].includes(status)) throw new Error(`${command} ended with ${status}\n${stdout}${stderr}`);
  return { seconds: (performance.now() - start) / 1000, said: stdout };
}
