import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, OPEN_ARRAY, OPEN_OBJECT, QUOTE, isBlank } from "./json-bytes.ts";
import { SplitError } from "./split-error.ts";

export interface FrameScanner {
  inRows(): boolean;
  leaveRows(): void;
  /** Scans up to the start of the rows or the end of the bytes; returns where it stopped. */
  scan(bytes: Buffer, from: number): number;
  end(): unknown;
}

/** Everything but the rows. Knows the keys of the two outermost levels, which is where the rows hang. */
export function frameScanner(): FrameScanner {
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
