import { MAIN_PROCESS, MAIN_TOLD, describeError, getState, thisJob, tidy } from "./shared.js";
// src/action/post-main.ts
const job = thisJob();
try {
	await tidy(job, {
		process: getState(MAIN_PROCESS),
		told: getState(MAIN_TOLD)
	});
} catch (cause) {
	job.warn(`gyges could not clear up: ${describeError(cause)}`);
}
export {};
