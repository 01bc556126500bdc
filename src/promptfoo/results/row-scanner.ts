import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE, isBlank } from "./json-bytes.ts";
import { SplitError } from "./split-error.ts";

const MAX_ROW_BYTES = 64 << 20;

export interface RowScanner {
  /** Scans up to the end of the rows (then calls `leave` and stops before the bracket) or the end of the bytes. */
  scan(bytes: Buffer, from: number, leave: () => void): number;
  /** Number of the row under way, or of the one that would come next. */
  current(): number;
}

type Place = "start" | "in-row" | "after-row" | "after-comma";

/** Cuts rows out of a JSON list by their bytes. @param visit is called once a row, with its JSON and its number from 1 */
export function rowScanner(visit: (text: string, row: number) => void): RowScanner {
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
