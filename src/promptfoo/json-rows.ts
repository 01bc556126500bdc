/**
 * Finds the elements of `results.results` in promptfoo's results JSON without holding the file in memory.
 *
 * A file of 10,000 rows is 40 MB of JSON and some 300 MB once parsed as a whole. Here one row at a time is cut out by
 * its bytes and handed on; what stands around the rows is kept and parsed at the end, which also proves it whole.
 */
export interface RowSplitter {
  /** Takes the next bytes of the file. */
  feed(bytes: Buffer): void;
  /** Says that the file ends here, and returns everything but the rows, parsed. */
  end(): unknown;
}

/** What is wrong with the bytes of a results file. The caller knows the file's name and makes the sentence. */
export class SplitError extends Error {
  override readonly name = "SplitError";
  readonly what: "truncated" | "not-json" | "trailing" | "no-rows" | "row-shape" | "row-too-long";
  /** Row in whose place it happened, from 1; null outside the rows. */
  readonly row: number | null;

  constructor(what: SplitError["what"], row: number | null) {
    super(what);
    this.what = what;
    this.row = row;
  }
}

const MAX_ROW_BYTES = 64 << 20;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** `visit` is called once a row, with its JSON text and its number from 1. */
export function splitRows(visit: (text: string, row: number) => void): RowSplitter {
  const frame = frameScanner();
  const rows = rowScanner(visit);
  return {
    feed(bytes) {
      for (let at = 0; at < bytes.length;) at = frame.inRows() ? rows.scan(bytes, at, frame.leaveRows) : frame.scan(bytes, at);
    },
    end() {
      if (frame.inRows()) throw new SplitError("truncated", rows.current());
      return frame.end();
    },
  };
}

interface FrameScanner {
  inRows(): boolean;
  leaveRows(): void;
  /** Scans up to the start of the rows or the end of the bytes; returns where it stopped. */
  scan(bytes: Buffer, from: number): number;
  end(): unknown;
}

/** Everything but the rows. Knows the keys of the two outermost levels, which is where the rows hang. */
function frameScanner(): FrameScanner {
  const kept: Buffer[] = [];
  let depth = 0;
  let inString = false;
  let escaped = false;
  let name: number[] = [];
  const keys: (string | null)[] = [null, null, null];
  let inRows = false;
  let seenRows = false;
  let closed = false;
  let trailing = false;

  /** Reads one byte outside of strings; true where it opens the rows. */
  const structure = (byte: number): boolean => {
    if (closed && !isBlank(byte)) trailing = true;
    if (byte === QUOTE) {
      inString = true;
      name = [];
    } else if (byte === COLON) {
      if (depth <= 2) keys[depth] = String.fromCharCode(...name);
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      depth += 1;
      if (depth === 3 && byte === OPEN_ARRAY && keys[1] === "results" && keys[2] === "results" && !seenRows) return true;
      if (depth <= 2) keys[depth] = null;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth -= 1;
      if (depth === 0) closed = true;
    }
    return false;
  };

  const inText = (byte: number): void => {
    if (escaped) escaped = false;
    else if (byte === BACKSLASH) escaped = true;
    else if (byte === QUOTE) inString = false;
    else if (depth <= 2 && name.length < 16) name.push(byte);
  };

  return {
    inRows: () => inRows,
    leaveRows() {
      inRows = false;
    },
    scan(bytes, from) {
      let at = from;
      while (at < bytes.length && !inRows) {
        const byte = bytes[at] ?? 0;
        at += 1;
        if (inString) inText(byte);
        else if (structure(byte)) inRows = seenRows = true;
      }
      kept.push(Buffer.from(bytes.subarray(from, at)));
      return at;
    },
    end() {
      const text = Buffer.concat(kept)
        .toString("utf8")
        .replace(/^\uFEFF/, "");
      kept.length = 0;
      if (depth > 0 || inString) throw new SplitError(/^\s*[{[]/.test(text) ? "truncated" : "not-json", null);
      const frame = parsedFrame(text, trailing);
      if (!seenRows) throw new SplitError("no-rows", null);
      return frame;
    },
  };
}

function parsedFrame(text: string, trailing: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SplitError(trailing ? "trailing" : "not-json", null);
  }
}

interface RowScanner {
  /** Scans up to the end of the rows (then calls `leave` and stops before the bracket) or the end of the bytes. */
  scan(bytes: Buffer, from: number, leave: () => void): number;
  /** Number of the row under way, or of the one that would come next. */
  current(): number;
}

type Place = "start" | "in-row" | "after-row" | "after-comma";

function rowScanner(visit: (text: string, row: number) => void): RowScanner {
  let place: Place = "start";
  let row = 1;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let pieces: Buffer[] = [];
  let kept = 0;

  /** The hot loop: one pass over the bytes of a row. Returns the place after its last brace, or the end of the bytes. */
  const throughRow = (bytes: Buffer, from: number): number => {
    const { length } = bytes;
    let at = from;
    if (escaped) {
      escaped = false;
      at += 1;
    }
    while (at < length) {
      const byte = bytes[at];
      at += 1;
      if (inString) {
        if (byte === QUOTE) inString = false;
        else if (byte === BACKSLASH) at += 1;
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        depth += 1;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        depth -= 1;
        if (depth === 0) return at;
      }
    }
    escaped = at > length;
    return length;
  };

  const takeRow = (bytes: Buffer, from: number): number => {
    const to = throughRow(bytes, from);
    if (depth === 0) {
      const text =
        pieces.length === 0 ? bytes.toString("utf8", from, to) : Buffer.concat([...pieces, bytes.subarray(from, to)]).toString("utf8");
      pieces = [];
      kept = 0;
      place = "after-row";
      visit(text, row);
      row += 1;
      return to;
    }
    pieces.push(Buffer.from(bytes.subarray(from, to)));
    kept += to - from;
    if (kept > MAX_ROW_BYTES) throw new SplitError("row-too-long", row);
    return to;
  };

  return {
    current: () => row,
    scan(bytes, from, leave) {
      let at = from;
      while (at < bytes.length) {
        const byte = bytes[at] ?? 0;
        if (place === "in-row") at = takeRow(bytes, at);
        else if (isBlank(byte)) at += 1;
        else if (byte === OPEN_OBJECT && place !== "after-row") place = "in-row";
        else if (byte === COMMA && place === "after-row") {
          place = "after-comma";
          at += 1;
        } else if (byte === CLOSE_ARRAY && place !== "after-comma") {
          leave();
          return at;
        } else throw new SplitError("row-shape", row);
      }
      return at;
    },
  };
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
