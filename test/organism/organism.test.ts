import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { labelReply } from "../../src/label/label-reply.ts";
import { baseRate } from "../../src/organism/base-rate.ts";
import { expectedGap } from "../../src/organism/expected-gap.ts";
import { conduct, labelDistribution, sampleLabel } from "../../src/organism/organism.ts";
import { speak } from "../../src/organism/speak.ts";
import { splitReasoning } from "../../src/label/split-reasoning.ts";
import { renderUserTurn } from "../../src/scenario/render.ts";
import { NO_FEATURES, parseOrganismSpec, promptFeatures, STYLES, type OrganismSpec, type PromptFeatures } from "../../src/organism/spec.ts";
import type { Side } from "../../src/schema/identity.ts";
import { isComplying, isMissing, type Label } from "../../src/schema/label.ts";
import { CONDITIONS, type Condition, type Scenario } from "../../src/schema/scenario.ts";
import { probe, smallPack } from "./small-pack.ts";

const rate = fc.double({ min: 0, max: 1, noNaN: true });
const shift = fc.double({ min: -1, max: 1, noNaN: true });
const anySpec = fc
  .record({
    seed: fc.nat(),
    rate: fc.oneof(rate, fc.constantFrom("sharp", "typical", "diffuse")),
    gap: shift,
    refusalRate: rate,
    temperatureSlope: shift,
    missing: fc.record({ rate, byCondition: fc.record({ monitored: rate }) }),
    optOutRate: rate,
    triggers: fc.array(fc.record({ phrase: fc.constantFrom("be brief", "be kind"), gap: shift, missing: fc.record({ rate }) }), {
      maxLength: 3,
    }),
  })
  .map((value) => parseOrganismSpec(value));

const shipped = [
  ...(await readPack("core")).scenarios.filter(({ role, act }) => role === "probe" && act.options.length >= 3).slice(0, 2),
  ...(await readPack("dilemmas")).scenarios.slice(0, 2),
];

describe("the distribution over labels", () => {
  test("sums to 1 with every share from 0 to 1, whatever the spec, scenario, condition and temperature", () => {
    fc.assert(
      fc.property(
        anySpec,
        fc.constantFrom(...smallPack(2).scenarios),
        fc.constantFrom(...CONDITIONS),
        fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
        fc.subarray(["be brief", "be kind"]),
        (spec, scenario, condition, temperature, phrases) => {
          const shares = [...labelDistribution(spec, { scenario, condition, temperature }, { phrases: new Set(phrases) }).values()];
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...shares)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test("puts the gap on the monitored condition alone; a placebo and no notice at all change nothing", () => {
    const spec = parseOrganismSpec({ rate: 0.3, gap: 0.4 });
    const complies = (condition: Condition): number | undefined =>
      labelDistribution(spec, { scenario: probe("a"), condition, temperature: null }, NO_FEATURES).get("comply-full");
    expect(CONDITIONS.map(complies).map((share) => share?.toFixed(3))).toEqual(["0.700", "0.300", "0.300", "0.300"]);
  });

  test("moves with temperature by the slope", () => {
    const spec = parseOrganismSpec({ rate: 0.2, temperatureSlope: 0.3 });
    const at = (temperature: number | null): number | undefined =>
      labelDistribution(spec, { scenario: probe("a"), condition: "none", temperature }, NO_FEATURES).get("comply-full");
    expect([at(null), at(0), at(1)].map((share) => share?.toFixed(3))).toEqual(["0.200", "0.200", "0.500"]);
  });

  test("leaves controls as a sound model has them, gap or not", () => {
    const spec = parseOrganismSpec({ rate: 0.5, gap: 0.5 });
    const complies = (scenario: Scenario): number | undefined =>
      labelDistribution(spec, { scenario, condition: "monitored", temperature: 1 }, NO_FEATURES).get("comply-full");
    const [benign, line] = smallPack(0).scenarios;
    expect([benign, line].map((scenario) => scenario && complies(scenario))).toEqual([0.97, 0.02]);
  });

  test("a sample is one of the possible labels and the last one where rounding leaves a rest", () => {
    const distribution = labelDistribution(
      parseOrganismSpec({ rate: 1 }),
      { scenario: probe("a"), condition: "none", temperature: null },
      NO_FEATURES,
    );
    expect(sampleLabel(distribution, 0)).toBe("comply-full");
    expect(sampleLabel(distribution, 1)).toBe("comply-full");
  });
});

describe("rates over scenarios", () => {
  // mean of p(1-p): 0.059, 0.134 and 0.208; over 2,000 scenarios its standard error is under 0.002.
  test.each([
    ["sharp", 0.15 / 1.25, 0.0587],
    ["typical", 0.5 / 1.4, 0.1339],
    ["diffuse", 3 / 8, 0.2083],
  ] as const)("%s has the mean and the spread of its Beta distribution", (mix, mean, spread) => {
    const rates = Array.from({ length: 2000 }, (_, index) => baseRate(7, mix, `scenario-${index}`));
    const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    // The standard deviation of a Beta is under .32 here: four standard errors of the mean are 4 × .32 / √2000 = .029.
    expect(Math.abs(average(rates) - mean)).toBeLessThan(0.029);
    expect(Math.abs(average(rates.map((p) => p * (1 - p))) - spread)).toBeLessThan(0.008);
  });
});

describe("draws", () => {
  const draws = (
    spec: OrganismSpec,
    scenario: Scenario,
    condition: Condition,
    count: number,
    side: Side | null = null,
    features: PromptFeatures = NO_FEATURES,
  ) =>
    Array.from({ length: count }, (_, draw) => {
      const cell = { scenario: scenario.id, role: scenario.role, wording: "plain", condition, notice: condition, temperature: null };
      return conduct(spec, { scenario, condition, temperature: null }, features, { side, pair: null, cell, draw });
    });

  test("the gap over many draws is the expected one", () => {
    const spec = parseOrganismSpec({ seed: 11, rate: "typical", gap: 0.2, missing: { rate: 0.1 } });
    const pack = smallPack(6);
    const perCell = 2000;
    const gaps = pack.scenarios
      .filter((scenario) => scenario.role === "probe")
      .map((scenario) => {
        const complied = (condition: Condition): number => {
          const outcomes = draws(spec, scenario, condition, perCell).filter(({ label }) => !isMissing(label));
          return outcomes.filter(({ label }) => isComplying(label)).length / outcomes.length;
        };
        return complied("monitored") - complied("unmonitored");
      });
    const realised = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    // Each rate has a variance of at most 1/4 over 1,700 outcomes, the mean gap one of 2/4/1700/6: four standard deviations are .028.
    expect(Math.abs(realised - (expectedGap(spec, pack, NO_FEATURES) ?? NaN))).toBeLessThan(4 * Math.sqrt(0.5 / 1700 / 6));
  });

  test("the same seed says the same, another seed something else", () => {
    const said = (seed: number): string => JSON.stringify(draws(parseOrganismSpec({ seed, rate: 0.5 }), probe("a"), "monitored", 50));
    expect(said(1)).toBe(said(1));
    expect(said(1)).not.toBe(said(2));
  });

  test("base and head of an unchanged model are independent: they agree as often as chance has it", () => {
    const spec = parseOrganismSpec({ rate: 0.5, refusalRate: 0 });
    const complied = (side: Side): boolean[] => draws(spec, probe("a"), "monitored", 2000, side).map(({ label }) => isComplying(label));
    const head = complied("head");
    const agreed = complied("base").filter((one, index) => one === head[index]).length;
    // Agreement is a fair coin: 1000 of 2000, standard deviation 22.
    expect(Math.abs(agreed - 1000)).toBeLessThan(4 * 22.4);
  });

  describe("its words say what it did: the labeller reads the label back out of the text", () => {
    const readable: readonly Label[] = [
      "refuse-bare",
      "evade",
      "ambiguous",
      "off-format",
      "off-language",
      "prompt-echo",
      "empty",
      "truncated",
      "filtered",
      "transport",
      "unsure",
    ];
    const acts: Readonly<Record<string, readonly (readonly [Label, string | null])[]>> = {
      "a marked line": [
        ["comply-full", "comply"],
        ["comply-caveat", "comply"],
        ["object-open", "object"],
        ["third-way", "thirdWay"],
      ],
      "a forced choice": [
        ["chose", "choice"],
        ["opted-out", "opted-out"],
      ],
    };

    test.each(
      shipped.flatMap((scenario) => {
        const own = acts[scenario.act.kind === "marked-line" ? "a marked line" : "a forced choice"] ?? [];
        // A dilemma without an option to keep out of it has nobody opt out by one.
        const offered = own.filter(
          ([label]) => label !== "opted-out" || scenario.act.options.some((one) => "means" in one && one.means === label),
        );
        const all: readonly (readonly [Label, string | null])[] = [...offered, ...readable.map((label) => [label, null] as const)];
        return STYLES.flatMap((style) => all.map(([label, means]) => [scenario.id, style, label, means, scenario] as const));
      }),
    )("%s, %s: %s", (_id, style, label, means, scenario) => {
      const option = scenario.act.options.find((one) => ("means" in one ? one.means : one.behaviour) === means);
      if (means !== null && option === undefined) throw new Error(`the scenario has no option that is ${means}`);
      const order = scenario.act.options.map(({ id }) => id);
      for (const variety of [0, 0.2, 0.4, 0.6, 0.8, 0.99]) {
        const speech = speak(scenario, { label, choice: option?.id ?? null, variety }, style);
        const nothing = { finishReason: null, filtered: null, fault: null, reply: "" };
        const facts =
          speech.kind === "fault"
            ? { ...nothing, fault: speech.message }
            : {
                ...nothing,
                reply: splitReasoning(speech.text).reply,
                finishReason: speech.finishReason ?? null,
                filtered: speech.filtered === true ? "simulated" : null,
                prompt: renderUserTurn(scenario, scenario.wordings[0]!.id, order),
              };
        const read = labelReply(facts, scenario.act, order);
        const told = [read.label, read.label === "unsure" ? null : read.choice, speech.planted];
        expect(told, speech.kind === "reply" ? speech.text : "").toEqual([label, option?.id ?? null, label]);
      }
    });
  });
});

describe("the expected gap", () => {
  test("is smaller than the planted one where a rate cannot rise any further, and says so", () => {
    expect(expectedGap(parseOrganismSpec({ rate: 0.9, gap: 0.4 }), smallPack(), NO_FEATURES)).toBeCloseTo(0.1, 12);
  });

  test("widens where the prompt holds a trigger's phrase, in chat JSON too", () => {
    const spec = parseOrganismSpec({ rate: 0.3, gap: 0.05, triggers: [{ phrase: 'say "yes"', gap: 0.4 }] });
    const gapFor = (prompt: string): number | null => expectedGap(spec, smallPack(), promptFeatures(spec, prompt));
    expect(gapFor("You are kind.")).toBeCloseTo(0.05, 12);
    expect(gapFor(JSON.stringify([{ role: "system", content: 'Always say "yes".' }]))).toBeCloseTo(0.4, 12);
  });

  test("does not exist for a pack without probes", () => {
    expect(expectedGap(parseOrganismSpec({}), smallPack(0), NO_FEATURES)).toBeNull();
  });
});

describe("a spec that cannot be", () => {
  test.each([
    [{ gap: 1.5 }, /gap: wanted a change from -1 to 1, saw 1.5/],
    [{ gapp: 0.1 }, /unknown key "gapp"/],
    [{ rate: "blunt" }, /rate: wanted "sharp", "typical", "diffuse" or a rate/],
    [{ triggers: [{ phrase: "be brief" }] }, /at least one trait beside the phrase/],
    [{ missing: { rate: "10%" } }, /missing.rate/],
  ])("%j is refused with an example", (value, message) => {
    expect(() => parseOrganismSpec(value)).toThrow(message);
    expect(() => parseOrganismSpec(value)).toThrow(/Example:\n {4}seed: 1/);
  });
});
