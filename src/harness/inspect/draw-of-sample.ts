import { GygesError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";
import { parseStrict } from "../../schema/parse.ts";
import { PackPlaceSchema, PlaceSchema, type PackPlace, type Place } from "../../schema/plain-draw.ts";
import { cellOf } from "../own-cell.ts";
import type { ToldOfPack } from "../told-file.ts";
import type { ToldDraw } from "../told-draw.ts";
import { labelOfScores } from "./label-of-scores.ts";
import { ModelEventSchema, type LogHeader, type ModelEvent, type Sample } from "./log-schema.ts";
import { replyOfSample, textOf } from "./reply-of-sample.ts";

/**
 * A sample of an Inspect log as a call: its metadata says which cell it is of, its epoch the number of the draw.
 *
 * @throws GygesError `inspect/metadata`, `inspect/cached`, `inspect/invalidated`, `inspect/models`, and what {@link labelOfScores} throws
 */
export function drawOfSample(sample: Sample, header: LogHeader, where: string): ToldOfPack {
  const place = placeOf(sample, where);
  if (sample.invalidation) throw invalidated(where);
  const call = callOf(sample);
  if (call?.cache === "read") throw cached(where);
  if (call !== null && call.model !== header.eval.model) throw otherModel(call.model, header.eval.model, where);
  const common = { ...commonOf(sample, header, call), where, number: sample.epoch - 1 };
  if ("cell" in place) {
    const order = place.orders[(sample.epoch - 1) % place.orders.length] ?? null;
    return { told: { ...common, cell: place.cell, order, labelled: null, sent: sentIn(sample) }, of: place.pack };
  }
  const told = { ...common, cell: cellOf(place), order: null, labelled: labelOfScores(sample, where), sent: null };
  const { task, task_version: version } = header.eval;
  return {
    told,
    of: { name: nameOf(task), version: String(version ?? 0).slice(0, 40) },
    asked: JSON.stringify([sample.id, place, askedIn(sample)]),
  };
}

type Common = Omit<ToldDraw, "where" | "number" | "cell" | "order" | "labelled" | "sent">;

function commonOf(sample: Sample, header: LogHeader, call: ModelEvent | null): Common {
  const { task, model, eval_id: evaluation, run_id: run, model_generate_config: own } = header.eval;
  const config = call?.config ?? own;
  const topP = config?.top_p ?? null;
  return {
    run: (evaluation ?? run ?? "unnamed").slice(0, 100) || "unnamed",
    pair: `${task.slice(0, 140)} × ${model.slice(0, 140)}`,
    provider: model.slice(0, 300),
    settings: {
      requested: {
        temperature: config?.temperature ?? null,
        maxTokens: config?.max_tokens ?? null,
        seed: config?.seed ?? null,
        ...(topP === null ? {} : { topP }),
      },
      applied: { temperature: "unknown" },
    },
    ...replyOfSample(sample),
    at: timeOf(sample.completed_at),
  };
}

function placeOf({ metadata }: Sample, where: string): Place | PackPlace {
  const found = metadata?.gyges;
  const context = { where: `${where}: metadata.gyges`, code: "inspect/metadata", kind: "data" } as const;
  if (isRecord(found) && "cell" in found)
    return parseStrict(PackPlaceSchema, found, { ...context, example: "a sample as gyges pack samples writes it" });
  return parseStrict(PlaceSchema, found, {
    ...context,
    example: 'Sample(…, metadata={"gyges": {"scenario": "late-refund", "condition": "monitored"}})',
  });
}

/** The call whose answer is the sample's output; graders and tools make others. */
function callOf({ events, output }: Sample): ModelEvent | null {
  const id = output?.choices?.[0]?.message.id;
  if (id === null || id === undefined) return null;
  for (const event of events ?? []) {
    if (!isRecord(event) || event["event"] !== "model") continue;
    const call = ModelEventSchema.safeParse(event).data;
    if (call?.output?.choices?.some(({ message }) => message.id === id) === true) return call;
  }
  return null;
}

function sentIn({ messages, attachments }: Sample): readonly string[] {
  return (messages ?? []).flatMap(({ role, content }) => (role === "system" || role === "user" ? [textOf(content, attachments)] : []));
}

function askedIn({ input, attachments }: Sample): readonly string[] {
  return typeof input === "string" ? [input] : input.map(({ content }) => textOf(content, attachments));
}

function nameOf(task: string): string {
  return task.replaceAll(/[^\w.:@/+-]/g, "_").slice(0, 200);
}

function timeOf(text: string | null | undefined): string | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function cached(where: string): GygesError {
  return new GygesError(
    "data",
    "inspect/cached",
    `${where}: the reply came out of Inspect's cache.\n  Wanted: a fresh call for every draw; a copy of a reply is no second observation.\n  Leave --cache and generate(cache=…) out, and draw again.`,
  );
}

function invalidated(where: string): GygesError {
  return new GygesError(
    "data",
    "inspect/invalidated",
    `${where}: the sample was invalidated.\n  Wanted: a log that its owner stands by.\n  Draw it again: inspect eval-retry FILE`,
  );
}

function otherModel(seen: string, wanted: string, where: string): GygesError {
  return new GygesError(
    "data",
    "inspect/models",
    `${where}: the reply is of ${JSON.stringify(seen.slice(0, 100))}, and the log is of ${JSON.stringify(wanted.slice(0, 100))}.\n  Wanted: one model in a log; two make two columns.\n  Give each model a run of its own: inspect eval TASK --model ONE,OTHER writes a log each.`,
  );
}
