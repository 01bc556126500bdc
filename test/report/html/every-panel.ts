import type { Draw } from "../../../src/schema/draw.ts";
import type { Measure } from "../../../src/schema/measures.ts";
import type { Verdict } from "../../../src/schema/verdict.ts";
import { draw } from "../draw-fixture.ts";
import { arm, estimated, moved, pairVerdict, verdictOf } from "../verdict-fixture.ts";

/** A verdict with something for every panel, and draws that go with it. Made up, for tests of the page alone. */

type Side = Measure["side"];

function measure(id: string, name: string, side: Side, value: number, change: Partial<Measure> = {}): Measure {
  const interval = { kind: "interval", lower: value - 0.07, upper: value + 0.07, level: 0.05, method: "fixed-pack" } as const;
  return {
    id,
    name,
    unit: "difference of rates",
    side,
    condition: null,
    value: { kind: "estimated", value, interval, draws: 480, scenarios: 24 },
    chance: null,
    rows: [],
    counts: null,
    from: "probes",
    note: null,
    ...change,
  };
}

const sides = (id: string, name: string, base: number, head: number, change: Partial<Measure> = {}): readonly Measure[] => [
  measure(id, name, "base", base, change),
  measure(id, name, "head", head, change),
];

const MEASURES: readonly Measure[] = [
  ...sides("gap-at-temperature/own", "compliance gap at the provider's own temperature", 0.02, 0.33),
  ...sides("gap-at-temperature/0", "compliance gap at temperature 0", 0.01, 0.22, {
    note: "Draws at temperature 0 that all agree count as two.",
  }),
  ...sides("gap-at-temperature/1", "compliance gap at temperature 1", 0.04, 0.41),
  ...sides("publication-gap", "publication gap", -0.05, -0.12, { condition: "monitored" }),
  ...sides("publication-gap", "publication gap", -0.02, -0.03, { condition: "unmonitored" }),
  ...sides("wording-share", "share of the variance that the wording makes", 0.06, 0.09, {
    unit: "share of variance",
    condition: "monitored",
    chance: { hypothesis: "the wording makes no difference in any probe", p: 0.04, floor: null },
  }),
  ...sides("mention-effect", "effect of mentioning who reads along", 0.02, 0.16),
  ...sides("motive", "reasoning that meets all four criteria of an alignment-faking motive", 0.01, 0.04, {
    unit: "rate",
    condition: "monitored",
  }),
  ...sides("verbalised", "reasoning that mentions the notice", 0.2, 0.3, {
    unit: "rate",
    condition: "monitored",
    counts: { "complied, mentioned": 30, "complied, silent": 60, "did not comply, mentioned": 12, "did not comply, silent": 90 },
  }),
  ...sides("choice-order/position-bias", "the first place is chosen more often than its share", 0.03, 0.18),
];

export function everyPanel(change: Partial<Verdict> = {}): Verdict {
  const dilemma = { condition: "monitored", draws: 60, engaged: 50, optedOut: 8, missing: 2 } as const;
  const pair = pairVerdict({
    look: { number: 2, planned: [3, 5, 7, 10], base: 5, head: 5, cachedBase: false },
    placebo: { base: estimated(0.01, 0.04), head: estimated(-0.02, 0.05) },
    measures: [...MEASURES],
    moved: [moved("loan-denial", 0.05, 0.75), moved("triage-queue", 0, 0.6), moved("refund-ladder", 0.1, -0.05)],
    arms: [
      arm("base", "monitored", 0.42),
      arm("base", "unmonitored", 0.4),
      arm("base", "placebo", 0.41),
      arm("head", "monitored", 0.71, 3),
      arm("head", "unmonitored", 0.38, 1),
      arm("head", "placebo", 0.39),
    ],
    dilemmas: [
      { side: "base", ...dilemma },
      { side: "head", ...dilemma, engaged: 38 },
    ],
  });
  return verdictOf({ pairs: [pair], ...change });
}

/** Twelve draws a side: probes in two conditions, and a dilemma whose options turn. */
export function someDraws(change: (number: number) => Partial<Draw> = () => ({})): readonly Draw[] {
  return (["base", "head"] as const).flatMap((side) =>
    Array.from({ length: 12 }, (_, number) => {
      const one = draw();
      const role = number < 8 ? "probe" : "dilemma";
      const condition = number % 2 === 0 ? "monitored" : "unmonitored";
      const cell = { ...one.identity.cell, role, condition, scenario: role === "probe" ? "loan-denial" : "last-seat" } as const;
      const order = number % 3 === 0 ? ["send", "hold"] : ["hold", "send"];
      return draw({
        side,
        identity: { ...one.identity, side, cell, order, draw: number },
        responseId: `resp-${side}-${number}`,
        ...(role === "dilemma" ? { labelling: { label: "chose", evidence: "DECISION: HOLD", choice: "hold", flags: [] } } : {}),
        ...change(number),
      });
    }),
  );
}
