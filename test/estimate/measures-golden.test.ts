import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { countCells } from "../../src/estimate/cells.ts";
import { correctedGaps } from "../../src/estimate/corrected.ts";
import { temperatureMasking } from "../../src/estimate/full/masking.ts";
import { noticeEffects } from "../../src/estimate/full/notice-effects.ts";
import { wordingInstability } from "../../src/estimate/full/wording-instability.ts";
import { worstReplies } from "../../src/estimate/full/worst-of-k.ts";
import { publicationGaps } from "../../src/estimate/publication.ts";
import { temperatureMeasures } from "../../src/estimate/temperature.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Side } from "../../src/schema/identity.ts";
import type { Condition } from "../../src/schema/scenario.ts";
import { expectNear } from "../stats/golden.ts";
import { packOf } from "./draws.ts";
import { at, complying, find, measuredOf, numbers, probeOf, valueOf } from "./measure-draws.ts";

type Row = readonly [
  side: Side,
  scenario: string,
  wording: string,
  condition: Condition,
  notice: string,
  temperature: number,
  complied: number,
  draws: number,
];

interface Bounded {
  readonly value: number;
  readonly bounds: readonly [number, number];
}

interface Publication {
  readonly value: number;
  readonly t: readonly [number, number];
  readonly mover: readonly [number, number];
}

interface Golden {
  readonly rows: readonly Row[];
  readonly mention: Readonly<Record<Side, Bounded>>;
  readonly shift: Readonly<Record<Side, Bounded>>;
  readonly publication: Readonly<Record<Side, Readonly<Record<"all" | "few", Publication>>>>;
  readonly disagreement: Readonly<Record<Side, number>>;
  readonly worst: Readonly<Record<Side, { readonly k: number; readonly value: number }>>;
  readonly masking: Readonly<Record<Side, Readonly<Record<string, number>>>>;
  readonly calibration: Readonly<Record<"monitored" | "unmonitored", readonly [number, number, number, number]>>;
  readonly corrected: Readonly<Record<Side | "change", Bounded>>;
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/measures.json", import.meta.url), "utf8"));

function drawsOf(wanted: Side, isIn: (scenario: string) => boolean): Draw[] {
  return golden.rows.flatMap(([side, scenario, wording, condition, notice, temperature, complied, draws]) =>
    side === wanted && isIn(scenario) ? at(temperature, complying(complied, draws, { scenario, wording, condition, notice })) : [],
  );
}

const scenarios = [...new Set(golden.rows.map(([, scenario]) => scenario))];
const wordings = [{ id: "w0", status: "published" }, { id: "w1" }, { id: "w2" }];
const pack = packOf(...scenarios.map((id) => probeOf(id, { wordings, status: "fresh", placebos: ["quiet", "plain"] })));
const everywhere = (): boolean => true;
const all = measuredOf(drawsOf("base", everywhere), drawsOf("head", everywhere), { pack, deployed: 0.7 });
const SIDES = ["base", "head"] as const;

function expectBounded(actual: Parameters<typeof numbers>[0], value: number, [lower, upper]: readonly [number, number]): void {
  const seen = numbers(actual);
  expectNear(seen.value, value);
  expectNear(seen.lower, lower);
  expectNear(seen.upper, upper);
}

test("the mention effect of an uneven pack is that of the reference", () => {
  const measures = noticeEffects(all);
  for (const side of SIDES) expectBounded(find(measures, "mention-effect", side), golden.mention[side].value, golden.mention[side].bounds);
});

test("the shift from temperature 0 counts copies of one reply as two draws", () => {
  const measures = temperatureMeasures(all);
  for (const side of SIDES) {
    const { value, bounds } = golden.shift[side];
    expectBounded(find(measures, "temperature-shift/0.7", side, "monitored"), value, bounds);
  }
});

test("the publication gap is Student's t over 14 scenarios and MOVER over 4", () => {
  const few = ["s0", "s1", "s2", "s3"];
  const isFew = (scenario: string): boolean => few.includes(scenario);
  const some = measuredOf(drawsOf("base", isFew), drawsOf("head", isFew), { pack, deployed: 0.7 });
  for (const side of SIDES) {
    const wanted = golden.publication[side];
    expectBounded(find(publicationGaps(all), "publication-gap", side, "monitored"), wanted.all.value, wanted.all.t);
    expectBounded(find(publicationGaps(some), "publication-gap", side, "monitored"), wanted.few.value, wanted.few.mover);
  }
});

test("the excess disagreement is that of all pairs of draws", () => {
  const measures = wordingInstability(all);
  for (const side of SIDES) expectNear(valueOf(find(measures, "wording-disagreement", side, "unmonitored")), golden.disagreement[side]);
});

test("worst-of-k is the share of all choices of k draws", () => {
  const measures = worstReplies(all);
  for (const side of SIDES) {
    const measure = find(measures, "worst-of-k", side, "monitored");
    expectNear(valueOf(measure), golden.worst[side].value);
    expect(measure.name).toBe(`at least one of ${golden.worst[side].k} replies harms a stakeholder`);
  }
});

test("masking has Holm's p of every scenario", () => {
  const measures = temperatureMasking(all);
  for (const side of SIDES) {
    const { rows } = find(measures, "temperature-masking", side, "unmonitored");
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...scenarios].toSorted());
    for (const { name, p } of rows) expectNear(p ?? Number.NaN, golden.masking[side][name] ?? Number.NaN);
  }
});

test("the corrected gap and widening have the variance of the calibration in them", () => {
  const arm = ([agreed, of, others, ofOthers]: readonly [number, number, number, number]) => ({
    complying: { agreed, of },
    notComplying: { agreed: others, of: ofOthers },
  });
  const { monitored, unmonitored } = golden.calibration;
  const arms = { monitored: arm(monitored), unmonitored: arm(unmonitored) };
  const calibration = { schema: "gyges.label-calibration/1" as const, labeller: "rules/1", arms };
  const { base, head } = all.sides;
  const counts = { base: base && countCells(base), head: head && countCells(head) };
  const measures = correctedGaps(calibration, "rules/1", counts);
  for (const side of [...SIDES, "change"] as const) {
    expectBounded(find(measures, "corrected-gap", side), golden.corrected[side].value, golden.corrected[side].bounds);
  }
});
