/**
 * Reads Stryker's report and says for each area how many of its mutants the tests noticed, then which were not.
 * An area is one test: it passes from 90 % on. The last line is the count that .ci/run adds up.
 */
import { readFileSync } from "node:fs";

const LEAST_SCORE = 0.9;

const areas = [
  { name: "src/stats", holds: (file) => file.startsWith("src/stats/") },
  { name: "src/estimate", holds: (file) => file.startsWith("src/estimate/") },
  { name: "src/verdict", holds: (file) => file === "src/verdict.ts" || file.startsWith("src/verdict/") },
];

const noticed = new Set(["Killed", "Timeout"]);
const unnoticed = new Set(["Survived", "NoCoverage"]);

const report = JSON.parse(readFileSync(process.argv[2] ?? "coverage/mutation.json", "utf8"));
const mutants = Object.entries(report.files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, ...mutant })));

for (const mutant of mutants.filter(({ status }) => unnoticed.has(status))) console.log(told(mutant));
const scores = areas.map(({ name, holds }) => scoreOf(name, mutants.filter(({ file }) => holds(file))));
for (const { name, killed, all } of scores) {
  // Rounded down, so that no score under the limit reads as if it reached it.
  const percent = all === 0 ? "none" : `${(Math.floor((1000 * killed) / all) / 10).toFixed(1)} %`;
  console.log(`mutation score of ${name}: ${percent} (${killed} of ${all})`);
}
const failed = scores.filter(({ killed, all }) => all === 0 || killed / all < LEAST_SCORE).length;
console.log(`${scores.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function scoreOf(name, own) {
  const killed = own.filter(({ status }) => noticed.has(status)).length;
  return { name, killed, all: killed + own.filter(({ status }) => unnoticed.has(status)).length };
}

function told({ file, location, mutatorName, replacement, status }) {
  const change = (replacement ?? "").replace(/\s+/g, " ").slice(0, 100);
  return `${file}:${location.start.line}:${location.start.column} ${status} ${mutatorName}: ${change}`;
}
