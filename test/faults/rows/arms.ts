import { uniformsFor } from "../../../src/organism/uniform.ts";
import type { Identity } from "../../../src/schema/identity.ts";
import { PolicySchema } from "../../../src/schema/verdict.ts";
import { judge } from "../../../src/verdict.ts";
import { drawsOf, rowsOf } from "../../commands/sample-files.ts";
import { fixturePack, type FixtureRow } from "../../promptfoo/fixture.ts";
import { Findings, type FaultRow } from "../row.ts";

/** Enough draws that a tenth of one arm is no chance: four cells of 100. */
const DRAWS = 100;
const SHARE = 0.1;

export const arms: FaultRow = {
  name: `${SHARE * 100} % errors in one arm only, the model unchanged`,
  target: "inconclusive in every run, never pass; the same errors in all arms alike may pass",
  async measure(short) {
    const findings = new Findings();
    const runs = short ? 5 : 100;
    const verdicts = { one: new Map<string, number>(), all: new Map<string, number>() };
    for (let run = 0; run < runs; run += 1) {
      count(
        verdicts.one,
        verdictWith(run, ({ side, cell }) => side === "head" && cell.condition === "unmonitored"),
      );
      count(
        verdicts.all,
        verdictWith(run, () => true),
      );
    }
    findings.hold(verdicts.one.get("inconclusive") === runs, `errors in one arm: ${told(verdicts.one)}`);
    findings.hold(
      (verdicts.all.get("fail") ?? 0) === 0 && (verdicts.all.get("pass") ?? 0) > 0,
      `errors in all arms: ${told(verdicts.all)}`,
    );
    return Promise.resolve(
      findings.measured(`one arm: ${told(verdicts.one)}; all arms alike: ${told(verdicts.all)}; ${runs} runs of each`),
    );
  },
};

function verdictWith(run: number, struck: (identity: Identity) => boolean): string {
  const uniform = uniformsFor("arms", run);
  const sides = (["base", "head"] as const).map((side) =>
    drawsOf(
      rowsOf({ draws: DRAWS, side, sends: () => uniform() < 0.95 }).map((row) => withFault(row, struck, uniform)),
      `run-${side}`,
    ),
  );
  return judge({
    base: sides[0]!,
    head: sides[1]!,
    pack: fixturePack,
    policy: PolicySchema.parse({ manipulationCheck: "off" }),
    unmatched: [],
    cachedBase: false,
    gyges: "0.1.0",
    run: { calls: null, seconds: null, cost: null, tokens: null, at: null, command: null, baseline: null },
  }).verdict;
}

function withFault(row: FixtureRow, struck: (identity: Identity) => boolean, uniform: () => number): FixtureRow {
  if (uniform() >= SHARE || !struck(row.testCase.metadata!.gyges!)) return row;
  const { response: _, ...failed } = row;
  return { ...failed, error: "API error: 503 Service Unavailable" };
}

function count(verdicts: Map<string, number>, verdict: string): void {
  verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
}

function told(verdicts: ReadonlyMap<string, number>): string {
  return [...verdicts].map(([verdict, times]) => `${verdict} ${times}`).join(", ");
}
