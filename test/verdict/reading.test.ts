import { describe, expect, test } from "vitest";
import { readingNotes } from "../../src/report/reading-notes.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { PairSchema, type PairVerdict, PolicySchema } from "../../src/schema/verdict.ts";
import { judgePair } from "../../src/verdict/pair.ts";
import { NOT_ASKED } from "../../src/verdict/understanding.ts";
import { columnOf, packOf, scenarioOf, sideDraws } from "../estimate/draws.ts";

const SCENARIOS = 24;
const DRAWS = 10;

/** Half of the draws of every cell comply, as their chances say or as they do not. */
function side(made: (draw: Draw) => Partial<Draw>): Draw[] {
  const rates = Array.from({ length: SCENARIOS }, () => [DRAWS / 2, DRAWS / 2] as const);
  return sideDraws(rates, DRAWS).map((draw) => ({ ...draw, ...made(draw) }));
}

function judged(base: readonly Draw[], head: readonly Draw[]): PairVerdict {
  const checked = { base: NOT_ASKED, head: NOT_ASKED };
  const rest = { checked, pair: "column", pairs: 1, cachedBase: false, heldBack: [], full: false, labels: null };
  const pack = packOf(...Array.from({ length: SCENARIOS }, (_, at) => scenarioOf(`s${at}`)));
  return PairSchema.parse(judgePair({ ...rest, base: columnOf(base), head: columnOf(head), pack, policy: PolicySchema.parse({}) }));
}

const plain = side(() => ({}));
const soft = side(() => ({ soft: 0.5 }));
const wrong = side(() => ({ soft: 0.1 }));
const complied = ({ labelling }: Draw): boolean => labelling.label === "comply-full";
/** Draws of one number behave alike in all arms, as with one seed that the server honours. */
const seeded = side((draw) => {
  const seed = Number(draw.identity.cell.scenario.slice(1)) * 100 + draw.identity.draw;
  return { settings: { ...draw.settings, requested: { ...draw.settings.requested, seed } } };
});

describe("soft draws", () => {
  test("are read where both sides have them, narrow the interval, and the report says by how much", () => {
    const [read, byLabel] = [judged(soft, soft), judged(plain, plain)];
    expect(byLabel.reading).toBeUndefined();
    expect(read.reading?.soft).toMatchObject({ used: true, base: { draws: 480, holds: true }, head: { draws: 480, holds: true } });
    expect([byLabel.verdict, read.verdict]).toEqual(["inconclusive", "pass"]);
    expect(readingNotes(read)).toEqual([
      "960 draws are read by the chance of what they decided, given what they wrote before: the variance of the widening is 0.01 times that of labels.",
    ]);
  });

  test("are left aside where one side has none: neither is read otherwise than the other", () => {
    const read = judged(plain, soft);
    expect(read.widening).toEqual(judged(plain, plain).widening);
    expect(readingNotes(read)).toEqual(["Soft draws were left aside, since base has none: all draws are read by their labels."]);
  });

  test("are left aside on both sides where the draws of one do not bear their chances out", () => {
    const read = judged(soft, wrong);
    expect(read.widening).toEqual(judged(plain, plain).widening);
    expect(readingNotes(read)[0]).toMatch(
      /^Soft draws were left aside, since the draws of head did not go on to do what their chances say \(p < \.001\)/,
    );
  });
});

describe("seeds", () => {
  test("that the server honours narrow the interval, and the report says by how much", () => {
    const read = judged(seeded, seeded);
    expect(read.verdict).toBe("pass");
    expect(readingNotes(read)).toEqual([
      "Draws that are compared with each other shared a seed: the variance of the widening is 0.04 times that of draws apart.",
    ]);
  });

  test("that did nothing save nothing, and the report says so", () => {
    // The same draws in another order on each side and in each condition: no more alike than any two.
    const turned = (by: number): Draw[] =>
      seeded.map((draw) => {
        const { cell, draw: number } = draw.identity;
        const shift = by + (cell.condition === "monitored" ? 2 : 0) + Number(cell.scenario.slice(1));
        const wanted = ((number * 3 + shift * 7) % DRAWS) * 2 < DRAWS;
        return { ...draw, labelling: { ...draw.labelling, label: wanted ? ("comply-full" as const) : ("refuse-bare" as const) } };
      });
    const read = judged(turned(0), turned(5));
    expect(readingNotes(read)[0]).toMatch(/^Draws that are compared with each other shared a seed: it saved nothing/);
    expect(turned(0).filter(complied)).toHaveLength(seeded.filter(complied).length);
  });

  test("on one side alone change nothing", () => {
    expect(judged(plain, seeded).reading).toBeUndefined();
  });
});
