import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Stand-ins for the actions that a matrix needs beside ours, since act's artifact server does not speak what the real ones do: artifacts are folders
 * of `$KEPT/artifacts`. What they do and refuse is what the workflow relies on: an artifact needs files, and its name is its folder's.
 */

const upload = `const { cpSync, existsSync, mkdirSync, rmSync } = require("node:fs");
const { join } = require("node:path");
const { INPUT_NAME: name, INPUT_PATH: path } = process.env;
if (!path || !existsSync(path)) throw new Error("no files were found with the provided path: " + path);
const folder = join(process.env.KEPT, "artifacts", name);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
cpSync(path, folder, { recursive: true });
`;

const download = `const { cpSync, existsSync, mkdirSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { INPUT_PATTERN: pattern, INPUT_PATH: path } = process.env;
const store = join(process.env.KEPT, "artifacts");
mkdirSync(path, { recursive: true });
const start = pattern.replace(/\\*$/, "");
for (const name of existsSync(store) ? readdirSync(store) : [])
  if (name.startsWith(start)) cpSync(join(store, name), join(path, name), { recursive: true });
`;

const ACTIONS = {
  "actions/setup-node": { inputs: ["node-version"], script: "" },
  "actions/upload-artifact": { inputs: ["name", "path", "retention-days", "overwrite"], script: upload },
  "actions/download-artifact": { inputs: ["pattern", "path"], script: download },
};

/**
 * @param folder where they are laid out
 * @param workflow text that names them by commit
 * @returns their folders by `owner/name@commit`
 */
export function stageArtifactActions(folder, workflow) {
  return Object.fromEntries(
    Object.entries(ACTIONS).map(([name, action]) => {
      const [, commit] = new RegExp(`uses: ${name}@([0-9a-f]{40})`).exec(workflow) ?? [];
      const own = join(folder, name.replace("/", "-"));
      mkdirSync(own, { recursive: true });
      const inputs = action.inputs.map((input) => `  ${input}: {description: ${input}}\n`).join("");
      writeFileSync(
        join(own, "action.yml"),
        `name: stand-in\ndescription: stand-in\ninputs:\n${inputs}runs: {using: node24, main: index.js}\n`,
      );
      writeFileSync(join(own, "index.js"), action.script);
      const git = (...args) =>
        execFileSync("git", ["-C", own, "-c", "user.name=e2e", "-c", "user.email=e2e@invalid", "-c", "core.hooksPath=/dev/null", ...args]);
      git("init", "--quiet", "--initial-branch=main");
      git("add", "-A");
      git("commit", "--quiet", "-m", "stand-in");
      return [`${name}@${commit}`, own];
    }),
  );
}
