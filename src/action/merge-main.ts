import { describeError } from "../schema/error.ts";
import { thisJob } from "./job.ts";
import { mergeStep } from "./merge-step.ts";

/** The entry of the sub-action `merge`. Whatever is thrown, of whatever kind, turns the job red. */
const job = thisJob();
try {
  await mergeStep(job);
} catch (cause) {
  job.fail(`gyges stopped without a verdict: ${describeError(cause)}`);
}
