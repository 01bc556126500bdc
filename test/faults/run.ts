import { existsSync } from "node:fs";
import { join } from "node:path";
import { describeError } from "../../src/schema/error.ts";
import type { FaultRow, Measured } from "./row.ts";
import { arms } from "./rows/arms.ts";
import { batches } from "./rows/batches.ts";
import { clock } from "./rows/clock.ts";
import { fullDisk } from "./rows/full-disk.ts";
import { huge } from "./rows/huge.ts";
import { killedRuns } from "./rows/killed-runs.ts";
import { killedStores } from "./rows/killed-stores.ts";
import { machines } from "./rows/machines.ts";
import { malformed } from "./rows/malformed.ts";
import { mixed } from "./rows/mixed.ts";
import { sigterm } from "./rows/sigterm.ts";
import { storm } from "./rows/storm.ts";
import { twoRuns } from "./rows/two-runs.ts";
import { usage } from "./rows/usage.ts";
import { writes } from "./rows/writes.ts";
import { writesOfRun } from "./rows/writes-of-run.ts";

/**
 * npm run test:faults [-- --short] [-- NAME …]: everything that can go wrong around a run, on purpose. Each row prints its target and what was
 * seen; the last line counts the rows. Needs a build.
 */

const ROWS: Readonly<Record<string, FaultRow>> = {
  "killed-stores": killedStores,
  "killed-runs": killedRuns,
  writes,
  "writes-of-run": writesOfRun,
  "full-disk": fullDisk,
  storm,
  mixed,
  malformed,
  usage,
  arms,
  clock,
  huge,
  "two-runs": twoRuns,
  sigterm,
  batches,
  machines,
};

const typed = process.argv.slice(2);
const short = typed.includes("--short");
const named = typed.filter((word) => !word.startsWith("--"));
const count = { passed: 0, failed: 0 };

if (!existsSync(join(import.meta.dirname, "../../dist/src/cli.js"))) throw new Error("these rows run gyges itself: npm run build");
for (const name of named.length === 0 ? Object.keys(ROWS) : named) {
  const row = ROWS[name];
  if (row === undefined) throw new Error(`no row is called ${name}; known: ${Object.keys(ROWS).join(", ")}`);
  const begun = performance.now();
  const { seen, wrong, skipped } = await measured(row);
  const state = skipped !== undefined ? "SKIP" : wrong.length === 0 ? "pass" : "FAIL";
  if (skipped === undefined) count[wrong.length === 0 ? "passed" : "failed"] += 1;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${state}  ${row.name} (${name}, ${seconds} s)\n      target: ${row.target}\n      seen:   ${skipped ?? seen}`);
  for (const one of wrong.slice(0, 10)) console.log(`      WRONG:  ${one}`);
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;

async function measured(row: FaultRow): Promise<Measured> {
  try {
    return await row.measure(short);
  } catch (cause) {
    return { seen: "the row itself broke", wrong: [describeError(cause)] };
  }
}
