import { holdPackKey } from "../disk/pack-key.ts";
import { describeError } from "../schema/error.ts";
import { thisJob } from "./job.ts";
import { runStep } from "./run-step.ts";

/** The Action's entry. Whatever is thrown, of whatever kind, turns the job red. */
holdPackKey(process.env);
const job = thisJob();
try {
  await runStep(job);
} catch (cause) {
  job.fail(`gyges stopped without a verdict: ${describeError(cause)}`);
}
