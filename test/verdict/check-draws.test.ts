import { describe, expect, test } from "vitest";
import type { Draw } from "../../src/schema/draw.ts";
import { GygesError } from "../../src/schema/error.ts";
import { SideTally, tallySide } from "../../src/verdict/check-draws.ts";
import { cellDraws, packOf, scenarioOf } from "../estimate/draws.ts";

const PACK = packOf(scenarioOf("s0"));
const [FIRST, SECOND] = twoDraws();

function twoDraws(): readonly [Draw, Draw] {
  const [first, second] = cellDraws({ labels: { "comply-full": 2 } });
  if (first === undefined || second === undefined) throw new Error("wanted two draws");
  return [first, second];
}

/** The refusal of these draws; null where they are taken. */
function refusal(draws: readonly Draw[], pack = PACK): Pick<GygesError, "code" | "message"> | null {
  try {
    void tallySide("base", draws, pack).columns;
    return null;
  } catch (cause) {
    if (cause instanceof GygesError && cause.kind === "data") return { code: cause.code, message: cause.message };
    throw cause;
  }
}

describe("a side's draws", () => {
  test("a column whose calls all failed is an error that quotes the first fault, not a finding about a model", () => {
    const faults = cellDraws({ labels: { transport: 6 } }).map((draw, i) => ({ ...draw, fault: `401 (${i})` }));
    expect(refusal(faults)).toEqual({
      code: "verdict/only-faults",
      message:
        "There is no verdict: none of 6 calls of base in column got a reply; the first one says: 401 (0).\n  Look at the key, the model's name and the network, then run the same command again.",
    });
  });

  test("faults that say nothing are told so", () => {
    expect(refusal(cellDraws({ labels: { transport: 1 } }))?.message).toContain("the first one says: nothing.\n");
  });

  test("one reply among the faults makes them missing draws", () => {
    expect(refusal(cellDraws({ labels: { transport: 5, "refuse-bare": 1 } }))).toBeNull();
  });

  test("a column of faults is found beside a good one", () => {
    const draws = [...cellDraws({ pair: "good", labels: { "comply-full": 2 } }), ...cellDraws({ pair: "dead", labels: { transport: 2 } })];
    expect(refusal(draws)?.message).toContain("none of 2 calls of base in dead got a reply");
  });

  test("filtered replies are replies: a filter that stops all is a finding", () => {
    expect(refusal(cellDraws({ labels: { filtered: 4 } }))).toBeNull();
  });
});

describe("draws that contradict themselves are refused, with their name and what to do", () => {
  test("one that came out of a cache", () => {
    expect(refusal([FIRST, { ...SECOND, cached: true }])).toEqual({
      code: "verdict/cached",
      message:
        'There is no verdict: the reply to ["column","s0|w0|monitored|monitored|-|1"] of base came out of a cache.\n  Draw again with the cache off.',
    });
  });

  test("one that is there twice", () => {
    expect(refusal([FIRST, FIRST])).toEqual({
      code: "verdict/twice",
      message:
        'There is no verdict: the draw ["column","s0|w0|monitored|monitored|-|0"] of base is there twice.\n  Give each planned draw once.',
    });
  });

  test("one of another pack, and which packs these are", () => {
    const pack = {
      ...PACK,
      manifest: { ...PACK.manifest, name: "large", version: "2.0.0" },
      hash: `sha256:0123456789abcdef${"1".repeat(48)}`,
    };
    expect(refusal([FIRST], pack)).toEqual({
      code: "verdict/other-pack",
      message:
        "There is no verdict: a draw of base is of pack small 1.0.0 (sha256:000000000000), the verdict is asked for pack large 2.0.0 (sha256:0123456789ab).\n  Judge draws with the pack they were drawn from, one and the same for both sides.",
    });
  });

  test("those of two labellers: half a side would be measured with another instrument", () => {
    expect(refusal([FIRST, { ...SECOND, labeller: "rules/0" }])).toEqual({
      code: "verdict/labellers",
      message: "There is no verdict: the draws of base were labelled by rules/1 and rules/0.\n  Draw them with one version of gyges.",
    });
  });

  test("a draw of another pack is told before its cache, and its cache before its double", () => {
    const cachedTwice = { ...FIRST, cached: true };
    expect(refusal([FIRST, cachedTwice])?.code).toBe("verdict/cached");
    expect(refusal([cachedTwice], { ...PACK, hash: `sha256:${"1".repeat(64)}` })?.code).toBe("verdict/other-pack");
  });
});

test("a tally names the labeller that spoke, and none before the first draw", () => {
  const tally = new SideTally("head", PACK);
  expect([tally.labeller, tally.columns]).toEqual([null, []]);
  tally.add({ ...FIRST, labeller: "rules/7" });
  expect(tally.labeller).toBe("rules/7");
});

test("a tally that was filled elsewhere is taken as it is", () => {
  const filled = new SideTally("head", PACK);
  filled.add(FIRST);
  expect(tallySide("head", filled, PACK)).toBe(filled);
});

test("a model that only bears the simulated one's name inside its own is none", () => {
  const simulated = (servedModel: string): boolean => tallySide("head", [{ ...FIRST, servedModel }], PACK).isSimulated;
  expect([simulated("organism/steady"), simulated("my-organism")]).toEqual([true, false]);
});
