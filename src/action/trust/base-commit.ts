import { commitOf, git } from "../../run/git.ts";
import { GygesError } from "../../schema/error.ts";
import { isNoCommit, type Trigger } from "../event.ts";
import { CHECKOUT } from "../pins.ts";
import { haveBranch, haveCommit, type Remote } from "./fetch-commit.ts";
import { ruleOf } from "./policy.ts";

/** The commit that the checkout is compared with. */

/**
 * What the event itself says: `actions/checkout` lays out the merge of head into base, so the base is that merge's first parent; the event's
 * `base.sha` is older wherever the base branch has moved on since.
 *
 * @param root folder of the checkout
 * @returns a commit id; null where nothing came before, as with the first push of a branch
 * @throws GygesError `action/base…` that says what to add to the workflow
 */
export async function eventBase(root: string, trigger: Trigger, remote: Remote): Promise<string | null> {
  const { base } = ruleOf(trigger);
  if (base === "pull-request") return ofPullRequest(root, trigger, remote);
  if (base === "named" || base === "none") throw notNamed(trigger.event);
  return trigger.base === null ? null : fetchedOr(root, trigger.base, remote, CHANGE);
}

/**
 * What the input `base-ref` names. Where somebody vouched for a head of another branch, the base is where the two parted.
 *
 * @returns null for the id that stands for no commit: `github.event.before` of a first push
 */
export async function namedBase(root: string, ref: string, trigger: Trigger, remote: Remote): Promise<string | null> {
  if (isNoCommit(ref)) return null;
  if (/^[0-9a-f]{40}$/.test(ref)) await haveCommit(root, ref, remote);
  const named = await commitOf(root, ref).catch(async (cause: unknown) => {
    if (await haveBranch(root, ref, remote)) return commitOf(root, ref);
    throw cause;
  });
  const base = trigger.origin === "other" ? await forkPoint(root, named) : named;
  return otherThanHead(root, base, ref);
}

/** A push to main has main itself as HEAD: compared with `origin/main` it would always be unchanged. */
async function otherThanHead(root: string, base: string, ref: string): Promise<string> {
  if (base !== (await commitOf(root, "HEAD"))) return base;
  throw new GygesError(
    "usage",
    "action/base-is-head",
    `base-ref ${ref} is the commit of the checkout itself, so there is nothing to compare.\n  Name the commit before the change. After a push to the base branch:\n    with:\n      base-ref: \${{ github.event.before }}\n  and give actions/checkout fetch-depth: 0.`,
  );
}

async function ofPullRequest(root: string, { base, head }: Trigger, remote: Remote): Promise<string> {
  if (base === null || head === null) throw new TypeError("a pull request names base and head");
  const tip = (await git(root, ["rev-parse", "HEAD"])).trim();
  const parents = await parentsOf(root, tip);
  if (parents.length === 2 && parents[1] === head) return fetchedOr(root, parents[0]!, remote, MERGE);
  if (tip !== head && !(await holds(root, head))) {
    throw new GygesError(
      "usage",
      "action/checkout",
      `the checkout is at ${tip.slice(0, 12)}, which does not hold ${head.slice(0, 12)}, the head of the pull request.\n${MERGE}`,
    );
  }
  const shared = await git(root, ["merge-base", tip, base]).catch(() => null);
  return shared === null ? notFetched(base, HISTORY) : shared.trim();
}

const MERGE = `  Check the merge commit out, as actions/checkout does by itself:\n    - uses: ${CHECKOUT}\n      with: {fetch-depth: 2}`;
const HISTORY = `${MERGE}\n  or, to judge the head itself, all of its history: fetch-depth: 0`;
const CHANGE = `  Let the checkout bring it:\n    - uses: ${CHECKOUT}\n      with: {fetch-depth: 0}\n  After a force-push it may be gone for good; name another:\n    with:\n      base-ref: origin/main`;

async function forkPoint(root: string, named: string): Promise<string> {
  const shared = await git(root, ["merge-base", "HEAD", named]).catch(() => null);
  return shared === null ? notFetched(named, HISTORY) : shared.trim();
}

/** From the commit itself: in a shallow clone `HEAD^1` does not resolve although the commit names its parents. */
async function parentsOf(root: string, commit: string): Promise<string[]> {
  const [header = ""] = (await git(root, ["cat-file", "commit", commit])).split("\n\n", 1);
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((line) => line[1]!);
}

async function fetchedOr(root: string, commit: string, remote: Remote, remedy: string): Promise<string> {
  return (await haveCommit(root, commit, remote)) ? commit : notFetched(commit, remedy);
}

async function holds(root: string, commit: string): Promise<boolean> {
  return git(root, ["merge-base", "--is-ancestor", commit, "HEAD"]).then(
    () => true,
    () => false,
  );
}

function notFetched(commit: string, remedy: string): never {
  throw new GygesError(
    "usage",
    "action/base-missing",
    `the base ${commit.slice(0, 12)} is not in this checkout, and could not be fetched.\n${remedy}`,
  );
}

function notNamed(event: string): GygesError {
  const lines =
    event === "release"
      ? "base-ref: v1.2.3 # the release before this one\n  and give actions/checkout fetch-depth: 0."
      : event === "schedule"
        ? "base-ref: v1.2.3 # what is to be compared with, every night the same\n  and give actions/checkout fetch-depth: 0."
        : "base-ref: origin/main";
  return new GygesError(
    "usage",
    "action/base-ref",
    `the event ${event} names no base to compare with.\n  Name it in the gyges step:\n    with:\n      ${lines}`,
  );
}
