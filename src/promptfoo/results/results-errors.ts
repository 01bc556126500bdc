import { GygesError } from "../../schema/error.ts";
import type { SplitError } from "./split-error.ts";

/** The sentences about results files that carry no verdict. */

const HOW_TO_WRITE = "promptfoo eval --no-cache -o results.json";

export function brokenRow(path: string, number: number, text: string): GygesError {
  // The parser's own message quotes the row, and a row holds what a model wrote.
  const nan = /[:[,]\s*(?:NaN|-?Infinity)\b/.test(text);
  return new GygesError(
    "data",
    "results/row",
    `${path}, row ${number} is not valid JSON${nan ? ": it holds NaN or Infinity, which are no JSON numbers" : ""}.\n  Wanted: the file as promptfoo wrote it.\n  Write it again: ${HOW_TO_WRITE}`,
  );
}

export function explain(path: string, { what, row }: SplitError): GygesError {
  const sentences: Record<SplitError["what"], string> = {
    truncated: `${path} ends in the middle${row === null ? "" : `, at row ${row}`}.\n  Wanted: the whole file. promptfoo was stopped while it wrote, or the copy broke off.`,
    trailing: `${path} goes on after the end of its JSON.\n  Wanted: one results file of promptfoo. Two files were joined, or something was appended.`,
    "not-json": `${path} is not JSON.\n  Wanted: a results file of promptfoo, or the store of a run.`,
    "no-rows": `${path} has no list \`results.results\`.\n  Wanted: a results file of promptfoo, version 3.`,
    "row-shape": `${path}, row ${row} is not an object, or the commas around it are wrong.\n  Wanted: the file as promptfoo wrote it.`,
    "row-too-long": `${path}, row ${row} is longer than 64 MB.\n  Wanted: rows with text replies.`,
  };
  const code = what === "row-shape" || what === "row-too-long" ? "results/row" : `results/${what}`;
  return new GygesError("data", code, `${sentences[what]}\n  Write it again: ${HOW_TO_WRITE}`);
}

export function noRows(path: string): GygesError {
  return new GygesError(
    "data",
    "results/no-rows",
    `${path} holds no rows: nothing was evaluated.\n  Wanted: at least one row of a pack.\n  Run the evaluation to its end, and without --no-write: promptfoo before 0.123 leaves the rows out then.\n  ${HOW_TO_WRITE}`,
  );
}

export function noDraws(path: string, rows: number): GygesError {
  return new GygesError(
    "data",
    "results/no-draws",
    `${path} holds ${rows} rows, none of them from a pack of gyges.\n  Wanted: rows that carry metadata.gyges.\n  Add to promptfooconfig.yaml: extensions: ["file://node_modules/gyges/promptfoo.js:gyges"]`,
  );
}
