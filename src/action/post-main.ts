import { getState } from "@actions/core";
import { describeError } from "../schema/error.ts";
import { thisJob } from "./job.ts";
import { MAIN_PROCESS, MAIN_TOLD, tidy } from "./tidy.ts";

/** The Action's post step, run whatever became of the main one. It clears up and judges nothing: the job's status stays as it is. */
const job = thisJob();
try {
  await tidy(job, { process: getState(MAIN_PROCESS), told: getState(MAIN_TOLD) });
} catch (cause) {
  job.warn(`gyges could not clear up: ${describeError(cause)}`);
}
