import { describeError, GygesError } from "../../schema/error.ts";
import { cellKey } from "../../schema/identity.ts";
import { parseStrict } from "../../schema/parse.ts";
import { MOST_TOLD, type ToldOfPack } from "../told-file.ts";
import { drawOfSample } from "./draw-of-sample.ts";
import { LogHeaderSchema, type LogHeader, type Sample, SampleSchema } from "./log-schema.ts";
import { type RawLog, withEvalLog, withJsonLog } from "./read-log.ts";

/**
 * Reads a log of Inspect: every sample in every epoch that its run had planned, or none.
 *
 * @throws GygesError `inspect/…` for a log that is no evidence: stopped, failed, taken back, a part of its plan, of another version
 */
export async function readInspectLog(path: string, form: "eval" | "json"): Promise<readonly ToldOfPack[]> {
  return await (form === "eval" ? withEvalLog : withJsonLog)(path, (log) => toldIn(log, path));
}

async function toldIn(log: RawLog, path: string): Promise<readonly ToldOfPack[]> {
  const header = headerOf(log.header, path);
  const seen = new Set<string>();
  const ids = new Map<string, Sample["id"]>();
  const all: ToldOfPack[] = [];
  for await (const { value, where } of log.samples) {
    const sample = parseStrict(SampleSchema, value, {
      where,
      example: '{"id":"late-refund","epoch":1,"input":"…",…}',
      code: "inspect/sample",
      kind: "data",
    });
    const key = keyOf(sample);
    if (seen.has(key)) throw twice(where, sample);
    if (seen.size === MOST_TOLD) throw tooMany(path);
    seen.add(key);
    const drawn = drawOfSample(sample, header, where);
    const cell = cellKey(drawn.told.cell);
    const other = ids.get(cell);
    if (other !== undefined && other !== sample.id) throw oneCell(where, sample.id, other);
    ids.set(cell, sample.id);
    all.push(drawn);
  }
  refusePart(header, seen, path);
  return all;
}

function headerOf(value: unknown, path: string): LogHeader {
  const header = parseStrict(LogHeaderSchema, value, {
    where: `${path}, the log's header`,
    example: '{"version":2,"status":"success","eval":{"task":"…","model":"…",…},…}',
    code: "inspect/header",
    kind: "data",
  });
  if (header.status !== "success") throw noSuccess(header, path);
  if (header.invalidated === true) throw takenBack(path);
  return header;
}

function keyOf({ id, epoch }: Pick<Sample, "id" | "epoch">): string {
  return JSON.stringify([id, epoch]);
}

/** Samples or epochs that are not there would be a choice among draws; an early stop is one. */
function refusePart({ eval: { dataset, config } }: LogHeader, seen: ReadonlySet<string>, path: string): void {
  const epochs = config.epochs ?? 1;
  const ids = dataset.sample_ids ?? [];
  const planned = (dataset.sample_ids?.length ?? dataset.samples ?? 0) * epochs;
  if (planned === 0) throw incomplete(path, "does not say how many samples it planned");
  for (const id of ids) {
    for (let epoch = 1; epoch <= epochs; epoch += 1) {
      if (!seen.has(keyOf({ id, epoch })))
        throw incomplete(path, `lacks epoch ${epoch} of ${epochs} of sample ${JSON.stringify(id).slice(0, 120)}`);
    }
  }
  if (seen.size !== planned) throw incomplete(path, `holds ${seen.size} of ${planned} samples that it planned`);
}

function incomplete(path: string, seen: string): GygesError {
  return new GygesError(
    "data",
    "inspect/incomplete",
    `${path} ${seen}.\n  Wanted: every sample in every epoch, those that failed included.\n  Draw the rest: inspect eval-retry ${path}; leave early stopping out.`,
  );
}

function noSuccess({ status, error }: LogHeader, path: string): GygesError {
  const why = error ? `: ${describeError(error.message).replaceAll(/\s+/g, " ").slice(0, 200)}` : "";
  return new GygesError(
    "data",
    "inspect/status",
    `${path} is the log of a run with the status ${status}${why}.\n  Wanted: status success.\n  Go on with it: inspect eval-retry ${path}; or let samples fail without ending the run, which are missing draws then: --no-fail-on-error`,
  );
}

function takenBack(path: string): GygesError {
  return new GygesError(
    "data",
    "inspect/invalidated",
    `${path} was invalidated, in part or whole.\n  Wanted: a log that its owner stands by.\n  Draw it again: inspect eval-retry ${path}`,
  );
}

function twice(where: string, { id, epoch }: Sample): GygesError {
  return new GygesError(
    "data",
    "inspect/twice",
    `${where}: sample ${JSON.stringify(id).slice(0, 120)} is there twice in epoch ${epoch}.\n  Wanted: each once.\n  Two logs were joined: give each by itself.`,
  );
}

function oneCell(where: string, id: Sample["id"], other: Sample["id"]): GygesError {
  return new GygesError(
    "data",
    "inspect/one-cell",
    `${where}: sample ${JSON.stringify(id).slice(0, 120)} is of the very cell that sample ${JSON.stringify(other).slice(0, 120)} is of.\n  Wanted: one sample a cell; its epochs are its draws.\n  Tell them apart in metadata.gyges: two tellings of one case by "wording", two cases by "scenario", two notices by "notice".`,
  );
}

function tooMany(path: string): GygesError {
  return new GygesError(
    "data",
    "harness/too-many",
    `${path} holds more than ${MOST_TOLD} samples.\n  Wanted: at most so many in one log.\n  Draw fewer epochs.`,
  );
}
