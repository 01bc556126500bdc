import { resolve } from "node:path";
import { removeWorktreesOf, repositoryRoot } from "../run/git.ts";
import { sweepPrivatePlaces } from "../run/child/private-place.ts";
import type { Job } from "./job.ts";

/** Names under which the main step leaves word for the post step: its process, and that it has told its verdict. */
export const MAIN_PROCESS = "process";
export const MAIN_TOLD = "told";

export interface Word {
  readonly process: string;
  readonly told: string;
}

/**
 * Removes what a main step that was killed could not: the base's worktree, and the folder of a sealed pack. On a runner of one's own they would
 * lie there for later jobs.
 */
export async function tidy(job: Job, { process, told }: Word): Promise<void> {
  // The main step did not come so far as to leave anything.
  if (!/^[1-9]\d{0,9}$/.test(process)) return;
  if (told !== "true") job.warn("the gyges step was ended before it could report: there is no verdict. Run the job again.");
  await sweepPrivatePlaces();
  const folder = resolve(job.env["GITHUB_WORKSPACE"] ?? ".", job.env["INPUT_WORKING-DIRECTORY"]?.trim() ?? ".");
  const root = await repositoryRoot(folder).catch(() => null);
  if (root !== null) await removeWorktreesOf(root, Number(process));
}
