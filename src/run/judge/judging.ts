/** What a run needs where a judge reads what no rule settles: loaded on demand, since most runs have none and the Action never has. */
export { findRunJudge } from "./run-judge.ts";
export { readUnsettled } from "./read-unsettled.ts";
