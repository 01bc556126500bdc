import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gitIn } from "../project.mjs";

/**
 * Stand-ins for the actions of GitHub's that a workflow needs beside ours, since act cannot fetch them offline. They are thin: what goes over the
 * wire is the toolkit's, as in the real ones.
 */
const ACTIONS = {
  "actions/setup-node": { inputs: ["node-version"] },
  "actions/upload-artifact": { inputs: ["name", "path", "retention-days", "overwrite"], main: "upload.mjs" },
  "actions/download-artifact": { inputs: ["pattern", "path"], main: "download.mjs" },
  "actions/cache": { inputs: ["path", "key", "restore-keys"], main: "cache.mjs", post: true },
};

/**
 * @param folder where they are laid out
 * @param workflow text that names them by commit; what it does not name is not laid out
 * @returns their folders by `owner/name@commit`
 */
export function stageStandIns(folder, workflow) {
  const named = Object.keys(ACTIONS).flatMap((name) => {
    const [, commit] = new RegExp(`uses: ${name}@([0-9a-f]{40})`).exec(workflow) ?? [];
    return commit === undefined ? [] : [[`${name}@${commit}`, stage(folder, name)]];
  });
  return Object.fromEntries(named);
}

function stage(folder, name) {
  const { inputs, main, post } = ACTIONS[name];
  const own = join(folder, name.replace("/", "-"));
  mkdirSync(own, { recursive: true });
  if (main === undefined) writeFileSync(join(own, "index.mjs"), "");
  else copyFileSync(join(import.meta.dirname, main), join(own, "index.mjs"));
  const entries = ["using: node24", "main: index.mjs", ...(post ? ["post: index.mjs"] : [])].join(", ");
  const listed = inputs.map((input) => `  ${input}: {description: ${input}}\n`).join("");
  writeFileSync(join(own, "action.yml"), `name: stand-in\ndescription: stand-in\ninputs:\n${listed}runs: {${entries}}\n`);
  const git = gitIn(own);
  git("init", "--quiet", "--initial-branch=main");
  git("add", "-A");
  git("commit", "--quiet", "-m", "stand-in");
  return own;
}
