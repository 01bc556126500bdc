import { DESIGNS } from "./designs.ts";
import { simulate } from "./simulate.ts";

/** One process of the calibration: simulates the designs that it is told, by name, and sends what came of each. */

interface Order {
  readonly name: string;
  readonly runs: number;
  readonly seed: number;
}

process.on("message", ({ name, runs, seed }: Order) => {
  const design = DESIGNS.get(name);
  if (design === undefined) throw new Error(`there is no design ${name}`);
  process.send?.({ name, tallied: simulate(design, runs, seed) });
});
