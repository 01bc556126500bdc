import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Design } from "./design.ts";
import { DESIGNS } from "./designs.ts";
import type { Tallied } from "./simulate.ts";

export interface Work {
  readonly names: readonly string[];
  readonly runs: number;
  readonly seed: number;
  readonly processes: number;
  readonly onResult: (name: string, tallied: Tallied, left: number) => void;
}

/** Hands designs to processes, dear ones first, until all are done. A process that dies ends the work with an error. */
export async function simulateAll({ names, runs, seed, processes, onResult }: Work): Promise<void> {
  const waiting = names.toSorted((a, b) => price(DESIGNS.get(b)) - price(DESIGNS.get(a)));
  let left = names.length;
  const worker = async (): Promise<void> => {
    const child = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)));
    try {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const tallied = await ask(child, { name, runs, seed });
        left -= 1;
        onResult(name, tallied, left);
      }
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(processes, names.length) }, worker));
}

function ask(child: ChildProcess, order: { name: string; runs: number; seed: number }): Promise<Tallied> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a process of the calibration ended with ${code} at ${order.name}`));
    child.once("exit", ended);
    child.once("message", (answer: { tallied: Tallied }) => {
      child.off("exit", ended);
      resolve(answer.tallied);
    });
    child.send(order);
  });
}

function price(design: Design | undefined): number {
  if (design === undefined) return 0;
  return design.scenarios * design.wordings * (design.draws + (design.cachedBase || design.draws));
}
