import * as z from "zod";
import type { Call, Facts } from "../call.ts";
import { collect } from "../collect.ts";
import { BatchShape, ResultShape } from "../shapes/anthropic.ts";
import { joined, look, WHOLE_SHAPE, type Look } from "../shapes/look.ts";
import { throughBoth, type Asker } from "./anthropic.ts";

/** Anthropic's message batches from submission to results, and one that is stopped. */

const IDS = ["first", "second", "third"];
const POLLS = 20;

/** As much of a batch as the facts read. */
const Read = z.looseObject({
  id: z.string(),
  processing_status: z.string(),
  results_url: z.string().nullish(),
  request_counts: z.looseObject({ processing: z.number(), succeeded: z.number(), canceled: z.number() }),
});
type Batch = z.infer<typeof Read>;

async function submit(asker: Asker): Promise<Batch> {
  const requests = IDS.map((id) => ({ custom_id: id, params: asker.body("Say when the café is open.") }));
  return Read.parse(await asker.client().messages.batches.create({ requests }));
}

async function over(asker: Asker, first: Batch): Promise<Batch[]> {
  const seen = [first];
  while (seen.at(-1)!.processing_status !== "ended" && seen.length < POLLS)
    seen.push(Read.parse(await asker.client().messages.batches.retrieve(first.id)));
  return seen;
}

async function resultsOf(asker: Asker, { id }: Batch): Promise<{ readonly lines: Look; readonly facts: Facts }> {
  const lines = await collect(await asker.client().messages.batches.results(id));
  const Line = z.looseObject({ custom_id: z.string(), result: z.looseObject({ type: z.string() }) });
  const read = lines.map((line) => Line.parse(line));
  return {
    lines: look("line", ResultShape, lines),
    facts: { ids: read.map(({ custom_id: id }) => id).toSorted(), results: [...new Set(read.map(({ result }) => result.type))] },
  };
}

async function whole(asker: Asker): Promise<Facts> {
  const seen = await over(asker, await submit(asker));
  const [first, last] = [seen[0]!, seen.at(-1)!];
  const { lines, facts } = await resultsOf(asker, last);
  return {
    ...joined(look("batch", BatchShape, seen.map(withoutOwn)), lines),
    begins: first.processing_status,
    "no results before the end": (first.results_url ?? null) === null,
    ends: last.processing_status,
    counts: [last.request_counts.processing, last.request_counts.succeeded],
    ...facts,
  };
}

async function stopped(asker: Asker): Promise<Facts> {
  const batch = await submit(asker);
  const canceling = Read.parse(await asker.client().messages.batches.cancel(batch.id));
  const last = (await over(asker, canceling)).at(-1)!;
  const { lines, facts } = await resultsOf(asker, last);
  const batches = look("batch", BatchShape, [canceling, last].map(withoutOwn));
  return { ...joined(batches, lines), first: canceling.processing_status, afterwards: last.processing_status, ...facts };
}

async function listed(asker: Asker): Promise<Facts> {
  const ids = [(await submit(asker)).id, (await submit(asker)).id];
  const found: string[] = [];
  for await (const one of asker.client().messages.batches.list({ limit: 1 })) if (found.push(Read.parse(one).id) === 2) break;
  return { "the newest first, page by page": found[0] === ids[1] && found[1] === ids[0] };
}

/** The client adds this to what came over the wire. */
function withoutOwn(batch: Batch): object {
  return Object.fromEntries(Object.entries(batch).filter(([key]) => key !== "_request_id"));
}

export const anthropicBatches: readonly Call[] = [
  throughBoth({
    name: "anthropic batch",
    make: whole,
    expected: {
      ...WHOLE_SHAPE,
      begins: "in_progress",
      "no results before the end": true,
      ends: "ended",
      counts: [0, 3],
      ids: IDS.toSorted(),
      results: ["succeeded"],
    },
  }),
  throughBoth({
    name: "anthropic batch, cancelled",
    make: stopped,
    expected: { first: "canceling", afterwards: "ended", ...WHOLE_SHAPE, ids: IDS.toSorted(), results: ["canceled"] },
  }),
  throughBoth({ name: "anthropic batch list", make: listed, expected: { "the newest first, page by page": true } }),
];
