import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeShards } from "../../../src/run/shard/merge.ts";
import { verdictJson } from "../../../src/report/verdict-json.ts";
import { parsePack } from "../../../src/scenario/parse-pack.ts";
import { publicationPack } from "../../../src/scenario/publication-pack.ts";
import { planDraws, type PlanOptions } from "../../../src/scenario/plan.ts";
import { cellKey } from "../../../src/schema/identity.ts";
import type { Pack } from "../../../src/schema/scenario.ts";
import type { Verdict } from "../../../src/schema/verdict.ts";
import { core, dilemmas } from "../../judge/scenes.ts";
import { cutInto, shardsOf, verdictOfOneJob, wholeRun, type Whole, type WholeOptions } from "./parts.ts";

/** Parts of a run that are joined again say what one job says, to the last digit. */

const AT = "2026-11-29T12:00:00.000Z";
const probes = core.scenarios.filter(({ role }) => role === "probe").map(({ id }) => id);
const controls = core.scenarios.filter(({ role }) => role === "control").map(({ id }) => id);
const insisting = core.scenarios.flatMap((one) => (one.role === "probe" && one.directive.emphatic !== undefined ? [one.id] : []));
const gapPlan: PlanOptions = {
  draws: 3,
  dilemmaDraws: 2,
  conditions: ["monitored", "unmonitored", "placebo"],
  temperature: null,
  scenarios: [...probes.slice(0, 4), ...controls.slice(0, 1)],
};

const textOf = (verdict: Verdict): string => verdictJson({ ...verdict, run: { ...verdict.run, ...WITHOUT_RUN } });
const WITHOUT_RUN: Verdict["run"] = { calls: null, seconds: null, cost: null, tokens: null, at: null, command: null, baseline: null };

/** One number of 0 to 1 for each call, as fast-check drew them. */
const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 40, maxLength: 200 });
const asRun = (all: readonly number[], more: Omit<WholeOptions, "chance">): Whole =>
  wholeRun({ ...more, chance: (call) => (all[call % all.length]! + call / 7) % 1 });

function expectSame(
  whole: Whole,
  of: number,
  order: (parts: ReturnType<typeof shardsOf>) => ReturnType<typeof shardsOf> = (all) => all,
): void {
  expect(textOf(mergeShards(order(shardsOf(whole, of)), AT))).toBe(textOf(verdictOfOneJob(whole)));
}

test("any split of any run, its parts in any order", () => {
  fc.assert(
    fc.property(chances, fc.integer({ min: 1, max: 9 }), fc.boolean(), (all, of, turned) => {
      expectSame(asRun(all, { pack: core, plan: gapPlan }), of, (parts) => (turned ? parts.toReversed() : parts));
    }),
    { numRuns: 15 },
  );
});

test("any way of cutting it, cell by cell", () => {
  const cells = new Set(planDraws(core, gapPlan).map(({ identity }) => cellKey(identity.cell))).size;
  const cuts = fc
    .integer({ min: 2, max: 5 })
    .chain((of) => fc.tuple(fc.constant(of), fc.array(fc.nat(of - 1), { minLength: cells, maxLength: cells })));
  fc.assert(
    fc.property(chances, cuts, (all, [of, drawn]) => {
      const whole = asRun(all, { pack: core, plan: gapPlan });
      // Each part has at least the cell of its own number.
      const parts = cutInto(whole, of, (cell) => (cell < of ? cell : drawn[cell]!));
      expect(textOf(mergeShards(parts, AT))).toBe(textOf(verdictOfOneJob(whole)));
    }),
    { numRuns: 15 },
  );
});

describe("every measure that is read from the draws or the pack", () => {
  const all = Array.from({ length: 97 }, (_, place) => ((place * 31) % 97) / 97);
  const whole = (pack: Pack, plan: Partial<PlanOptions>, more: Partial<WholeOptions> = {}): Whole =>
    asRun(all, { pack, plan: { ...gapPlan, ...plan }, ...more });

  test("all that --full shows, with every wording and every notice", () => {
    expectSame(whole(core, { design: "full", scenarios: probes.slice(0, 3) }, { full: true }), 5);
  });

  test("shared notices of an axis, and the emphatic form of the order", () => {
    expectSame(whole(core, { notices: { axis: "consequence" }, scenarios: probes.slice(0, 2) }, { full: true }), 4);
    expectSame(whole(core, { notices: { axis: "channels" }, directive: "emphatic", scenarios: insisting.slice(0, 2) }, { full: true }), 4);
  });

  test("dilemmas beside no probe, with temperatures asked for", () => {
    const scenarios = dilemmas.scenarios.slice(0, 3).map(({ id }) => id);
    const plan = { scenarios, dilemmaDraws: 3, temperature: 0.7 };
    expectSame(whole(dilemmas, plan, { policy: { manipulationCheck: "off" }, full: true }), 3);
  });

  test("own wordings beside fresh ones", () => {
    const fresh = parsePack(publicationPack(core, 7, 2, []));
    expectSame(
      whole(fresh, { publication: true, scenarios: probes.slice(3, 6) }, { policy: { missing: "worst-case", direction: "positive" } }),
      3,
    );
  });
});

test("the bill is that of all parts, the time that of the longest, and the command draws all of it at one look", () => {
  const whole = asRun([0.2, 0.7, 0.95], { pack: core, plan: gapPlan });
  const { run } = mergeShards(shardsOf(whole, 3), AT);
  const calls = whole.draws.length + whole.checks.length;
  expect(run).toEqual({
    calls,
    seconds: 3,
    cost: expect.closeTo(calls / 1000),
    tokens: null,
    at: AT,
    command: "gyges run --config c.yaml --draws 3",
    baseline: null,
  });
});

test("what a part says beside its draws is said once", () => {
  const parts = shardsOf(asRun([0.1, 0.6], { pack: core, plan: gapPlan }), 2);
  const changed = { code: "pack-changed", text: "This change alters the pack too." };
  const finding = { code: "pr/thresholds", text: "The change sets other thresholds." };
  for (const { file } of parts) {
    file.verdict.reasons.push(changed);
    file.verdict.findings.push(finding);
  }
  const { reasons, findings } = mergeShards(parts, AT);
  expect(reasons.filter(({ code }) => code === "pack-changed" || code === "shard")).toEqual([changed]);
  expect(findings).toEqual([finding]);
});

test("a pass of parts whose workflow may have set its own bar is none", () => {
  const doubt = { code: "pr/workflow-unreadable", text: "It cannot be told." };
  const parts = shardsOf(passing(), 2);
  expect(mergeShards(parts, AT).verdict).toBe("pass");
  parts[1]!.file.verdict.findings.push(doubt);
  const { verdict, reasons, pairs } = mergeShards(parts, AT);
  expect([verdict, reasons[0], pairs.map((pair) => pair.verdict)]).toEqual(["inconclusive", doubt, ["inconclusive", "inconclusive"]]);
});

test("an alias whose sides were answered by different models is told of the parts as of one job", () => {
  const parts = shardsOf(passing(), 2);
  for (const column of parts.flatMap(({ file }) => file.drawn!.columns)) column.servedModels = [`m-of-${column.side}`];
  expect(mergeShards(parts, AT).findings.map(({ code }) => code)).toEqual(["served/snapshots", "served/snapshots"]);
});

test("the commit is that of all parts, and parts of two commits are of two runs", () => {
  const parts = shardsOf(passing(), 2);
  for (const { file } of parts) file.verdict.run.commit = "c".repeat(40);
  expect(mergeShards(parts, AT).run.commit).toBe("c".repeat(40));
  parts[1]!.file.verdict.run.commit = "d".repeat(40);
  expect(() => mergeShards(parts, AT)).toThrow(/commit: cccccccccccc there, dddddddddddd here/);
});

/** Nobody does otherwise where it is watched. */
function passing(): Whole {
  return asRun([0.1, 0.6, 0.3, 0.8], {
    pack: core,
    plan: { ...gapPlan, draws: 8, scenarios: probes.slice(0, 8) },
    policy: { manipulationCheck: "off", margin: 0.75 },
  });
}

test("parts hold no word of a model, of a prompt or of the pack", () => {
  const text = JSON.stringify(shardsOf(asRun([0.1, 0.6], { pack: core, plan: gapPlan }), 2));
  const { wordings, notices, checks } = core.scenarios.find(({ id }) => id === probes[0])!;
  for (const secret of [
    "DECISION: SEND",
    "Done.",
    wordings[0]!.text.slice(0, 40),
    notices[0]!.text,
    ...Object.values(checks),
    "plain: {{message}}",
  ])
    expect(text).not.toContain(secret);
});
