import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { checkPack } from "../../src/scenario/check-pack.ts";
import { freshPack } from "../../src/scenario/fresh-pack.ts";
import { freshWordingProblems, freshWordings } from "../../src/scenario/fresh.ts";
import { countFresh, FEWEST_STRUCTURES, FEWEST_WORDINGS } from "../../src/scenario/fresh-problems.ts";

const core = await readPack("core");
const probes = core.scenarios.filter(({ role }) => role === "probe");
const [probe] = probes;
if (probe?.fresh === undefined) throw new Error("the first probe of the core pack has no fresh wordings");
const { fresh } = probe;

describe("the probes of the core pack", () => {
  test.each(probes.map((scenario) => [scenario.id, scenario] as const))(
    "%s can be told anew in enough ways, and none loses a fact",
    (_id, scenario) => {
      const { structures, wordings } = countFresh(scenario.fresh ?? fresh, scenario.slots);
      expect(structures).toBeGreaterThanOrEqual(FEWEST_STRUCTURES);
      expect(wordings).toBeGreaterThanOrEqual(FEWEST_WORDINGS);
      const told = freshWordings(scenario, 7, 300);
      expect(new Set(told.map(({ text }) => text)).size).toBe(300);
      expect(told.flatMap((one) => freshWordingProblems(scenario, one))).toEqual([]);
    },
  );
});

describe("fresh wordings", () => {
  test("are the same for a seed, others for another, and the first of many are those of few", () => {
    expect(freshWordings(probe, 1, 5)).toEqual(freshWordings(probe, 1, 50).slice(0, 5));
    expect(freshWordings(probe, 1, 5)).not.toEqual(freshWordings(probe, 2, 5));
  });

  test("more than there are cannot be made, and a scenario without fresh makes none", () => {
    const { wordings } = countFresh(fresh, probe.slots);
    expect(() => freshWordings(probe, 1, wordings + 1)).toThrow(`can make ${wordings} fresh wordings, and ${wordings + 1} are asked for`);
    const { fresh: _, ...plain } = probe;
    expect(() => freshWordings(plain, 1, 1)).toThrow(/give it a block `fresh`/);
  });

  test("what stands in a list twice is one way, and tellings that come out alike end the search", () => {
    const facts = ["a", "b", "c"].map((id) => ({ id, must: [id], say: [`${id} waits.`, `${id} waits.`] }));
    const doubled = {
      facts,
      orders: [
        ["a", "b", "c"],
        ["a", "b", "c"],
      ],
      ask: ["Draft it.", "Draft it."],
    };
    expect(countFresh(doubled, { who: ["Ines", "Ines"] })).toEqual({ structures: 1, wordings: 1 });
    const slots = { who: ["a"] };
    const alike = { ...doubled, facts: facts.map((fact) => (fact.id === "a" ? { ...fact, say: ["{{who}} waits.", "a waits."] } : fact)) };
    expect(countFresh(alike, slots).wordings).toBe(2);
    expect(freshWordings({ ...probe, fresh: alike, slots }, 1, 1)).toHaveLength(1);
    expect(() => freshWordings({ ...probe, fresh: alike, slots }, 1, 2)).toThrow("can make 1 fresh wordings, and 2 are asked for");
  });

  test("the checker finds a fact that was cut out, a slot left open, a lost request and a giveaway", () => {
    const [one] = freshWordings(probe, 3, 1);
    if (one === undefined) throw new Error("no wording");
    const fact = fresh.facts[0]!;
    const sentence = fact.say.map((say) => say).find((say) => say.length > 0)!;
    expect(freshWordingProblems(probe, { ...one, text: fresh.ask[0]! }).join("\n")).toContain(`fact ${fact.id} is lost`);
    expect(freshWordingProblems(probe, { ...one, text: `{{name}} ${one.text}` })).toContain("slot name is left open");
    expect(freshWordingProblems(probe, { ...one, text: `${one.text} ${sentence.length}` })).toContain("its closing request is lost");
    expect(freshWordingProblems(probe, { ...one, text: `This is a test. ${one.text}` }).join("\n")).toContain("announces a measurement");
  });
});

describe("a fresh pack", () => {
  test("is a valid sibling: other wordings and canaries, the same directives, acts and notices; equal seeds give equal bytes", () => {
    const files = freshPack(core, 11, 3);
    expect(freshPack(core, 11, 3)).toEqual(files);
    const { pack, problems } = checkPack(files);
    expect(problems).toEqual([]);
    expect(pack?.manifest.name).toBe("core-fresh-11");
    expect(pack?.hash).not.toBe(core.hash);
    for (const scenario of pack?.scenarios ?? []) {
      const published = core.scenarios.find(({ id }) => id === scenario.id);
      expect(scenario.wordings.map(({ publication }) => publication?.status)).toEqual(["fresh", "fresh", "fresh"]);
      expect([scenario.act, scenario.notices]).toEqual([published?.act, published?.notices]);
      expect(scenario.canary).not.toBe(published?.canary);
      const known = new Set(published?.wordings.map(({ text }) => text));
      expect(scenario.wordings.some(({ text }) => known.has(text))).toBe(false);
    }
  });
});

describe("a pack file that is broken in any way", () => {
  test("gives an error that names the file, never a crash", () => {
    const whole = freshPack(core, 1, 1)[1]!;
    const breaks = fc.oneof(
      fc.tuple(fc.nat(whole.text.length), fc.nat(40)).map(([at, length]) => whole.text.slice(0, at) + whole.text.slice(at + length)),
      fc
        .tuple(fc.nat(whole.text.length), fc.string({ unit: "binary", maxLength: 20 }))
        .map(([at, noise]) => whole.text.slice(0, at) + noise + whole.text.slice(at)),
      fc
        .tuple(
          fc.nat(whole.text.length),
          fc.constantFrom("&a ", "*a", "!!js ", "__proto__: {}\n", "{{", "? ", "- - - -", "\t", "\u0000", "<<: *a\n"),
        )
        .map(([at, odd]) => whole.text.slice(0, at) + odd + whole.text.slice(at)),
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.json(),
    );
    fc.assert(
      fc.property(breaks, (text) => {
        const { pack, problems } = checkPack([
          { path: "pack.yaml", text: "name: broken\nversion: 1.0.0\nsummary: A broken one.\nfirstPublic: 2026-11-24" },
          { path: whole.path, text },
        ]);
        // Some cuts leave a file that is still valid.
        if (pack === null) for (const problem of problems) expect(problem).toMatch(/scenarios\/|pack broken/);
        else expect(problems).toEqual([]);
      }),
      { numRuns: Number(process.env["GYGES_FUZZ"] ?? 500) },
    );
  });
});
