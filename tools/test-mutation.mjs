/**
 * Mutation testing of the code that verdicts hang on: Stryker changes one operator, condition or text at a time and wants
 * a test to fail. Says for each room how many of its mutants the tests noticed, and which they did not.
 * A room is one test: it passes from 90 % on. The last line is the count that .ci/run adds up.
 *
 *     npm run test:mutation                          # all rooms
 *     npm run test:mutation -- src/stats/wilson.ts   # one file, while its tests are being written
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { reportOf, rooms } from "./mutation-rooms.mjs";

const LEAST_SCORE = 0.9;

const noticed = ["Killed", "Timeout"];
const unnoticed = ["Survived", "NoCoverage"];

const files = process.argv.slice(2);
const asked = rooms.filter(({ name }) => files.length === 0 || files.some((file) => file.startsWith(name)));
const scores = asked.map(({ name }) => {
  const mutants = mutantsOf(name);
  for (const mutant of mutants.filter(({ status }) => unnoticed.includes(status))) console.log(told(mutant));
  const killed = mutants.filter(({ status }) => noticed.includes(status)).length;
  return { name, killed, all: killed + mutants.filter(({ status }) => unnoticed.includes(status)).length };
});
for (const { name, killed, all } of scores) {
  // Rounded down, so that no score under the limit reads as if it reached it.
  const percent = all === 0 ? "none" : `${(Math.floor((1000 * killed) / all) / 10).toFixed(1)} %`;
  console.log(`mutation score of ${name}: ${percent} (${killed} of ${all})`);
}
const passed = scores.filter(({ killed, all }) => all > 0 && killed / all >= LEAST_SCORE).length;
console.log(`${passed} passed, ${asked.length - passed} failed`);
process.exitCode = passed === asked.length && passed > 0 ? 0 : 1;

/** All mutants of a room with what became of them; none where Stryker came to no end. */
function mutantsOf(name) {
  const report = reportOf(name);
  rmSync(report, { force: true });
  const only = files.filter((file) => file.startsWith(name));
  const narrowed = only.length > 0 ? ["--mutate", only.join(",")] : [];
  const begun = Date.now();
  const ended = spawnSync("stryker", ["run", "tools/stryker.config.mjs", ...narrowed], {
    stdio: "inherit",
    env: { ...process.env, MUTATED_ROOM: name },
    shell: process.platform === "win32",
  });
  console.log(`${name}: ${Math.round((Date.now() - begun) / 1000)} s`);
  if (!existsSync(report)) {
    console.log(`${name}: Stryker ended without a report, ${ended.error?.message ?? `by ${ended.signal ?? `exit ${ended.status}`}`}`);
    return [];
  }
  const { files: mutated } = JSON.parse(readFileSync(report, "utf8"));
  return Object.entries(mutated).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, ...mutant })));
}

function told({ file, location, mutatorName, replacement, status }) {
  const change = (replacement ?? "").replace(/\s+/g, " ").slice(0, 100);
  return `${file}:${location.start.line}:${location.start.column} ${status} ${mutatorName}: ${change}`;
}
