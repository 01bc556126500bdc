import { appendFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import * as z from "zod";
import { replaceFile } from "../disk/replace-file.ts";
import { describeError, GygesError, systemCode } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import type { PreparedBatch } from "./prepare.ts";
import { RequestEndSchema, type RequestEnd } from "./request-end.ts";

/**
 * What is known of a folder's batches, a few files each, named by the hash of the content: `….requests.jsonl` (written before anything is
 * sent), `….note.json` (how far it came), `….results.jsonl` (how each request ended). Files appear whole or not at all, for this user only.
 */

const NoteSchema = z.discriminatedUnion("state", [
  /** Noted before it is sent: whoever finds this does not know whether it was. */
  z.strictObject({ schema: z.literal("gyges.batch/1"), state: z.literal("submitting"), at: z.iso.datetime() }),
  z.strictObject({
    schema: z.literal("gyges.batch/1"),
    state: z.literal("submitted"),
    at: z.iso.datetime(),
    batch: z.string().min(1).max(200),
  }),
  z.strictObject({
    schema: z.literal("gyges.batch/1"),
    state: z.literal("collected"),
    at: z.iso.datetime(),
    batch: z.string().min(1).max(200),
  }),
]);
export type Note = z.infer<typeof NoteSchema>;

const RequestSchema = z.strictObject({
  key: z.string(),
  attempt: z.int().min(0),
  customId: z.string(),
  body: z.record(z.string(), z.unknown()),
});

const ResultSchema = z.strictObject({ customId: z.string(), end: RequestEndSchema });

export interface LedgerEntry {
  readonly batch: PreparedBatch;
  readonly note: Note;
  /** Null before it is collected. */
  readonly results: ReadonlyMap<string, RequestEnd> | null;
}

export class Ledger {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(folder: string): Promise<Ledger> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Ledger(folder);
  }

  /** Every batch of the folder, the oldest first. @throws GygesError `batch/ledger` for a file that cannot be read */
  async entries(): Promise<LedgerEntry[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(NOTE));
    const entries = await Promise.all(names.map((name) => this.#entry(name.slice(0, -NOTE.length))));
    return entries.toSorted((a, b) => (a.note.at < b.note.at ? -1 : 1));
  }

  async write({ hash, requests }: PreparedBatch): Promise<void> {
    await this.#put(`${hash}${REQUESTS}`, jsonLines(requests));
  }

  async note(hash: string, note: Note): Promise<void> {
    await this.#put(`${hash}${NOTE}`, `${JSON.stringify(note, null, 2)}\n`);
  }

  async results(hash: string, ends: ReadonlyMap<string, RequestEnd>): Promise<void> {
    await this.#put(`${hash}${RESULTS}`, jsonLines([...ends].map(([customId, end]) => ({ customId, end }))));
  }

  /** Forgets a batch that the API never took in. */
  async forget(hash: string): Promise<void> {
    for (const kind of [NOTE, REQUESTS]) await rm(join(this.folder, `${hash}${kind}`), { force: true });
  }

  /** Custom ids whose replies went into an evaluation that came to its end: in doubt none is given out, since one twice is one reply as two. */
  async taken(): Promise<ReadonlySet<string>> {
    const text = await readFile(join(this.folder, TAKEN), "utf8").catch((cause: unknown) => {
      if (systemCode(cause) === "ENOENT") return "";
      throw this.#unreadable(TAKEN, systemCode(cause) ?? describeError(cause));
    });
    return new Set(text.split("\n"));
  }

  /** In the handler of a process's exit, where nothing can be awaited. */
  takeSync(customIds: readonly string[]): void {
    if (customIds.length > 0) appendFileSync(join(this.folder, TAKEN), customIds.map((id) => `${id}\n`).join(""), { mode: 0o600 });
  }

  async #entry(hash: string): Promise<LedgerEntry> {
    const note = this.#parse(NoteSchema, await this.#read(`${hash}${NOTE}`), `${hash}${NOTE}`);
    const requests = await this.#readLines(RequestSchema, `${hash}${REQUESTS}`);
    const results = note.state === "collected" ? await this.#readLines(ResultSchema, `${hash}${RESULTS}`) : null;
    return { batch: { hash, requests }, note, results: results && new Map(results.map(({ customId, end }) => [customId, end])) };
  }

  async #readLines<S extends z.ZodType>(schema: S, name: string): Promise<z.output<S>[]> {
    const lines = (await this.#read(name)).split("\n").filter((line) => line !== "");
    return lines.map((line) => this.#parse(schema, line, name));
  }

  async #read(name: string): Promise<string> {
    return readFile(join(this.folder, name), "utf8").catch((cause: unknown) => {
      throw this.#unreadable(name, systemCode(cause) ?? describeError(cause));
    });
  }

  #parse<S extends z.ZodType>(schema: S, text: string, name: string): z.output<S> {
    const where = this.#shown(name);
    try {
      return parseStrict(schema, JSON.parse(text), { where, example: "the file as gyges wrote it", code: "batch/ledger", kind: "data" });
    } catch (cause) {
      if (cause instanceof GygesError) throw cause;
      throw this.#unreadable(name, describeError(cause));
    }
  }

  async #put(name: string, text: string): Promise<void> {
    await replaceFile(join(this.folder, name), text);
  }

  /** As told in a report, which names no machine. */
  #shown(name: string): string {
    return relative(process.cwd(), join(this.folder, name));
  }

  #unreadable(name: string, seen: string): GygesError {
    return new GygesError(
      "data",
      "batch/ledger",
      `${this.#shown(name)} cannot be read: ${seen}.\n  Wanted: the file as gyges wrote it; it says which batches are paid for.\n  Bring it back, or delete ${this.#shown("")} to pay for its requests anew.`,
    );
  }
}

const NOTE = ".note.json";
const REQUESTS = ".requests.jsonl";
const RESULTS = ".results.jsonl";
const TAKEN = "taken.txt";

function jsonLines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}
