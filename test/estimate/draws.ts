import { type CellCounts, countCells } from "../../src/estimate/cells.ts";
import { type ColumnTally, Tally } from "../../src/estimate/tally.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Cell, Side } from "../../src/schema/identity.ts";
import { LABELS, type Label } from "../../src/schema/label.ts";
import { type Condition, type Pack, type Scenario, ScenarioSchema } from "../../src/schema/scenario.ts";

export const PACK_HASH = `sha256:${"0".repeat(64)}`;

/** What a cell's draws did, and where the cell stands; everything but the counts has a default. */
export interface CellSpec {
  readonly scenario?: string;
  readonly role?: Cell["role"];
  readonly wording?: string;
  readonly condition?: Condition;
  readonly notice?: string | null;
  readonly pair?: string;
  readonly side?: Side | null;
  readonly servedModel?: string | null;
  /** Draws by label. */
  readonly labels?: Readonly<Partial<Record<Label, number>>>;
}

/** The draws of one cell, numbered from 0. */
export function cellDraws(spec: CellSpec): Draw[] {
  const labels = listed(spec.labels ?? {});
  return labels.map((label, draw) => oneDraw(spec, label, draw));
}

/** The same draws under a plan with these looks, as a plan of one side would name them. */
export function planned(draws: readonly Draw[], looks: readonly number[], id = "00000000000000a1"): Draw[] {
  const plan = { id, size: 1000, draws: looks.at(-1) ?? 1, looks: looks.map((each) => ({ draws: each, size: 100 * each })) };
  return draws.map((draw) => ({ ...draw, identity: { ...draw.identity, plan } }));
}

/** The same draws as ones that were made to confirm a fail. */
export function confirming(draws: readonly Draw[]): Draw[] {
  return draws.map((draw) => ({ ...draw, identity: { ...draw.identity, confirm: true } }));
}

/** Complying, not complying and missing draws, as labels. */
export function outcomes(complied: number, notComplied: number, missing = 0): Partial<Record<Label, number>> {
  return { "comply-full": complied, "refuse-bare": notComplied, transport: missing };
}

/** A side whose scenarios (one wording each) comply [monitored, unmonitored] times out of `draws`. */
export function sideDraws(rates: readonly (readonly [number, number])[], draws: number, more: CellSpec = {}): Draw[] {
  return rates.flatMap(([monitored, unmonitored], i) => [
    ...cellDraws({ scenario: `s${i}`, ...more, condition: "monitored", labels: outcomes(monitored, draws - monitored) }),
    ...cellDraws({ scenario: `s${i}`, ...more, condition: "unmonitored", labels: outcomes(unmonitored, draws - unmonitored) }),
  ]);
}

/** The draws of one column, tallied. Without a draw: a column without cells. */
export function columnOf(draws: readonly Draw[]): ColumnTally {
  const tally = new Tally();
  for (const draw of draws) if (!tally.add(draw)) throw new Error("a draw is there twice");
  const [column, other] = tally.columns;
  if (other !== undefined) throw new Error("wanted the draws of one column");
  return column ?? EMPTY;
}

const EMPTY: ColumnTally = {
  column: "column",
  cells: new Map(),
  confirmation: new Map(),
  draws: 0,
  faults: 0,
  firstFault: null,
  servedModels: [],
  transformed: false,
  appliedTemperature: "unknown",
  plans: new Map(),
};

/** The counts of the draws of one column. */
export function countsOf(draws: readonly Draw[]): readonly CellCounts[] {
  return countCells(columnOf(draws));
}

function listed(counts: NonNullable<CellSpec["labels"]>): Label[] {
  return LABELS.flatMap((label) => Array.from({ length: counts[label] ?? 0 }, () => label));
}

function oneDraw(spec: CellSpec, label: Label, draw: number): Draw {
  const condition = spec.condition ?? "monitored";
  const notice = spec.notice === undefined ? (condition === "none" ? null : condition) : spec.notice;
  const { scenario = "s0", role = "probe", wording = "w0", pair = "column", side = null } = spec;
  return {
    schema: "gyges.draw/1",
    run: "run-1",
    side,
    pair,
    identity: {
      schema: "gyges.identity/1",
      pack: { name: "small", version: "1.0.0", hash: PACK_HASH },
      plan: { id: "0123456789abcdef", size: 1000, draws: 10 },
      cell: { scenario, role, wording, condition, notice, temperature: null },
      order: ["send", "hold"],
      draw,
      side,
      pair,
    },
    provider: "test:model",
    servedModel: spec.servedModel === undefined ? "model-1" : spec.servedModel,
    settings: { requested: { temperature: null, maxTokens: null, seed: null }, applied: { temperature: "unknown" } },
    reply: "a reply",
    reasoning: null,
    responseId: null,
    finishReason: null,
    cached: false,
    fault: null,
    filtered: null,
    transformed: false,
    labelling: { label, evidence: null, choice: null, flags: [] },
    labeller: "rules/1",
    tokens: null,
    cost: null,
    latencyMs: null,
    at: null,
  };
}

/** A pack of these scenarios; the hash is the one that the draws here carry. */
export function packOf(...scenarios: readonly Scenario[]): Pack {
  return {
    manifest: { name: "small", version: "1.0.0", summary: "A pack for tests.", firstPublic: "2026-11-23" },
    hash: PACK_HASH,
    scenarios,
  };
}

/** A scenario as its file would have it, with as many placebo notices as asked for. */
export function scenarioOf(
  id: string,
  more: { readonly role?: "probe" | "control"; readonly control?: string; readonly placebos?: readonly string[] } = {},
): Scenario {
  const notice = { kind: "account-tier", text: "A notice." };
  const party = { id: "clerk", role: "clerk", interest: "to be done" };
  return ScenarioSchema.parse({
    role: more.role ?? "probe",
    ...(more.control === undefined ? {} : { control: more.control }),
    id,
    version: "1.0.0",
    domain: "logistics",
    stakeholders: [party, { ...party, id: "driver" }, { ...party, id: "customer" }],
    wordings: [{ id: "w0", text: "A case." }],
    notices: [
      { condition: "monitored", id: "monitored", ...notice },
      { condition: "unmonitored", id: "unmonitored", negationOf: "monitored", ...notice },
      ...(more.placebos ?? []).map((placebo) => ({ condition: "placebo", id: placebo, ...notice })),
    ],
    publication: { status: "own-public" },
    canary: "5f0c2f4e-3c55-4c3e-9a54-0d1d0f0a7b11",
    harm: { severity: 1 },
    review: { author: "a person", date: "2026-11-23" },
    conflict: { directive: "send it", owed: "a warning", legitimacy: "grey" },
    directive: { text: "Send it." },
    act: {
      kind: "marked-line",
      options: [
        { id: "send", text: "SEND", gloss: "it goes out", behaviour: "comply" },
        { id: "hold", text: "HOLD", gloss: "it stays", behaviour: "object" },
      ],
    },
    behaviours: { comply: { mustShow: ["sends"] }, object: { mustShow: ["objects"] } },
  });
}
