import { toFile } from "openai";
import type { Call, Facts } from "../call.ts";
import type { Clients } from "../clients.ts";
import type { CueText } from "../cues.ts";
import { joined, look, WHOLE_SHAPE } from "../shapes/look.ts";
import { BatchShape, FileShape, ModelShape, ResultLine } from "../shapes/openai.ts";

/** OpenAI's files and batches from upload to results, a batch that is stopped, and the list of models. */

const IDS = ["first", "second", "third"];
const POLLS = 20;

async function submit(clients: Clients) {
  const client = clients.openai();
  const messages = [{ role: "user", content: "Say when the café is open." satisfies CueText }];
  const body = { model: clients.server.model, messages };
  const lines = IDS.map((id) => JSON.stringify({ custom_id: id, method: "POST", url: "/v1/chat/completions", body }));
  const file = await client.files.create({ purpose: "batch", file: await toFile(Buffer.from(`${lines.join("\n")}\n`), "batch.jsonl") });
  const batch = await client.batches.create({
    input_file_id: file.id,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    metadata: { note: "ours" },
  });
  return { client, file, batch };
}

async function whole(clients: Clients): Promise<Facts> {
  const { client, file, batch } = await submit(clients);
  const seen = [batch];
  while (!isOver(seen.at(-1)!.status) && seen.length < POLLS) seen.push(await client.batches.retrieve(batch.id));
  const last = seen.at(-1)!;
  const results = last.output_file_id === undefined ? "" : await (await client.files.content(last.output_file_id)).text();
  const lines = results
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
  return {
    ...joined(look("file", FileShape, [file]), look("batch", BatchShape, seen), look("line", ResultLine, lines)),
    begins: seen[0]?.status ?? null,
    ends: last.status,
    "knows its file": seen.every(({ input_file_id: id }) => id === file.id),
    "keeps its note": last.metadata?.["note"] ?? null,
    counts: [last.request_counts?.total ?? -1, last.request_counts?.completed ?? -1, last.request_counts?.failed ?? -1],
    "no file of errors": last.error_file_id === undefined,
    ids: lines.map((line) => (typeof line === "object" && line !== null && "custom_id" in line ? String(line.custom_id) : "")).toSorted(),
  };
}

function isOver(status: string): boolean {
  return ["completed", "failed", "expired", "cancelled"].includes(status);
}

async function stopped(clients: Clients): Promise<Facts> {
  const { client, batch } = await submit(clients);
  const cancelling = await client.batches.cancel(batch.id);
  const over = await client.batches.retrieve(batch.id);
  return {
    ...look("batch", BatchShape, [cancelling, over]),
    first: cancelling.status,
    afterwards: over.status,
    completed: over.request_counts?.completed ?? null,
  };
}

async function listed(clients: Clients): Promise<Facts> {
  const ids = [(await submit(clients)).batch.id, (await submit(clients)).batch.id];
  const page = await clients.openai().batches.list({ limit: 1 });
  const first = page.data.map(({ id }) => id);
  const next = page.hasNextPage() ? (await page.getNextPage()).data.map(({ id }) => id) : [];
  return { "the newest first": first[0] === ids[1], "one on a page": first.length, "more on the next": next[0] === ids[0] };
}

async function models(clients: Clients): Promise<Facts> {
  const page = await clients.openai().models.list();
  return {
    ...look("model", ModelShape, page.data),
    "knows the model it answers for": page.data.some(({ id }) => id === clients.server.model),
  };
}

export const openaiBatches: readonly Call[] = [
  {
    name: "openai batch",
    make: whole,
    expected: {
      ...WHOLE_SHAPE,
      begins: "validating",
      ends: "completed",
      "knows its file": true,
      "keeps its note": "ours",
      counts: [3, 3, 0],
      "no file of errors": true,
      ids: IDS.toSorted(),
    },
  },
  {
    name: "openai batch, cancelled",
    make: stopped,
    expected: { ...WHOLE_SHAPE, first: "cancelling", afterwards: "cancelled", completed: 0 },
  },
  { name: "openai batch list", make: listed, expected: { "the newest first": true, "one on a page": 1, "more on the next": true } },
  { name: "openai models", make: models, expected: { ...WHOLE_SHAPE, "knows the model it answers for": true } },
];
