import { aimockColumn, fakeColumn, stale } from "./suite.ts";
import { countOf, tableOf } from "./table.ts";

/**
 * npm run test:contract: the same calls through the official SDKs at this repository's fake server and at aimock. `npm run test:model` asks the
 * local model too.
 */

const columns = [await fakeColumn(), await aimockColumn()];
const excuses = stale(columns);
console.log(tableOf(columns));
for (const one of excuses) console.log(`${one}: nothing needs this excuse, take it out of known.ts`);
const { passed, failed } = countOf(columns);
console.log(`${passed} passed, ${failed + excuses.length} failed`);
process.exitCode = failed + excuses.length === 0 ? 0 : 1;
