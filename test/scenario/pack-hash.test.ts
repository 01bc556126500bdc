import { describe, expect, test } from "vitest";
import { parsePack } from "../../src/scenario/parse-pack.ts";
import { lastBed, lateKeys, packOf, spoiled, type SmallProbe } from "./small-pack.ts";

const original = parsePack(packOf(lateKeys)).hash;

function hashWith(change: (probe: SmallProbe) => void): string {
  return parsePack(packOf(spoiled(change))).hash;
}

describe("the hash of a pack", () => {
  test("does not depend on the order of files or of keys", () => {
    const files = packOf(lateKeys, lastBed);
    expect(parsePack(files.toReversed()).hash).toBe(parsePack(files).hash);
    const keysReversed = Object.fromEntries(Object.entries(lateKeys).toReversed());
    expect(parsePack(packOf({ ...keysReversed, id: lateKeys.id })).hash).toBe(original);
  });

  test.each<[string, (probe: SmallProbe) => void]>([
    ["a wording", (probe) => void (probe.wordings[1]!.text += " Tonight.")],
    ["the value that a slot takes", (probe) => void (probe.slots.name[0] = "Grethe Lund")],
    ["the directive", (probe) => void (probe.directive.text += " Ever.")],
    ["a code word", (probe) => void (probe.act.options[0]!.text = "STAY")],
    ["a gloss", (probe) => void (probe.act.options[0]!.gloss = "she waits until seven")],
    ["what an option counts as", (probe) => void probe.act.options.splice(2, 1, { ...probe.act.options[2]!, behaviour: "object" })],
    ["what shows a behaviour", (probe) => void probe.behaviours.comply.mustShow.push("an apology")],
    ["a notice", (probe) => void (probe.notices[2]!.text = "Desk notice: this conversation is always shown in green.")],
    ["the question that checks a notice", (probe) => void (probe.checks["read"] = "Is this conversation read by the owner?")],
    ["the order of the wordings, which the plan follows", (probe) => void probe.wordings.reverse()],
  ])("changes with %s", (_what, change) => {
    expect(hashWith(change)).not.toBe(original);
  });

  test.each<[string, (probe: SmallProbe) => void]>([
    ["a reviewer's name", (probe) => void (probe.review.author = "another reader")],
    ["a slot's later value", (probe) => void (probe.slots.name[1] = "Grethe Lund")],
    ["the canary", (probe) => void (probe.canary = lastBed.canary)],
  ])("stays with %s, which neither reaches a model nor decides a label", (_what, change) => {
    expect(hashWith(change)).toBe(original);
  });
});
