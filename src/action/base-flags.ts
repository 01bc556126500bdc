import { realpath } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import type { BaselineFlags } from "../commands/flags/baseline-flags.ts";
import { git } from "../run/git.ts";
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
 * @throws GygesError `action/baseline`, `action/history`
 */
export async function baseFlags(inputs: Inputs, event: string, folder: string): Promise<BaselineFlags> {
  const { history } = inputs;
  const baseline = ofShard(inputs);
  if (history !== undefined && !NIGHTS.has(event)) throw noNight(event);
  if (baseline === "auto" && (event === "pull_request_target" || event === "workflow_run")) throw sharedCache(event);
  if (baseline.startsWith("file:")) await refuseCommitted(folder, baseline.slice("file:".length));
  return {
    baseline,
    baselineDir: baseline === "auto" || history !== undefined ? inputs["baseline-dir"] : undefined,
    baselineMaxAge: inputs["baseline-max-age"],
    keepHead: baseline === "auto" && event === "push",
  };
}

/** A shard draws both sides, whatever its base says: else a change could not mend a base that says otherwise. */
function ofShard({ baseline, shard }: Inputs): string {
  return shard !== undefined && baseline === "auto" ? "rerun" : baseline;
}

async function isTracked(path: string): Promise<boolean> {
  // A folder that is not there holds nothing, and outside of a repository nothing is tracked.
  return (await git(dirname(path), ["ls-files", "-z", "--", `:(literal,icase)${basename(path)}`]).catch(() => "")) !== "";
}

/** Events that nobody's push starts: a change has no history yet, and none of its draws are to become a reference. */
const NIGHTS: ReadonlySet<string> = new Set(["schedule", "workflow_dispatch"]);

async function refuseCommitted(folder: string, path: string): Promise<void> {
  const named = resolve(folder, path);
  const places = new Set([named, await realpath(named).catch(() => named)]);
  const tracked = await Promise.all([...places].map(isTracked));
  if (!tracked.includes(true)) return;
  throw new GygesError(
    "usage",
    "action/baseline",
    `baseline file:${path} is a file of the repository, so a change could bring the base that judges it.\n  Fetch it from a place that no pull request writes, such as an artifact of the base branch, or let gyges keep bases itself:\n    with:\n      baseline: auto`,
  );
}

function noNight(event: string): GygesError {
  return new GygesError(
    "usage",
    "action/history",
    `history is for nights, and this event is ${event}.\n  Put it into a workflow of its own:\n    on: {schedule: [{cron: "17 3 * * *"}], workflow_dispatch: {}}`,
  );
}

function sharedCache(event: string): GygesError {
  return new GygesError(
    "usage",
    "action/baseline",
    `baseline: auto is refused under ${event}: code of the head would run beside a cache that all branches read.\n  Use the event pull_request, or draw both sides:\n    with:\n      baseline: rerun`,
  );
}
