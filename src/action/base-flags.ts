import { isAbsolute, relative } from "node:path";
import type { BaselineFlags } from "../commands/baseline-flags.ts";
import { git, repositoryRoot } from "../run/git.ts";
import { GygesError } from "../schema/error.ts";
import type { Inputs } from "./inputs.ts";

/**
 * Where base comes from, as flags of the run. After a push head's draws are stored too: what was pushed is the next base.
 *
 * Stored bases lie in a folder that the workflow saves and restores (actions/cache). GitHub keeps a cache that a pull request's job writes from every other
 * branch, so a change can forge no base but its own, as its code in the job could anyway. Two ways out of that are shut here: a job of
 * `pull_request_target` would write to the cache of the base branch, and a file of the repository comes with the change.
 *
 * @param folder of the checkout, absolute
 * @throws GygesError `action/baseline`
 */
export async function baseFlags(inputs: Inputs, event: string, folder: string): Promise<BaselineFlags> {
  const { baseline } = inputs;
  if (baseline === "auto" && (event === "pull_request_target" || event === "workflow_run")) throw sharedCache(event);
  if (baseline.startsWith("file:")) await refuseCommitted(folder, baseline.slice("file:".length));
  return {
    baseline,
    baselineDir: baseline === "auto" ? inputs["baseline-dir"] : undefined,
    baselineMaxAge: inputs["baseline-max-age"],
    keepHead: baseline === "auto" && event === "push",
  };
}

async function refuseCommitted(folder: string, path: string): Promise<void> {
  const root = await repositoryRoot(folder);
  const place = isAbsolute(path) ? relative(root, path) : path;
  const [tracked] = (
    await git(isAbsolute(path) ? root : folder, ["ls-files", "-z", "--", `:(literal,icase)${place}`]).catch(() => "")
  ).split("\0");
  if (tracked === undefined || tracked === "") return;
  throw new GygesError(
    "usage",
    "action/baseline",
    `baseline file:${path} is a file of the repository, so a change could bring the base that judges it.\n  Fetch it from a place that no pull request writes, such as an artifact of the base branch, or let gyges keep bases itself:\n    with:\n      baseline: auto`,
  );
}

function sharedCache(event: string): GygesError {
  return new GygesError(
    "usage",
    "action/baseline",
    `baseline: auto is refused under ${event}: code of the head would run beside a cache that all branches read.\n  Use the event pull_request, or draw both sides:\n    with:\n      baseline: rerun`,
  );
}
