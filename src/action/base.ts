import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { commitOf, repositoryRoot } from "../run/git.ts";
import { GygesError } from "../schema/error.ts";
import type { PullRequestTrigger, Trigger } from "./event.ts";

/**
 * The commit that the checkout is compared with. `actions/checkout` lays out the merge of head into base, so the base is
 * that merge's first parent: the event's `base.sha` is older wherever the base branch has moved on since.
 *
 * @param folder any folder of the checkout
 * @param baseRef the input `base-ref`, which goes before all else
 * @returns a commit id
 * @throws GygesError `action/base…` that says what to add to the workflow
 */
export async function baseCommit(folder: string, trigger: Trigger, baseRef: string | undefined): Promise<string> {
  const root = await repositoryRoot(folder);
  if (baseRef !== undefined) return otherThanHead(root, await commitOf(root, baseRef), baseRef);
  if (!("head" in trigger)) {
    throw new GygesError(
      "usage",
      "action/base-ref",
      `the event ${trigger.event} names no base to compare with.\n  Name it in the gyges step:\n    with:\n      base-ref: origin/main${NIGHT}`,
    );
  }
  return ofPullRequest(root, trigger);
}

const NIGHT = "\n  Or compare it with its own earlier nights:\n    with:\n      history: .gyges/history.jsonl";

/** A push to main has main itself as HEAD: compared with `origin/main` it would always be unchanged. */
async function otherThanHead(root: string, base: string, baseRef: string): Promise<string> {
  if (base !== (await commitOf(root, "HEAD"))) return base;
  throw new GygesError(
    "usage",
    "action/base-is-head",
    `base-ref ${baseRef} is the commit of the checkout itself, so there is nothing to compare.\n  Name the commit before the change. After a push to the base branch:\n    with:\n      base-ref: \${{ github.event.before }}\n  and give actions/checkout fetch-depth: 0.`,
  );
}

async function ofPullRequest(root: string, { base, head }: PullRequestTrigger): Promise<string> {
  const tip = (await git(root, "rev-parse", "HEAD")).trim();
  const parents = await parentsOf(root, tip);
  if (parents.length === 2 && parents[1] === head) return fetched(root, parents[0]!);
  if (tip !== head && !(await holds(root, head))) {
    throw new GygesError(
      "usage",
      "action/checkout",
      `the checkout is at ${tip.slice(0, 12)}, which does not hold ${head.slice(0, 12)}, the head of the pull request.\n${CHECKOUT}`,
    );
  }
  const shared = await git(root, "merge-base", tip, base).catch(() => null);
  return shared === null ? notFetched(base) : shared.trim();
}

const CHECKOUT =
  "  Check the merge commit out, as actions/checkout does by itself:\n    - uses: actions/checkout@v5\n      with: {fetch-depth: 2}";

/** From the commit itself: in a shallow clone `HEAD^1` does not resolve although the commit names its parents. */
async function parentsOf(root: string, commit: string): Promise<string[]> {
  const [header = ""] = (await git(root, "cat-file", "commit", commit)).split("\n\n", 1);
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((line) => line[1]!);
}

async function fetched(root: string, commit: string): Promise<string> {
  const there = await git(root, "cat-file", "-e", `${commit}^{commit}`).catch(() => null);
  return there === null ? notFetched(commit) : commit;
}

async function holds(root: string, commit: string): Promise<boolean> {
  return git(root, "merge-base", "--is-ancestor", commit, "HEAD").then(
    () => true,
    () => false,
  );
}

function notFetched(commit: string): never {
  throw new GygesError("usage", "action/base-missing", `the base ${commit.slice(0, 12)} is not in this checkout.\n${CHECKOUT}`);
}

async function git(root: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", ["-C", root, ...args], { maxBuffer: 1 << 24 });
  return stdout;
}
