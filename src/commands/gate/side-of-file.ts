import { type Bill, plusOrNull } from "../../estimate/bill.ts";
import type { Draw } from "../../schema/draw.ts";
import type { PlanRef, Side } from "../../schema/identity.ts";
import type { Pack } from "../../schema/scenario.ts";
import { SideTally } from "../../verdict.ts";

/** What the gate keeps of the draws of one side of a file: counts, and everything by which two sides are compared. No draw. */
export class SideOfFile {
  readonly tally: SideTally;
  readonly labellers = new Set<string>();
  /** Ids of the runs that made the calls. */
  readonly runs = new Set<string>();
  /** Each plan that the draws name, once. */
  readonly plans: PlanRef[] = [];
  draws = 0;
  /** Those that were made to confirm a fail. */
  confirming = 0;
  faults = 0;
  /** What the first failed call said. */
  firstFault: string | null = null;
  #cost: number | null = 0;
  #tokens: number | null = 0;

  constructor(side: Side, pack: Pack) {
    this.tally = new SideTally(side, pack);
  }

  add(draw: Draw): void {
    this.tally.add(draw);
    this.draws += 1;
    if (draw.identity.confirm === true) this.confirming += 1;
    if (draw.labelling.label === "transport") {
      this.faults += 1;
      this.firstFault ??= draw.fault;
    }
    this.labellers.add(draw.labeller);
    this.runs.add(draw.run);
    const { plan } = draw.identity;
    if (!this.plans.some((known) => isSamePlan(known, plan))) this.plans.push(plan);
    this.#cost = plusOrNull(this.#cost, draw.cost);
    this.#tokens = plusOrNull(this.#tokens, draw.tokens?.total ?? null);
  }

  get bill(): Bill {
    return { calls: this.draws, cost: this.#cost, tokens: this.#tokens };
  }
}

/** Whether two draws were planned by one plan. The id alone says so of the draws, and not of the looks at them. */
export function isSamePlan(one: PlanRef, other: PlanRef): boolean {
  if (one === other) return true;
  return one.id === other.id && one.size === other.size && one.draws === other.draws && areSameLooks(one.looks, other.looks);
}

function areSameLooks(one: PlanRef["looks"] = [], other: PlanRef["looks"] = []): boolean {
  return one.length === other.length && one.every(({ draws, size }, index) => draws === other[index]?.draws && size === other[index].size);
}
