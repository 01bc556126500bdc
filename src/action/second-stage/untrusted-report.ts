import { plain } from "../../report/escape.ts";
import { VerdictSchema, type Verdict } from "../../schema/verdict.ts";
import { UntrustedFault } from "./untrusted-fault.ts";

/** Above what any report of ours has: a message of an error has lines, a run several hundred labels. */
const MAX_DEPTH = 12;
const MAX_VALUES = 100_000;
const MAX_ITEMS = 2000;
const MAX_TEXT = 4000;
const MAX_KEY = 100;

/** Characters that a terminal acts on, that turn text around or that nobody sees; an error's message has line breaks. */
const HIDDEN = /[^\P{Cc}\n]|\p{Cf}|\p{Co}|\p{Cs}/u;

/**
 * The verdict in a document that may be a stranger's: within limits of size, free of hidden characters, and to the letter of the schema.
 * What it says may still be made up; so the command to run it again, which a reader would paste into a shell, is left out for `strangers`.
 *
 * @throws UntrustedFault
 */
export function untrustedReport(bytes: Buffer, strangers: boolean): Verdict {
  const document = parsed(bytes);
  refuseExcess(document);
  const verdict = VerdictSchema.safeParse(document);
  if (!verdict.success) {
    const [issue] = verdict.error.issues;
    throw new UntrustedFault(`it is no verdict: ${plain(issue?.path.join(".") ?? "", 100)}: ${plain(issue?.message ?? "", 200)}`);
  }
  return strangers ? { ...verdict.data, run: { ...verdict.data.run, command: null } } : verdict.data;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    // The parser's message repeats what it read.
    throw new UntrustedFault("it is no JSON in UTF-8", { cause });
  }
}

function refuseExcess(document: unknown): void {
  let values = 0;
  const walk = (value: unknown, depth: number): void => {
    values += 1;
    if (values > MAX_VALUES) throw new UntrustedFault(`it has more than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) throw new UntrustedFault(`it is nested deeper than ${MAX_DEPTH}`);
    if (typeof value === "string") refuseText(value, MAX_TEXT);
    if (typeof value !== "object" || value === null) return;
    const entries = Object.entries(value);
    if (entries.length > MAX_ITEMS) throw new UntrustedFault(`a list of it has more than ${MAX_ITEMS} items`);
    for (const [key, one] of entries) {
      refuseText(key, MAX_KEY);
      walk(one, depth + 1);
    }
  };
  walk(document, 0);
}

function refuseText(text: string, most: number): void {
  if (text.length > most) throw new UntrustedFault(`a text of it is longer than ${most} characters`);
  if (HIDDEN.test(text)) throw new UntrustedFault("a text of it holds control characters or hidden ones");
}
