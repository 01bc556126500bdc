import { describeError } from "../schema/error.ts";
import { thisJob } from "./job.ts";
import { secondStage } from "./second-stage/second-stage.ts";

/** The entry of the sub-action `comment`. */
const job = thisJob();
try {
  await secondStage(job);
} catch (cause) {
  job.fail(`gyges/comment stopped: ${describeError(cause)}`);
}
