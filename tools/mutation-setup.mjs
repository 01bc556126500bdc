import { setMaxListeners } from "node:events";
import { parentPort } from "node:worker_threads";
import { configureGlobal } from "fast-check";

// The same cases for every mutant, so that the score is a number of the commit and not of the day, and fewer of them.
configureGlobal({ seed: 20_261_124, numRuns: 40 });

// See tools/warm-pool.mjs.
setMaxListeners(0, parentPort);
