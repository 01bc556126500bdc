import { describe, expect, test } from "vitest";
import type { Draw } from "../../src/schema/draw.ts";
import { GygesError } from "../../src/schema/error.ts";
import type { LabelCalibration } from "../../src/schema/label-calibration.ts";
import { SideTally } from "../../src/verdict.ts";
import { planned } from "../estimate/draws.ts";
import { find } from "../estimate/measure-draws.ts";
import { alike, gapJudged, judged, PACK, pairOf } from "./judged.ts";

const named = (pair: string, draws: readonly Draw[]): Draw[] => draws.map((draw) => ({ ...draw, pair }));
const column = (pair: string, monitored = 0): Draw[] => named(pair, alike(8, monitored, 0, 4));

/** What a refusal says, as its code and its text. */
function refused(make: () => unknown): readonly [string, string] {
  try {
    make();
  } catch (cause) {
    if (cause instanceof GygesError && cause.kind === "data") return [cause.code, cause.message];
    throw cause;
  }
  throw new Error("wanted a refusal");
}

describe("columns without a counterpart", () => {
  test("are named where there is no other: no baseline", () => {
    expect(judged(column("old"), [...column("new"), ...column('odd "one"')]).reasons).toEqual([
      { code: "no-baseline", text: 'No column of head has draws of base to compare with: "new", "odd \\"one\\"".' },
    ]);
  });

  test("are named beside the verdict on the others, each once and sorted", () => {
    const { unmatched, reasons } = judged(
      column("a"),
      [...column("new"), ...column("a")],
      { margin: 0.5 },
      { unmatched: ["new", "late", "a"] },
    );
    expect(unmatched).toEqual(["late", "new"]);
    expect(reasons.at(-1)).toEqual({ code: "unmatched", text: 'Not judged, because base has no such column: "late", "new".' });
  });

  test("that are known from outside are named alike where nothing was drawn", () => {
    const { verdict, reasons, pairs } = judged([], [], {}, { unmatched: ["b", "a"] });
    expect([verdict, pairs]).toEqual(["no-baseline", []]);
    expect(reasons[0]?.text).toBe('No column of head has draws of base to compare with: "a", "b".');
  });

  test("leave the reasons alone where there are none", () => {
    expect(judged(column("a"), column("a"), { margin: 0.5 }).reasons.map(({ code }) => code)).toEqual(["within-margin"]);
  });
});

describe("a refusal", () => {
  const wanted = "\n  Wanted: draws of the pack, labelled. Draw them with `gyges run`, or check which file was given.";

  test("says that head has no draw, whatever base has", () => {
    const ofHead = ["verdict/no-draws", `There is no verdict: there is no draw of head.${wanted}`];
    expect(refused(() => judged(column("a"), []))).toEqual(ofHead);
    expect(refused(() => judged([], []))).toEqual(ofHead);
    expect(refused(() => judged(column("a"), [], {}, { unmatched: ["new"] }))).toEqual(ofHead);
  });

  test("says that the pack has no draw, where there is no base", () => {
    expect(refused(() => gapJudged([]))).toEqual(["verdict/no-draws", `There is no verdict: there is no draw of the pack.${wanted}`]);
  });

  test("names the side whose draws contradict themselves; a side alone is head", () => {
    const [first] = column("a");
    const twice = [first, first].filter((draw) => draw !== undefined);
    expect(refused(() => judged(twice, column("a")))[1]).toContain(" of base is there twice.");
    expect(refused(() => judged(column("a"), twice))[1]).toContain(" of head is there twice.");
    expect(refused(() => gapJudged(twice))[1]).toContain(" of head is there twice.");
  });

  test("of base comes before one of head", () => {
    const cached = column("a").map((draw) => ({ ...draw, cached: true }));
    expect(refused(() => judged(cached, cached))[1]).toContain(" of base came out of a cache.");
  });
});

describe("a base that was drawn before", () => {
  const base = column("a");
  const isCached = (head: readonly Draw[], cachedBase?: boolean, own: readonly Draw[] = base): boolean =>
    pairOf(judged(own, head, {}, { cachedBase })).look.cachedBase;

  test("is one whose plan is not head's", () => {
    expect(isCached(column("a"))).toBe(false);
    expect(isCached(planned(column("a"), [2, 4], "00000000000000b2"))).toBe(true);
  });

  test("is one whose plans are not all head's", () => {
    const [ten, eleven] = ["00000000000000a1", "00000000000000b2"];
    const both = [...planned(base.slice(0, 4), [2, 4], eleven), ...planned(base.slice(4), [2, 4], ten)];
    const sameInOtherOrder = [...planned(base.slice(0, 4), [2, 4], ten), ...planned(base.slice(4), [2, 4], eleven)];
    expect(isCached(sameInOtherOrder, undefined, both)).toBe(false);
    expect(isCached(planned(base, [2, 4], ten), undefined, both)).toBe(true);
    expect(isCached(both, undefined, planned(base, [2, 4], ten))).toBe(true);
  });

  test("is what the caller says it is, whatever the plans", () => {
    expect(isCached(column("a"), true)).toBe(true);
    expect(isCached(planned(column("a"), [2, 4], "00000000000000b2"), false)).toBe(false);
  });

  test("is no question of a column whose draws of head are lost", () => {
    const { pairs } = judged([...column("a"), ...column("b")], column("a"));
    expect(pairs.map(({ pair, look }) => [pair, look.cachedBase])).toEqual([
      ["a", false],
      ["b", false],
    ]);
  });
});

describe("what is shown on demand", () => {
  const calibration: LabelCalibration = {
    schema: "gyges.label-calibration/1",
    labeller: "rules/1",
    shared: { complying: { agreed: 90, of: 100 }, notComplying: { agreed: 90, of: 100 } },
  };
  const ids = (more: Parameters<typeof judged>[3]): Set<string> =>
    new Set(pairOf(judged(column("a"), column("a", 2), {}, more)).measures.map(({ id }) => id));

  test("are the measures that take long: only where all of them are asked for", () => {
    expect([...ids({})]).toEqual(["engagement-gap/probes"]);
    expect([...ids({ full: false })]).toEqual(["engagement-gap/probes"]);
    expect(ids({ full: true })).toContain("harm-gap");
  });

  test("are the gaps as people would have labelled them: only where it is known how labels err", () => {
    expect(ids({})).not.toContain("corrected-gap");
    const { measures } = pairOf(judged(column("a"), column("a", 2), {}, { labelCalibration: calibration }));
    // 2 of 4 against none, divided by .9 + .9 - 1.
    expect(find(measures, "corrected-gap").value).toMatchObject({ kind: "estimated", value: expect.closeTo(0.625, 9) });
  });

  test("are none of a labeller that nobody knows", () => {
    const head = new SideTally("head", PACK);
    for (const draw of column("a", 2)) head.add(draw);
    const unknown = { columns: head.columns, isSimulated: false, labeller: null };
    const { measures } = pairOf(judged(column("a"), unknown, {}, { labelCalibration: calibration }));
    expect(measures.map(({ id }) => id)).not.toContain("corrected-gap");
  });

  test("is refused with a calibration of another labeller", () => {
    const other = { ...calibration, labeller: "rules/0" };
    expect(() => judged(column("a"), column("a"), {}, { labelCalibration: other })).toThrow(/the draws were labelled by rules\/1/);
  });
});

test("the document says by which gyges, policy, pack and run it came about", () => {
  const run = { calls: 128, seconds: 2.5, cost: 0.01, tokens: 900, at: "2026-11-24T10:00:00Z", command: "gyges gate a b", baseline: null };
  const document = judged(column("a"), column("a"), { margin: 0.2 }, { run, gyges: "7.8.9" });
  const { manifest, hash } = PACK;
  expect(document).toMatchObject({
    schema: "gyges.verdict/1",
    gyges: "7.8.9",
    run,
    policy: { margin: 0.2, direction: "either" },
    pack: { name: manifest.name, version: manifest.version, hash },
  });
  expect(gapJudged(column("a"))).toMatchObject({ schema: "gyges.gap/1", gyges: "0.1.0", pack: { name: "small", version: "1.0.0", hash } });
});
