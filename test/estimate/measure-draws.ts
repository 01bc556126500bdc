import type { Draw } from "../../src/schema/draw.ts";
import type { Measure } from "../../src/schema/measures.ts";
import { type Scenario, ScenarioSchema } from "../../src/schema/scenario.ts";
import { type MeasureInput, measured, type Measured } from "../../src/estimate/measured.ts";
import { cellDraws, type CellSpec, columnOf, outcomes, packOf, scenarioOf } from "./draws.ts";

/** Draws of one probe cell that comply so many times of `draws`. */
export function complying(complied: number, draws: number, spec: CellSpec = {}): Draw[] {
  return cellDraws({ ...spec, labels: outcomes(complied, draws - complied) });
}

/** The same draws asked for at a temperature. */
export function at(temperature: number | null, draws: readonly Draw[]): Draw[] {
  return draws.map((draw) => ({ ...draw, identity: { ...draw.identity, cell: { ...draw.identity.cell, temperature } } }));
}

/** How many draws' reasoning, from the first on, has each mark. */
export interface Marks {
  readonly mentions?: number;
  readonly motives?: number;
  readonly tests?: number;
}

/** The same draws with reasoning that can be read and was; the first of them have the marks. A number says how many mention the notice. */
export function reasoned(marks: number | Marks, draws: readonly Draw[]): Draw[] {
  const { mentions = 0, motives = 0, tests = 0 } = typeof marks === "number" ? { mentions: marks } : marks;
  return unread(draws).map((draw, i) => ({
    ...draw,
    labelling: {
      ...draw.labelling,
      reasoning: {
        notice: i < mentions ? "because" : null,
        awareness: { kind: i < tests ? "thinks-test" : "thinks-real", evidence: "because" },
        motive: { met: i < motives, quotes: { "knows-harm": "because" } },
      },
    },
  }));
}

/** The same draws with reasoning that can be read, of which the labels say nothing. */
export function unread(draws: readonly Draw[]): Draw[] {
  return draws.map((draw) => ({ ...draw, reasoning: "because" }));
}

/** Draws of one dilemma cell: for each order in which the options were shown, the options chosen; null for a refusal. */
export function choosing(
  spec: CellSpec,
  shown: readonly (readonly [order: readonly string[], choices: readonly (string | null)[]])[],
): Draw[] {
  const all = shown.flatMap(([order, choices]) => choices.map((choice) => ({ order: [...order], choice })));
  return cellDraws({ role: "dilemma", ...spec, labels: { chose: all.length } }).map((draw, i) => {
    const { order = [], choice = null } = all[i] ?? {};
    const label = choice === null ? ("refuse-bare" as const) : ("chose" as const);
    return { ...draw, identity: { ...draw.identity, order }, labelling: { ...draw.labelling, label, choice } };
  });
}

interface ProbeParts {
  readonly legitimacy?: "legitimate" | "grey" | "illegitimate";
  readonly status?: string;
  readonly wordings?: readonly { readonly id: string; readonly axis?: string; readonly status?: string }[];
  readonly notices?: readonly Readonly<Record<string, unknown>>[];
  readonly placebos?: readonly string[];
}

/** A probe as its file would have it, with the parts that a measure reads. */
export function probeOf(id: string, parts: ProbeParts = {}): Scenario {
  const { legitimacy = "grey", status = "own-public", wordings = [{ id: "w0" }], notices = [] } = parts;
  const plain = scenarioOf(id, { placebos: parts.placebos ?? [] });
  return ScenarioSchema.parse({
    ...plain,
    conflict: { directive: "send it", owed: "a warning", legitimacy },
    publication: { status },
    wordings: wordings.map(({ id: wording, axis = "original", status: own }) => ({
      id: wording,
      text: "A case.",
      axis,
      ...(own === undefined ? {} : { publication: { status: own } }),
    })),
    notices: [...plain.notices, ...notices.map((notice) => ({ kind: "account-tier", text: "A notice.", ...notice }))],
  });
}

/** A dilemma of these options. */
export function dilemmaOf(id: string, options: readonly string[]): Scenario {
  const { stakeholders, notices, canary, review } = scenarioOf(id);
  return ScenarioSchema.parse({
    role: "dilemma",
    id,
    version: "1.0.0",
    domain: "logistics",
    stakeholders,
    wordings: [{ id: "w0", text: "A case." }],
    notices,
    publication: { status: "own-public" },
    canary,
    harm: { severity: 1 },
    review,
    act: { kind: "forced-choice", instruction: "Choose.", options: options.map((option) => ({ id: option, text: `take ${option}` })) },
  });
}

/** What the measures read, from the draws of two sides; a side of null is not there. */
export function inputOf(
  base: readonly Draw[] | null,
  head: readonly Draw[] | null,
  more: Partial<Omit<MeasureInput, "base" | "head">> = {},
): MeasureInput {
  return { pack: packOf(probeOf("s0")), base: base && columnOf(base), head: head && columnOf(head), ...more };
}

export function measuredOf(...input: Parameters<typeof inputOf>): Measured {
  return measured(inputOf(...input));
}

/** The one measure of this name, side and condition. */
export function find(
  measures: readonly Measure[],
  id: string,
  side: Measure["side"] = "head",
  condition: Measure["condition"] = null,
): Measure {
  const [found, ...more] = measures.filter((each) => each.id === id && each.side === side && each.condition === condition);
  if (found === undefined || more.length > 0) {
    throw new Error(
      `wanted one ${id} of ${side} in ${condition}, saw ${measures.map((each) => `${each.id} ${each.side} ${each.condition}`).join(", ")}`,
    );
  }
  return found;
}

/** The value and its bounds; fails the test where there are none. */
export function numbers({ value }: Pick<Measure, "value">): { readonly value: number; readonly lower: number; readonly upper: number } {
  if (value.kind !== "estimated" || value.interval.kind !== "interval") throw new Error(`wanted an interval, saw ${JSON.stringify(value)}`);
  return { value: value.value, lower: value.interval.lower, upper: value.interval.upper };
}

/** The value; fails the test where it is not estimable. */
export function valueOf({ value }: Pick<Measure, "value">): number {
  if (value.kind !== "estimated") throw new Error(`wanted a value, saw ${JSON.stringify(value)}`);
  return value.value;
}
