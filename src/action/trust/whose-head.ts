import { git, repositoryRoot } from "../../run/git.ts";
import type { Trigger } from "../event.ts";

/**
 * The trigger, corrected by what is really checked out: a job with secrets may have fetched a pull request by hand (a number typed into
 * workflow_dispatch, `gh pr checkout`). Where HEAD is neither the event's own commit nor on a branch or tag of this repository, it is of origin `other`.
 * actions/checkout keeps the former under `refs/remotes/origin` and pull requests under `refs/remotes/pull`.
 */
export async function whoseHead(trigger: Trigger, folder: string, env: NodeJS.ProcessEnv): Promise<Trigger> {
  if (trigger.origin !== "own" || trigger.head !== null || trigger.event === "workflow_run") return trigger;
  const root = await repositoryRoot(folder);
  const own = (await isCommitOf(root, env["GITHUB_SHA"] ?? "")) || (await isOnOwnRef(root));
  return own ? trigger : { ...trigger, origin: "other", from: "a commit that no branch or tag of this checkout holds" };
}

async function isCommitOf(root: string, id: string): Promise<boolean> {
  if (!/^[0-9a-f]{40,64}$/.test(id)) return false;
  const commit = await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${id}^{commit}`]).catch(() => "");
  return commit !== "" && commit === (await git(root, ["rev-parse", "HEAD"]));
}

async function isOnOwnRef(root: string): Promise<boolean> {
  const holding = await git(root, ["for-each-ref", "--count=1", "--contains", "HEAD", "refs/remotes/origin", "refs/tags"]);
  return holding.trim() !== "";
}
