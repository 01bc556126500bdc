import type * as z from "zod";
import { GygesError, type ErrorKind } from "./error.ts";

/** What a strict parse needs to explain itself. */
export interface ParseContext {
  /** Where the value came from: a file, a line, an option. Opens the message. */
  readonly where: string;
  /** A value that would have been right, ready to paste. */
  readonly example: string;
  readonly code: string;
  readonly kind?: ErrorKind;
}

/**
 * Parses `value` by a zod schema or throws a {@link GygesError} that says
 * what was seen, what is wanted, and shows an example.
 */
export function parseStrict<S extends z.ZodType>(schema: S, value: unknown, context: ParseContext): z.output<S> {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  const issues = outcome.error.issues.slice(0, 8).map((issue) => `  × ${clipped(describeIssue(issue, value))}`);
  const more = outcome.error.issues.length > 8 ? [`  … and ${outcome.error.issues.length - 8} more`] : [];
  const example = context.example.split("\n").map((line) => `    ${line}`);
  throw new GygesError(
    context.kind ?? "usage",
    context.code,
    [`${context.where} is not valid`, ...issues, ...more, "  Example:", ...example].join("\n"),
  );
}

/** What stands in a value can be as long as its author liked, and a message is to be read. */
const MOST_OF_A_LINE = 400;

function clipped(line: string): string {
  if (line.length <= MOST_OF_A_LINE) return line;
  const half = MOST_OF_A_LINE / 2;
  return `${line.slice(0, half)} … ${line.slice(-half)}`;
}

function describeIssue(issue: z.core.$ZodIssue, root: unknown): string {
  const path = issue.path.length === 0 ? "the whole value" : issue.path.map(shownKey).join(".");
  if (issue.code === "unrecognized_keys") return `${path}: unknown key ${issue.keys.map(preview).join(", ")}`;
  if (issue.code === "invalid_key")
    return `${path}: ${issue.issues[0]?.message ?? "wanted another key"}, saw the key ${preview(issue.path.at(-1))}`;
  return `${path}: ${issue.message}, saw ${preview(valueAt(root, issue.path))}`;
}

/** A key as it is, or in quotes on one line where it is no word: keys come from files too. */
function shownKey(key: PropertyKey): string {
  return typeof key === "string" && !/^[\w./:@+ -]{1,80}$/.test(key) ? preview(key) : String(key);
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let here = root;
  for (const key of path) {
    if (here === null || typeof here !== "object" || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

/** A short, one-line picture of a value that may be anything. */
function preview(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
