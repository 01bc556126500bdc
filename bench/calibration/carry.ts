import { createHash } from "node:crypto";
import { designName } from "./design.ts";
import { DESIGNS } from "./designs.ts";
import { simulateAll } from "./pool.ts";
import { PROMISES } from "./promises.ts";
import { gateHash, readResults, type Result, writeResults } from "./results.ts";
import type { Tallied } from "./simulate.ts";

/**
 * A change of the gate's code that changes no verdict, such as one that adds a way of reading draws, need not be simulated for hours. A sample of the
 * designs, one in twelve and the cheapest of each promise, is simulated again from the same seeds: where each comes to the same counts as before, to the
 * last digit of every sum, the results of the others stand for the new code, and say that they were carried. One difference, and none is.
 */

const ONE_IN = 12;

/** @returns names of the designs that came to something else */
export async function carry({ processes, seed }: { readonly processes: number; readonly seed: number }): Promise<readonly string[]> {
  const gate = gateHash();
  const known = new Map(readResults().map((result) => [result.name, result]));
  const old = [...known.values()].filter((result) => DESIGNS.has(result.name) && result.gate !== gate);
  const again = new Set(old.map(({ name }) => name).filter(isSampled));
  console.error(`calibration: ${again.size} of ${old.length} designs again, to carry the others to gate ${gate}`);
  const different: string[] = [];
  const fresh = new Map<string, Tallied>();
  for (const runs of new Set(old.map(({ tallied }) => tallied.runs))) {
    const names = [...again].filter((name) => known.get(name)?.tallied.runs === runs);
    await simulateAll({
      names,
      runs,
      seed,
      processes,
      onResult: (name, tallied, left) => {
        if (JSON.stringify(tallied) !== JSON.stringify(known.get(name)?.tallied)) different.push(name);
        fresh.set(name, tallied);
        if (left % 10 === 0) console.error(`  ${left} left, ${different.length} different`);
      },
    });
  }
  if (different.length === 0) writeResults([...known.values()].map((result) => carried(result, gate, fresh, again.size)));
  return different;
}

function carried(result: Result, gate: string, fresh: ReadonlyMap<string, Tallied>, again: number): Result {
  if (result.gate === gate) return result;
  const { carried: _, ...plain } = result;
  const tallied = fresh.get(result.name);
  return tallied === undefined
    ? { ...plain, gate, carried: { from: result.carried?.from ?? result.gate, again } }
    : { ...plain, gate, tallied };
}

const ofPromise = new Map(PROMISES.map(({ id, holdsFor }) => [id, cheapest([...DESIGNS.values()].filter(holdsFor).map(designName))]));

function isSampled(name: string): boolean {
  if ([...ofPromise.values()].includes(name)) return true;
  return createHash("sha256").update(name).digest().readUInt32BE(0) % ONE_IN === 0;
}

function cheapest(names: readonly string[]): string | undefined {
  const price = (name: string): number => {
    const design = DESIGNS.get(name);
    return design === undefined ? 0 : design.scenarios * design.wordings * design.draws;
  };
  return names.toSorted((a, b) => price(a) - price(b))[0];
}
