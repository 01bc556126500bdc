import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { resolve } from "node:path";
import { type CheckAnswer, CheckAnswerSchema } from "../schema/check.ts";
import { type Draw, DrawSchema } from "../schema/draw.ts";
import { describeError, GygesError } from "../schema/error.ts";
import { drawKey, type Side } from "../schema/identity.ts";
import type { Labelling } from "../schema/label.ts";
import { parseStrict } from "../schema/parse.ts";
import { storeKey, StoreHeaderSchema, type Asked, type StoreContents, type StoreHeader } from "../schema/store.ts";
import type { Policy, VerdictKind } from "../schema/verdict.ts";
import { CheckFold } from "./fold-checks.ts";
import { foldDraws, type DrawFold, type DrawSink } from "./fold-draws.ts";
import { appendLog, type AppendLog } from "./append-log.ts";
import { acquireLock, type Lock } from "./lock.ts";
import { type OpenSink, readRecords } from "./store-records.ts";

/** A store that this process writes. Every method that writes has the record on the disk when it resolves. */
export interface Store {
  /** The header in the file: of this run, or of the earlier run that this one continues. */
  readonly header: StoreHeader;
  /** In the order of their first appearance. Grows as draws are appended. */
  readonly draws: readonly Draw[];
  /** Whether a planned draw is settled. A transport fault does not settle it, so that a resumed run tries again. */
  has(pair: string, side: Side | null, drawKey: string): boolean;
  /** Says that a call is about to be made, by `storeKey` or `checkKey`: once it is sent it may be paid for, whatever becomes of this process. */
  sent(call: string): Promise<void>;
  /** Takes that back: nothing was sent. */
  unsent(call: string): Promise<void>;
  /** Throws `draws/repeated`, `draws/cached`, `draws/same-response` or `draws/other-pack` and leaves the file as it was. */
  append(draw: Draw): Promise<void>;
  /** Answers to the questions about the notices; grows as they are appended. */
  readonly checks: readonly CheckAnswer[];
  /** Whether a question is settled, by `checkKey`. */
  hasCheck(key: string): boolean;
  /** Throws `checks/repeated` or `checks/other-pack` and leaves the file as it was. */
  appendCheck(check: CheckAnswer): Promise<void>;
  /** How many of the first draws a look was taken on. */
  readonly looked: number;
  /** Says that a look was taken on all draws so far, before anyone hears what it said. */
  look(): Promise<void>;
  /** Says that everything planned was tried. A draw appended later takes it back. */
  finish(): Promise<void>;
  /** Says what was judged of the first draws, and by what policy. */
  judged(draws: number, verdict: VerdictKind, policy?: Policy): Promise<void>;
  /** Says what a judge made of a draw that is there. It takes effect when the store is read again. */
  relabel(draw: Draw, labelling: Labelling): Promise<void>;
  /** Says how many calls of a judge were made, and what they cost. */
  asked(bill: Asked): Promise<void>;
  /** Waits for the writes under way, then gives the file free. */
  close(): Promise<void>;
}

/**
 * Creates the store at `path`, or continues the one that stands there. A torn last record is cut off.
 * Throws `store/locked` where another process writes to it and `store/other-run` where the pack, the plan or the fingerprint is another.
 */
export async function openStore(path: string, header: StoreHeader): Promise<Store> {
  const file = resolve(path);
  const wanted = parseStrict(StoreHeaderSchema, header, {
    where: "the store's header",
    example: '{"record":"header",…}',
    code: "store/header",
  });
  const lock = await reach(file, () => acquireLock(file));
  try {
    const handle = await reach(file, () => open(file, constants.O_RDWR | constants.O_CREAT, 0o600));
    try {
      return await reach(file, () => startWriting(handle, file, wanted, lock));
    } catch (cause) {
      await handle.close();
      throw cause;
    }
  } catch (cause) {
    await lock.release();
    throw cause;
  }
}

/**
 * Reads a store without taking its lock, so also while a run writes to it. Changes nothing.
 *
 * @throws GygesError of kind `data`: `store/unreachable`, `store/empty`, what {@link readRecords} and {@link DrawFold.add} refuse
 */
export async function readStore(path: string): Promise<StoreContents> {
  const { sink, ...contents } = await readStoreInto(path, foldFor);
  return { ...contents, draws: sink.draws };
}

/** What a store holds, its draws handed on one by one instead of held. */
export type StoreInto<S extends DrawSink> = Omit<StoreContents, "draws"> & { readonly sink: S };

/** {@link readStore} for stores of any size. */
export async function readStoreInto<S extends DrawSink>(path: string, openSink: OpenSink<S>): Promise<StoreInto<S>> {
  const file = resolve(path);
  const handle = await reach(file, () => open(file, "r"));
  try {
    const { header, sink, size: _, last: __, ...read } = await reach(file, () => readRecords(handle, file, openSink));
    if (header === null || sink === null) throw noHeader(file, read.torn);
    return { header, sink, ...read };
  } finally {
    await handle.close();
  }
}

/** An evaluation compares its draws with nothing, so they may be replays; those of a run may not. */
function foldFor({ pack, kind }: StoreHeader, source: string): DrawFold {
  return foldDraws(pack.hash, source, kind === "eval");
}

async function startWriting(handle: FileHandle, file: string, wanted: StoreHeader, lock: Lock): Promise<Store> {
  const found = await readRecords(handle, file, foldFor);
  if (found.header !== null) refuseOtherRun(found.header, wanted, file);
  if (found.torn) await handle.truncate(found.size);
  const log = appendLog(handle, file, found);
  if (found.header === null) await log.write(wanted);
  const source = `${file}, line`;
  return writingStore({ ...found, header: found.header ?? wanted }, found.sink ?? foldFor(wanted, source), source, log, lock);
}

type Found = Pick<StoreContents, "header" | "looked" | "checks">;

function writingStore({ header, looked, checks }: Found, fold: DrawFold, source: string, log: AppendLog, lock: Lock): Store {
  const answers = new CheckFold(header.pack.hash, source);
  for (const check of checks) answers.add(check, "the store");
  return {
    get checks() {
      return answers.answers;
    },
    hasCheck: (key) => answers.has(key),
    appendCheck: (check) =>
      log.queue(async (write) => {
        const whole = parseStrict(CheckAnswerSchema, check, {
          where: "the answer about a notice",
          example: '{"schema":"gyges.check/1",…}',
          code: "store/check",
          kind: "data",
        });
        answers.add(whole, "the new answer");
        await write({ record: "check", check: whole });
      }),
    header,
    looked,
    draws: fold.draws,
    has(pair, side, drawKey) {
      const draw = fold.get(storeKey(pair, side, drawKey));
      return draw !== undefined && draw.labelling.label !== "transport";
    },
    sent: (call) => log.queue((write) => write({ record: "sent", call })),
    unsent: (call) => log.queue((write) => write({ record: "unsent", call })),
    append: (draw) =>
      log.queue(async (write) => {
        const whole = parseStrict(DrawSchema, draw, {
          where: "the draw",
          example: '{"schema":"gyges.draw/1",…}',
          code: "store/draw",
          kind: "data",
        });
        fold.check(whole, "the new draw");
        await write({ record: "draw", draw: whole });
        fold.add(whole, `draw ${fold.draws.length + 1}`);
      }),
    look: () => log.queue((write) => write({ record: "looked", draws: fold.draws.length })),
    finish: () => log.queue((write) => write({ record: "finished", draws: fold.draws.length })),
    judged: (draws, verdict, policy) =>
      log.queue((write) => write({ record: "judged", draws, verdict, ...(policy === undefined ? {} : { policy }) })),
    relabel: ({ pair, side, identity }, labelling) =>
      log.queue((write) => write({ record: "relabelled", pair, side, key: drawKey(identity), labelling })),
    asked: ({ calls, cost, tokens }) => log.queue((write) => write({ record: "asked", calls, cost, tokens })),
    async close() {
      await log.close();
      await lock.release();
    },
  };
}

async function reach<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    // Only what the system says of the file: anything else is no matter of the file.
    if (!(cause instanceof Error) || !("syscall" in cause)) throw cause;
    throw new GygesError(
      "data",
      "store/unreachable",
      `${file} cannot be opened: ${describeError(cause)}.\n  Wanted: a file that this user may read and write, in a folder that exists, on a disk with room.\n  Mend that, or name another file, and run the same command again.`,
      { cause },
    );
  }
}

function refuseOtherRun(found: StoreHeader, wanted: StoreHeader, file: string): void {
  const differences = [
    {
      what: "pack",
      saw: `${found.pack.name} ${found.pack.version} (${found.pack.hash})`,
      want: `${wanted.pack.name} ${wanted.pack.version} (${wanted.pack.hash})`,
      same: found.pack.hash === wanted.pack.hash,
    },
    {
      what: "plan",
      saw: `${found.plan.id} (${found.plan.size} draws a side)`,
      want: `${wanted.plan.id} (${wanted.plan.size} draws a side)`,
      same: found.plan.id === wanted.plan.id,
    },
    {
      what: "prompts, providers or settings",
      saw: found.fingerprint,
      want: wanted.fingerprint,
      same: found.fingerprint === wanted.fingerprint,
    },
  ].filter(({ same }) => !same);
  if (differences.length === 0) return;
  const lines = differences.map(({ what, saw, want }) => `  × ${what}: the file has ${saw}, this run has ${want}`);
  throw new GygesError(
    "data",
    "store/other-run",
    [
      `${file} is the store of another run`,
      ...lines,
      "  Wanted: a run continues only what it started itself.",
      "  Go back to the earlier settings to continue it, or move the file away to start anew.",
    ].join("\n"),
  );
}

function noHeader(file: string, torn: boolean): GygesError {
  const seen = torn ? "holds no whole record" : "is empty";
  return new GygesError(
    "data",
    "store/empty",
    `${file} ${seen}.\n  Wanted: the store of a run.\n  The run was stopped before its first call: run again with the same settings.`,
  );
}
