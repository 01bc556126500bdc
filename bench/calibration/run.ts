/**
 * npm run calibrate [-- --processes N --runs N --only TEXT]: simulates every design that results.jsonl lacks for this gate, checks the promises, and
 * writes docs/calibration.md. It can be stopped and started again. With --carry: first takes over the results of the gate before, where a sample of them
 * comes out the same (see carry.ts). With --short: a few designs of each promise, 400 runs, nothing written.
 * Exits with 1 where a promise is broken beyond chance.
 */
import { parseArgs } from "node:util";
import { carry } from "./carry.ts";
import { DESIGNS } from "./designs.ts";
import { simulateAll } from "./pool.ts";
import { keep, PROMISES } from "./promises.ts";
import { writeReport } from "./report.ts";
import { appendResult, gateHash, readResults } from "./results.ts";
import { keptLine } from "./say.ts";
import { SHORT } from "./short.ts";
import type { Tallied } from "./simulate.ts";

const SEED = 20_261_124;
const { values } = parseArgs({
  options: {
    processes: { type: "string", default: "2" },
    runs: { type: "string" },
    only: { type: "string", default: "" },
    short: { type: "boolean", default: false },
    carry: { type: "boolean", default: false },
  },
});
const processes = whole("--processes", values.processes);
const different = values.carry ? await carry({ processes, seed: SEED }) : [];
if (different.length > 0) {
  console.error(`not carried, since these came to something else:\n  ${different.join("\n  ")}\nSimulate all of them: npm run calibrate`);
  process.exit(1);
}
const tallied = values.short ? await inMemory(whole("--runs", values.runs ?? "400")) : await onDisk(whole("--runs", values.runs ?? "2000"));
const kept = PROMISES.map((promise) => keep(promise, tallied));
for (const each of kept) console.log(keptLine(each));
if (!values.short && values.only === "") await writeReport(tallied, kept, SEED);
const broken = kept.filter((each) => each.broken.length > 0).length;
console.log(`${kept.length - broken} passed, ${broken} failed`);
process.exitCode = broken > 0 ? 1 : 0;

async function inMemory(runs: number): Promise<readonly Tallied[]> {
  const all: Tallied[] = [];
  await simulateAll({ names: SHORT, runs, seed: SEED + 1, processes, onResult: (_, one) => all.push(one) });
  return all;
}

async function onDisk(runs: number): Promise<readonly Tallied[]> {
  const gate = gateHash();
  const known = new Map(readResults().map((result) => [result.name, result]));
  const isDone = (name: string): boolean => known.get(name)?.gate === gate && (known.get(name)?.tallied.runs ?? 0) >= runs;
  const names = [...DESIGNS.keys()].filter((name) => name.includes(values.only) && !isDone(name));
  console.error(`calibration: ${names.length} of ${DESIGNS.size} designs to simulate, ${runs} runs each, gate ${gate}`);
  await simulateAll({
    names,
    runs,
    seed: SEED,
    processes,
    onResult: (name, one, left) => {
      appendResult({ name, gate, seed: SEED, tallied: one });
      if (left % 20 === 0) console.error(`  ${left} left`);
    },
  });
  // Of several lines of one design the last counts.
  const results = new Map(readResults().map((result) => [result.name, result]));
  return [...DESIGNS.keys()].flatMap((name) => results.get(name)?.tallied ?? []);
}

function whole(flag: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new RangeError(`${flag} wants a whole number above 0, saw ${JSON.stringify(text)}`);
  return Number(text);
}
