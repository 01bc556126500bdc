import type { FileHandle } from "node:fs/promises";
import { addedBills, NO_CALLS } from "../estimate/bill.ts";
import { type CheckAnswer, checkKey } from "../schema/check.ts";
import type { Draw } from "../schema/draw.ts";
import { GygesError } from "../schema/error.ts";
import { parsedJson } from "../schema/json.ts";
import { parseStrict } from "../schema/parse.ts";
import { keyOfDraw, StoreRecordSchema, type Asked, type Judged, type StoreHeader, type StoreRecord } from "../schema/store.ts";
import { CallsSent } from "./calls-sent.ts";
import { Chain } from "./chain.ts";
import { DrawLines } from "./draw-lines.ts";
import { eachLine, type Line } from "./each-line.ts";
import { CheckFold } from "./fold-checks.ts";
import type { DrawSink } from "./fold-draws.ts";
import { readRulings, type Rulings } from "./rulings.ts";

/** A store as it was read: what stands in it beside its draws, and where its whole records end. */
export interface StoreRead<S extends DrawSink> {
  /** Null for an empty file, or one whose very first record is torn; and so is the sink. */
  readonly header: StoreHeader | null;
  readonly sink: S | null;
  readonly finished: boolean;
  readonly looked: number;
  readonly judged: Judged | null;
  readonly asked?: Asked;
  readonly checks: readonly CheckAnswer[];
  readonly unanswered: number;
  readonly torn: boolean;
  /** Bytes up to the end of the last whole record. */
  readonly size: number;
  /** Checksum of that record, for the one behind it; null where this store's lines carry none. */
  readonly last: string | null;
}

/** Makes the place that the draws of a store go to, once its header is known. */
export type OpenSink<S extends DrawSink> = (header: StoreHeader, source: string) => S | Promise<S>;

const EXAMPLE = '{"record":"draw","draw":{"schema":"gyges.draw/1","run":"r1","side":"base",…}}';

/**
 * Reads every record of an open store, one at a time, and hands its draws on. The last line may be torn (no newline, or no JSON): it is
 * left out and reported. Any other line that is no record throws `store/record`, and one that was changed, doubled, moved or taken out throws
 * `store/edited`, in a store whose lines carry checksums.
 */
export async function readRecords<S extends DrawSink>(file: FileHandle, path: string, openSink: OpenSink<S>): Promise<StoreRead<S>> {
  const reader = new RecordReader(file, path, openSink);
  await eachLine(file, path, (line) => reader.visit(line));
  return reader.read;
}

/** Takes the lines of a store in their order. What must be waited for is a promise, and nothing else is: there are lines by the million. */
class RecordReader<S extends DrawSink> {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #openSink: OpenSink<S>;
  readonly #chain: Chain;
  readonly #lines = new DrawLines();
  readonly #state: State<S> = {
    header: null,
    sink: null,
    finished: false,
    looked: 0,
    judged: null,
    asked: NO_CALLS,
    rulings: null,
    checks: null,
    sent: new CallsSent(),
  };
  /** A line that is no whole record, behind which none may stand. */
  #broken: Line | null = null;
  #size = 0;

  constructor(file: FileHandle, path: string, openSink: OpenSink<S>) {
    this.#file = file;
    this.#path = path;
    this.#openSink = openSink;
    this.#chain = new Chain(file, path);
  }

  get read(): StoreRead<S> {
    const { rulings, asked, checks, sent, ...rest } = this.#state;
    return {
      ...rest,
      ...(rulings === null ? {} : { asked }),
      checks: checks?.answers ?? [],
      unanswered: sent.unanswered,
      torn: this.#broken !== null,
      size: this.#size,
      last: this.#chain.last,
    };
  }

  visit(line: Line): void | Promise<void> {
    if (this.#broken !== null) throw notJson(this.#path, this.#broken.number);
    if (!line.ended) {
      this.#broken = line;
      return undefined;
    }
    const body = this.#chain.take(line.text, line.number);
    return typeof body === "string" ? this.#take(body, line) : body.then((one) => this.#take(one, line));
  }

  #take(body: string, line: Line): void | Promise<void> {
    const draw = this.#lines.ofRecord(body);
    if (draw === null || this.#state.sink === null) return this.#takeTheLongWay(body, line);
    this.#size = line.end;
    addDraw(this.#state, this.#state.sink, draw, line.number);
    return undefined;
  }

  #takeTheLongWay(body: string, line: Line): void | Promise<void> {
    const value = parsedJson(body);
    if (value === undefined) {
      this.#broken = line;
      return undefined;
    }
    this.#size = line.end;
    const where = `${this.#path}, line ${line.number}`;
    const record: StoreRecord = parseStrict(StoreRecordSchema, value, { where, example: EXAMPLE, code: "store/record", kind: "data" });
    if (record.record === "header") return begin(this.#state, record, this.#openSink, this.#file, this.#path, where);
    take(this.#state, record, line.number, where);
    return undefined;
  }
}

interface State<S> {
  header: StoreHeader | null;
  sink: S | null;
  finished: boolean;
  looked: number;
  judged: Judged | null;
  asked: Asked;
  /** Null for a store without a judge. */
  rulings: Rulings | null;
  /** Null before the header. */
  checks: CheckFold | null;
  readonly sent: CallsSent;
}

async function begin<S extends DrawSink>(
  state: State<S>,
  header: StoreHeader,
  openSink: OpenSink<S>,
  file: FileHandle,
  path: string,
  where: string,
): Promise<void> {
  if (state.header !== null) throw headerPlace(where, "a second header");
  state.header = header;
  // They stand behind the draws that they are about, and draws are handed on one by one: so they are read first.
  if (header.judge !== undefined) state.rulings = await readRulings(file, path, header.judge);
  state.checks = new CheckFold(header.pack.hash, `${path}, line`);
  state.sink = await openSink(header, `${path}, line`);
}

function take(state: State<DrawSink>, record: Exclude<StoreRecord, StoreHeader>, number: number, where: string): void {
  if (state.sink === null) throw headerPlace(where, `a record \`${record.record}\` before the header`);
  switch (record.record) {
    case "draw":
      addDraw(state, state.sink, record.draw, number);
      return;
    case "check":
      state.checks?.add(record.check, number);
      state.sent.answer(checkKey(record.check.pair, record.check.row));
      return;
    case "sent":
      state.sent.send(record.call);
      return;
    case "unsent":
      state.sent.answer(record.call);
      return;
    case "relabelled":
      refuseStray(state, where);
      return;
    case "asked":
      refuseStray(state, where);
      state.asked = addedBills([state.asked, record]);
      state.sent.answerJudge();
      return;
    case "looked":
      checkCount(state.sink.size, record.draws, where);
      state.looked = record.draws;
      return;
    case "finished":
      checkCount(state.sink.size, record.draws, where);
      state.finished = true;
      return;
    case "baseline":
      // Who looks a stored base up has checked it; a reader of draws needs nothing of it.
      return;
    case "judged":
      state.judged = {
        draws: record.draws,
        verdict: record.verdict,
        ...(record.policy === undefined ? {} : { policy: record.policy }),
      };
  }
}

function addDraw(state: State<DrawSink>, sink: DrawSink, draw: Draw, number: number): void {
  sink.add(state.rulings === null ? draw : state.rulings.apply(draw), number);
  if (!state.sent.isIdle) state.sent.answer(keyOfDraw(draw));
  state.finished = false;
}

function refuseStray({ rulings }: State<DrawSink>, where: string): void {
  if (rulings !== null) return;
  throw new GygesError(
    "data",
    "store/judge",
    `${where}: a record of a judge, and the header names none.\n  Wanted: the file as the run wrote it.\n  Lines were added: take the original file, or run again.`,
  );
}

function checkCount(seen: number, told: number, where: string): void {
  if (seen === told) return;
  throw new GygesError(
    "data",
    "store/count",
    `${where}: the run had made ${told} draws, and ${seen} stand before this line.\n  Wanted: the file as the run wrote it.\n  Lines were removed or added: take the original file, or run again.`,
  );
}

function headerPlace(where: string, seen: string): GygesError {
  return new GygesError(
    "data",
    "store/header",
    `${where}: saw ${seen}.\n  Wanted: one header, in the first line.\n  Two stores cannot be joined end to end: give gyges each as its own file.`,
  );
}

function notJson(path: string, number: number): GygesError {
  return new GygesError(
    "data",
    "store/record",
    `${path}, line ${number} is not JSON, and it is not the last line.\n  Wanted: one record a line. Only the last line may be cut off, by a killed run.\n  The file was changed after it was written: take the original file, or run again.`,
  );
}
