import { saveState } from "@actions/core";
import { holdPackKey } from "../disk/pack-key.ts";
import { describeError } from "../schema/error.ts";
import { cancellation } from "./cancelled.ts";
import { thisJob } from "./job.ts";
import { runStep } from "./run-step.ts";
import { MAIN_PROCESS, MAIN_TOLD } from "./tidy.ts";

/** The Action's entry. Whatever is thrown, of whatever kind, turns the job red. */
holdPackKey(process.env);
const job = thisJob();
const cancelled = cancellation(process);
saveState(MAIN_PROCESS, process.pid);
try {
  await runStep(job, cancelled);
} catch (cause) {
  job.fail(`gyges stopped without a verdict: ${describeError(cause)}`);
}
saveState(MAIN_TOLD, true);
// What a cancelled job left under way, such as an npm or a git, is not waited for.
if (cancelled.aborted) process.exit();
