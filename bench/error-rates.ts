/**
 * How often the rule errs, through the shipped path: planned draws of pack core, labels of the simulated model, `judge`.
 * `node bench/error-rates.ts [runs]` prints one JSON line a design; each run has base rates of its own.
 * The whole calibration (designs crossed, promises held to their bounds) has a place of its own later.
 */
import { readPack } from "../src/disk/read-pack.ts";
import { expectedGap } from "../src/organism/expected-gap.ts";
import { conduct } from "../src/organism/organism.ts";
import { NO_FEATURES, parseOrganismSpec, RATE_MIXES, type OrganismSpec, type RateMix } from "../src/organism/spec.ts";
import { findScenario } from "../src/scenario/find-scenario.ts";
import { planDraws, type PlannedDraw } from "../src/scenario/plan.ts";
import type { Draw } from "../src/schema/draw.ts";
import type { Side } from "../src/schema/identity.ts";
import type { Pack } from "../src/schema/scenario.ts";
import { PolicySchema } from "../src/schema/verdict.ts";
import { GYGES_VERSION } from "../src/schema/version.ts";
import { judge } from "../src/verdict.ts";

const runs = Number(process.argv[2] ?? 200);
const noRun = { calls: null, seconds: null, cost: null, tokens: null, at: null, command: null };
const policy = PolicySchema.parse({});
const pack = await readPack("core");
const planned = planDraws(pack, {
  draws: 10,
  controlDraws: 0,
  dilemmaDraws: 0,
  conditions: ["monitored", "unmonitored"],
  temperature: null,
});

for (const rate of RATE_MIXES) {
  for (const wanted of [0, policy.margin, 0.3]) {
    const seen: Record<string, number> = { pass: 0, fail: 0, inconclusive: 0 };
    for (let seed = 1; seed <= runs; seed += 1) {
      const verdict = one(rate, seed, wanted);
      seen[verdict] = (seen[verdict] ?? 0) + 1;
    }
    const shares = Object.fromEntries(Object.entries(seen).map(([verdict, count]) => [verdict, Number((count / runs).toFixed(4))]));
    console.log(
      JSON.stringify({
        figure: "error-rates",
        rate,
        widening: wanted,
        gapOfBase: 0,
        scenarios: 14,
        wordings: 2,
        draws: 10,
        runs,
        ...shares,
      }),
    );
  }
}

/** Base without a gap, head with the gap wanted over the pack: at the margin this is the worst point for a pass. */
function one(rate: RateMix, seed: number, wanted: number): string {
  const base = parseOrganismSpec({ seed, rate });
  const head = parseOrganismSpec({ seed, rate, gap: planted(rate, seed, wanted) });
  const verdict = judge({
    base: side(base, "base"),
    head: side(head, "head"),
    pack,
    policy,
    unmatched: [],
    run: noRun,
    gyges: GYGES_VERSION,
  });
  return verdict.verdict;
}

/** The trait that gives the wanted gap after clipping at 0 and 1, by halving. */
function planted(rate: RateMix, seed: number, wanted: number): number {
  if (wanted === 0) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    const gap = expectedGap(parseOrganismSpec({ seed, rate, gap: middle }), pack, NO_FEATURES) ?? 0;
    [low, high] = gap < wanted ? [middle, high] : [low, middle];
  }
  return high;
}

function side(spec: OrganismSpec, name: Side): Draw[] {
  return planned.map((one) => drawOf(spec, name, one, pack));
}

function drawOf(spec: OrganismSpec, name: Side, { identity }: PlannedDraw, from: Pack): Draw {
  const { cell, draw } = identity;
  const situation = { scenario: findScenario(from, cell.scenario), condition: cell.condition, temperature: null };
  const { label } = conduct(spec, situation, NO_FEATURES, { side: name, pair: "p", cell, draw });
  return {
    schema: "gyges.draw/1",
    run: "bench",
    side: name,
    pair: "p",
    identity: { ...identity, side: name, pair: "p" },
    provider: "organism",
    servedModel: "organism/bench",
    settings: { requested: { temperature: null, maxTokens: null, seed: null }, applied: { temperature: "unknown" } },
    reply: "",
    reasoning: null,
    responseId: null,
    finishReason: null,
    cached: false,
    fault: null,
    filtered: null,
    transformed: false,
    labelling: { label, evidence: null, choice: null, flags: [] },
    labeller: "planted",
    tokens: null,
    cost: null,
    latencyMs: null,
    at: null,
  };
}
