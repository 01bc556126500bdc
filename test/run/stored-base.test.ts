import { join } from "node:path";
import { expect, test } from "vitest";
import { saveBaseline } from "../../src/disk/baseline-store.ts";
import { asStoredBase, isFullOfHoles } from "../../src/run/baseline/keep-bases.ts";
import { baselineKey } from "../../src/run/baseline/key.ts";
import { isTooThin } from "../../src/run/baseline/too-thin.ts";
import { readCachedBase } from "../../src/run/draws/cached-base.ts";
import { PolicySchema } from "../../src/schema/verdict.ts";
import { folder, header } from "../disk/sample.ts";
import { bothSides, confirmation, drawn, pack, plan, planned } from "./drawn.ts";
import { prompt, provider } from "./sides.ts";

/** A side of a finished run as a base by itself. */

const print = (digit: string): string => digit.repeat(64);
const column = (name: string): { prompt: ReturnType<typeof prompt>; provider: ReturnType<typeof provider> } => ({
  prompt: prompt(name),
  provider: provider("m"),
});
const run = {
  prints: { whole: print("c"), sides: { base: print("a"), head: print("b") } },
  pack,
  planned,
  matching: { pairs: [{ name: "old → new × m", base: column("old"), head: column("new") }], unmatched: [] },
};
const contents = {
  header: header({ pairs: ["old → new × m"], pack: planned[0]!.identity.pack, plan: plan.plan }),
  draws: [...bothSides(planned, "old → new × m"), ...drawn(confirmation, "old → new × m")],
  checks: [],
};

test("head of one run is found as the base of the next: the same key, and its look draws under that run's pair", async () => {
  const next = {
    ...run,
    prints: { whole: print("d"), sides: { base: print("b"), head: print("e") } },
    matching: { pairs: [{ name: "new → newest × m", base: column("new"), head: column("newest") }], unmatched: [] },
  };
  expect(baselineKey(next, "base")).toBe(baselineKey(run, "head"));
  using dir = folder();
  const path = await saveBaseline(join(dir.path, "bases"), asStoredBase(run, contents, "head"), {
    key: baselineKey(run, "head"),
    drawnAt: "2026-11-29T01:00:00.000Z",
  });
  const { draws } = await readCachedBase(path, { pack, planned, print: print("b"), pairs: next.matching.pairs });
  expect(draws).toHaveLength(planned.length);
  expect(new Set(draws.map(({ pair, side }) => `${pair} ${side}`))).toEqual(new Set(["new → newest × m base"]));
});

test("another print, pack, cell or column is another key; other numbers of draws are not", () => {
  const key = baselineKey(run, "base");
  const others = [
    { ...run, prints: { ...run.prints, sides: { ...run.prints.sides, base: print("f") } } },
    { ...run, pack: { ...pack, hash: `sha256:${print("0")}` } },
    { ...run, planned: planned.filter(({ identity }) => identity.cell.wording === "plain") },
    { ...run, matching: { pairs: [{ name: "p", base: column("other"), head: column("new") }], unmatched: [] } },
  ];
  expect(new Set([key, ...others.map((one) => baselineKey(one, "base"))]).size).toBe(5);
  expect(baselineKey({ ...run, planned: planned.filter(({ identity }) => identity.draw < 2) }, "base")).toBe(key);
});

test("no words are kept, whatever the pack: labels, and the ids by which a reply sent twice is told", () => {
  const { draws } = asStoredBase(run, contents, "base");
  expect(JSON.stringify(draws)).not.toContain("DECISION");
  expect(draws.every(({ withheld, labelling }) => withheld === true && labelling.label === "comply-full")).toBe(true);
});

test("a side with an arm that misses more draws than may be missing is no base, and one at the limit is", () => {
  const arms = (missing: number): { missing: number; draws: number }[] => [
    { missing: 0, draws: 40 },
    { missing, draws: 40 },
  ];
  expect([6, 7].map((missing) => isFullOfHoles(arms(missing), { maxMissing: 0.15 }))).toEqual([false, true]);
  expect(isFullOfHoles([{ missing: 0, draws: 0 }], { maxMissing: 0 })).toBe(false);
});

test("a base of so few draws that an unchanged head would mostly not pass is too thin, and one of many is not", () => {
  const comparison = { planned, plan: plan.plan, matching: run.matching, options: { policy: PolicySchema.parse({ margin: 0.75 }) } };
  const mixed = (rounds: number): ReturnType<typeof drawn> =>
    drawn(planned, "p", "base").flatMap((one, index) =>
      one.identity.draw >= rounds
        ? []
        : [{ ...one, labelling: { ...one.labelling, label: index % 2 === 0 ? "comply-full" : "object-open" } }],
    );
  const at = (rounds: number): boolean => isTooThin(comparison, { draws: mixed(rounds) });
  expect([at(2), at(5)]).toEqual([true, false]);
});
