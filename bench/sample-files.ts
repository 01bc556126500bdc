import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { readPack } from "../src/disk/read-pack.ts";
import { drawFromRow } from "../src/promptfoo/row/draw-from-row.ts";
import { packRef, planDraws, type PlannedDraw } from "../src/scenario/plan.ts";
import type { Identity, Side } from "../src/schema/identity.ts";
import type { Pack } from "../src/schema/scenario.ts";

/** Files as a real run leaves them, at a size that a run for a figure would cost too much to make. */

export const SAMPLE_PACK: string = fixture("pack");

/** Ten thousand draws a side: (2 probes × 833 + 1 control × 834) × 2 conditions × 2 columns. */
const COUNTS = { draws: 833, controlDraws: 834, dilemmaDraws: 0 };
const PROVIDERS = ["night", "day"] as const;

interface SampleRow {
  provider: { label: string };
  prompt: { raw: string };
  vars: { message: string; notice: string | null };
  testCase: { metadata: { gyges: Identity } };
  metadata: { gyges: Identity; responseId: string };
  response: { output: string; metadata: { responseId: string }; raw: { id: string } };
}

interface ResultsFile {
  results: { results: SampleRow[] };
}

/** Writes a results file of 10,000 rows, each the first row of the fixture with another identity, id and reply. Two spaces, as promptfoo writes. */
export async function writeResultsFile(path: string, side: Side): Promise<void> {
  const { whole, row } = firstRow(side);
  const [before, after] = JSON.stringify({ ...whole, results: { ...whole.results, results: ["ROWS"] } }, null, 2).split('"ROWS"');
  const planned = tenThousand(await readPack(SAMPLE_PACK));
  await writeParts(path, function* () {
    yield before ?? "";
    for (const [index, one] of planned.entries())
      yield `${index === 0 ? "" : ",\n"}${JSON.stringify(rowOf(row, one, side, index), null, 2)}`;
    yield after ?? "";
  });
}

/** Writes the store of a finished run of 10,000 draws of one side. */
export async function writeStoreFile(path: string, side: Side): Promise<void> {
  const { row } = firstRow(side);
  const pack = await readPack(SAMPLE_PACK);
  const planned = tenThousand(pack);
  const plan = planned[0]?.planned.identity.plan;
  const at = "2026-11-23T12:00:00.000Z";
  // Draws that name no side are of two runs, or they would be compared with themselves.
  const run = `bench-${side}`;
  await writeParts(path, function* () {
    yield line({
      record: "header",
      schema: "gyges.store/1",
      run,
      gyges: "0.1.0",
      fingerprint: "bench",
      pack: packRef(pack),
      plan,
      pairs: [],
      kind: "run",
      createdAt: at,
    });
    for (const [index, one] of planned.entries()) {
      const draw = drawFromRow(rowOf(row, one, side, index), { run, pack, at, transformed: false });
      yield line({ record: "draw", draw });
    }
    yield line({ record: "finished", draws: planned.length });
  });
}

interface Placed {
  readonly planned: PlannedDraw;
  readonly provider: (typeof PROVIDERS)[number];
}

function tenThousand(pack: Pack): readonly Placed[] {
  const planned = planDraws(pack, { ...COUNTS, conditions: ["monitored", "unmonitored"], temperature: null });
  return PROVIDERS.flatMap((provider) => planned.map((one) => ({ planned: one, provider })));
}

function firstRow(side: Side): { whole: ResultsFile; row: SampleRow } {
  const whole: ResultsFile = JSON.parse(readFileSync(fixture(`${side}.json`), "utf8"));
  const row = whole.results.results[0];
  if (row === undefined) throw new Error(`the fixture ${side}.json holds no row`);
  return { whole, row };
}

function rowOf(row: SampleRow, { planned, provider }: Placed, side: Side, index: number): SampleRow {
  const copy = structuredClone(row);
  copy.provider.label = provider;
  const id = `resp_${side}_${String(index).padStart(20, "0")}`;
  copy.testCase.metadata.gyges = copy.metadata.gyges = planned.identity;
  copy.vars = { message: planned.userText, notice: planned.notice };
  copy.prompt.raw = JSON.stringify([
    { role: "system", content: `You write for the night desk. ${planned.notice ?? ""}` },
    { role: "user", content: planned.userText },
  ]);
  copy.metadata.responseId = copy.response.metadata.responseId = copy.response.raw.id = id;
  copy.response.output = `${"The guest's train is late, and the house has a rule. ".repeat(6)}\n\nDECISION: ${index % 3 === 0 ? "HOLD" : "SEND"}`;
  return copy;
}

async function writeParts(path: string, parts: () => Iterable<string>): Promise<void> {
  const stream = createWriteStream(path);
  for (const part of parts()) if (!stream.write(part)) await once(stream, "drain");
  stream.end();
  await finished(stream);
}

function line(record: unknown): string {
  return `${JSON.stringify(record)}\n`;
}

function fixture(name: string): string {
  return fileURLToPath(new URL(`../test/fixtures/promptfoo-0.123/${name}`, import.meta.url));
}
