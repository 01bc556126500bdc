import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoConfig, demoPrompt, PULL_REQUESTS } from "../src/commands/demo/demo-project.ts";
import type { Repository } from "../test/action/repository.ts";

/** A pull request of the demo, laid out as GitHub hands it to a job: HEAD is the merge of head into base. */

const PULL = 7;

/** @returns the event's payload, and the commit that the pull request's head is at */
export function openPullRequest(
  repository: Repository,
  root: string,
): { readonly event: object; readonly number: number; readonly sha: string } {
  const base = repository.commitFiles({
    ".gitignore": "node_modules/\n.runner/\n",
    "promptfooconfig.yaml": demoConfig,
    "prompts/support.json": promptOf("main"),
  });
  repository.git("checkout", "--quiet", "-b", "change");
  const sha = repository.commitFiles({ "prompts/support.json": promptOf("widened") });
  repository.git("checkout", "--quiet", "main");
  repository.git("merge", "--quiet", "--no-ff", "-m", "the merge", "change");
  mkdirSync(join(repository.folder, "node_modules"));
  symlinkSync(join(root, "node_modules/promptfoo"), join(repository.folder, "node_modules/promptfoo"));
  symlinkSync(root, join(repository.folder, "node_modules/gyges"));
  const repo = { full_name: "acme/app" };
  const pull_request = { number: PULL, base: { ref: "main", sha: base, repo }, head: { ref: "change", sha, repo } };
  return { event: { action: "synchronize", number: PULL, repository: repo, pull_request }, number: PULL, sha };
}

/** What a runner puts around a step. */
export function runnerFiles(folder: string, event: object): NodeJS.ProcessEnv {
  mkdirSync(folder);
  writeFileSync(join(folder, "event.json"), JSON.stringify(event));
  const files = ["output", "state", "step_summary"].map((name) => [`GITHUB_${name.toUpperCase()}`, join(folder, name)] as const);
  for (const [, path] of files) writeFileSync(path, "");
  return { ...Object.fromEntries(files), GITHUB_EVENT_PATH: join(folder, "event.json") };
}

function promptOf(id: string): string {
  return demoPrompt(PULL_REQUESTS.find((request) => request.id === id)?.lines ?? []);
}
