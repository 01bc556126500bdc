import type { FileHandle } from "node:fs/promises";
import { GygesError } from "../schema/error.ts";
import { parsedJson } from "../schema/json.ts";
import { BEGINNING, readChained } from "./chained-line.ts";
import { eachLine } from "./each-line.ts";

/** A second header is told by whoever reads the records: two files were joined. */
const HEADER = '{"record":"header"';

/**
 * The lines of a store as they are read, each held against the one before it. The first line settles whether the lines carry checksums at all: those of
 * early versions do not, and such a store stays without them to its end.
 */
export class Chain {
  readonly #file: FileHandle;
  readonly #path: string;
  /** Checksum of the last line; null where lines carry none. */
  #last: string | null = BEGINNING;
  #begun = false;

  constructor(file: FileHandle, path: string) {
    this.#file = file;
    this.#path = path;
  }

  /** What the next line stands behind; null where it is to carry no checksum. */
  get last(): string | null {
    return this.#last;
  }

  /**
   * @returns the line's record as JSON; a promise that throws where the line is whole and not at its place
   * @throws GygesError `store/edited`
   */
  take(text: string, number: number): string | Promise<string> {
    const line = readChained(text);
    if (line === null) return this.#plain(text, number);
    if (this.#begun && this.#last === null)
      throw edited(this.#path, `line ${number} carries a checksum, and the first line does not`, "its first line was changed");
    if (!line.fits) throw edited(this.#path, `line ${number} was changed after it was written`, "its checksum does not fit");
    if (line.after !== this.#last && !line.body.startsWith(HEADER)) return this.#misplaced(number);
    this.#begun = true;
    this.#last = line.sum;
    return line.body;
  }

  /** A line without a checksum. In a store whose lines carry one it is torn, if it is no JSON and the last, and else by another hand. */
  #plain(text: string, number: number): string {
    if (!this.#begun && isJson(text)) {
      this.#begun = true;
      this.#last = null;
    }
    if (this.#begun && this.#last !== null && isJson(text))
      throw edited(this.#path, `line ${number} carries no checksum`, "every line that gyges wrote into this file has one");
    return text;
  }

  async #misplaced(number: number): Promise<never> {
    const lines: { readonly sum: string; readonly after: string }[] = [];
    await eachLine(this.#file, this.#path, ({ text }) => {
      lines.push(readChained(text) ?? { sum: "", after: "" });
    });
    const { seen, why } = misplaced(lines, number);
    throw edited(this.#path, seen, why);
  }
}

/** What became of a file in which a whole line, the first of its kind, stands behind another line than it was written behind. */
function misplaced(lines: readonly { readonly sum: string; readonly after: string }[], number: number): { seen: string; why: string } {
  const line = lines[number - 1];
  const twin = lines.findIndex(({ sum }) => sum === line?.sum) + 1;
  if (twin !== number) return { seen: `line ${number} is line ${twin} once more`, why: "a line was doubled" };
  const before = lines.findIndex(({ sum }) => sum === line?.after) + 1;
  if (before > 0) return { seen: `line ${number} belongs behind line ${before}`, why: "lines were moved" };
  const gap = number === 1 ? "before line 1" : `between line ${number - 1} and line ${number}`;
  return { seen: `a line is missing ${gap}`, why: "lines were removed" };
}

function edited(path: string, seen: string, why: string): GygesError {
  return new GygesError(
    "data",
    "store/edited",
    `${path}: ${seen}: ${why}.\n  Wanted: the file as the run wrote it.\n  Take the original file. To draw all of it anew: rm ${JSON.stringify(path)}`,
  );
}

function isJson(text: string): boolean {
  return parsedJson(text) !== undefined;
}
