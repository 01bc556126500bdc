import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repository } from "./install.mjs";

/** A repository with a pull request in it, as GitHub lays it out for a job: HEAD is the merge of head into base. */

/** Where the workflow of a test lies. */
export const WORKFLOW = ".github/workflows/gyges.yml";

/** Calls `use` with a new folder, which is gone when it returns. */
export function inTemporary(use) {
  const folder = mkdtempSync(join(tmpdir(), "gyges-action-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files that GitHub would download of the Action and that it needs. No node_modules: the bundle stands alone. */
export function stageAction(folder) {
  for (const name of ["action.yml", "comment", "merge", "package.json", "packs", "dist/action"])
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  const git = gitIn(folder);
  git("init", "--quiet", "--initial-branch=main");
  git("add", "-A", "--force");
  git("commit", "--quiet", "-m", "v1");
}

/**
 * @param base files of the base branch by path; the workflow is not among them
 * @param head files that the pull request changes
 * @param step lines under `with:` of the gyges step
 * @param gate the whole workflow, where it is another
 * @returns what GitHub would write to the event's payload
 */
export function openPullRequest(folder, { base, head, step, gate = workflow(step), fork = false }) {
  const git = gitIn(folder);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", "https://github.com/acme/app.git");
  write(folder, { ".gitignore": "node_modules/\n", [WORKFLOW]: gate, ...base });
  commit(git, "the base");
  const baseSha = git("rev-parse", "HEAD");
  git("checkout", "--quiet", "-b", "change");
  write(folder, head);
  commit(git, "the change");
  const headSha = git("rev-parse", "HEAD");
  git("checkout", "--quiet", "main");
  git("merge", "--quiet", "--no-ff", "-m", "the merge", "change");
  git("checkout", "--quiet", "--detach");
  const repo = { full_name: "acme/app" };
  return {
    action: "synchronize",
    number: 7,
    repository: repo,
    before: baseSha,
    merge_group: { base_sha: baseSha, head_sha: headSha },
    pull_request: {
      number: 7,
      base: { ref: "main", sha: baseSha, repo },
      head: { ref: "change", sha: headSha, repo: fork ? { full_name: "stranger/app" } : repo },
    },
  };
}

/** A repository with the second stage for forks, as examples/workflow has it. It checks nothing out. */
export function openSecondStage(folder) {
  const git = gitIn(folder);
  git("init", "--quiet", "--initial-branch=main");
  git("remote", "add", "origin", "https://github.com/acme/app.git");
  const text = `on: {workflow_run: {workflows: [CI], types: [completed]}}
permissions: {actions: read, pull-requests: write}
jobs:
  gyges:
    runs-on: ubuntu-latest
    steps:
      - uses: acme/gyges/comment@v1
        id: gyges
      - name: keep
        env:
          OUTPUTS: \${{ toJSON(steps.gyges.outputs) }}
        run: printf '%s' "$OUTPUTS" > "$KEPT/outputs.json"
`;
  write(folder, { ".github/workflows/comment.yml": text });
  commit(git, "the second stage");
}

/** The README's workflow; its `npm ci` is two links here. The last step keeps what came out. @param before further steps, before the one of gyges */
export function workflow(step, before = "") {
  return `on: [pull_request, pull_request_target, merge_group]
permissions: {contents: read, pull-requests: write}
jobs:
  gyges:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: {fetch-depth: 2, persist-credentials: false}
      - name: install
        run: |
          mkdir -p node_modules
          ln -s "$REPOSITORY/node_modules/promptfoo" "$REPOSITORY" node_modules/
          mv "node_modules/$(basename "$REPOSITORY")" node_modules/gyges
${before}      - uses: acme/gyges@v1
        id: gyges
        with:
${step.map((line) => `          ${line}`).join("\n")}
      - name: keep
        if: \${{ always() }}
        env:
          OUTPUTS: \${{ toJSON(steps.gyges.outputs) }}
        run: |
          printf '%s' "$OUTPUTS" > "$KEPT/outputs.json"
          cp gyges-report/* .gyges/runs/*/promptfoo.log "$KEPT/"  2> /dev/null || true
`;
}

export function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

export function commit(git, message) {
  git("add", "-A");
  git("commit", "--quiet", "--allow-empty", "-m", message);
}

/** The same files make the same commits, whenever a test runs: a comparison is found again by them. */
const DATES = { GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z", GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z" };

export function gitIn(folder) {
  const identity = ["-c", "user.name=e2e", "-c", "user.email=e2e@invalid", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"];
  const env = { ...process.env, ...DATES };
  return (...args) => execFileSync("git", ["-C", folder, ...identity, ...args], { encoding: "utf8", env }).trim();
}
