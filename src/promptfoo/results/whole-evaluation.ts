import type { CheckAnswer } from "../../schema/check.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";

/** What an evaluation came to, and what it was to come to. */
export interface Evaluation {
  readonly draws: readonly Draw[];
  readonly answers: readonly CheckAnswer[];
  /** Columns of promptfoo's table. */
  readonly columns: number;
  /** Of each column. */
  readonly planned: { readonly draws: number; readonly answers: number };
}

/**
 * Every column must hold every planned draw and an answer to every question, seen or missing; less means that something was cut off.
 *
 * @throws GygesError `eval/no-rows`, `eval/missing-column` or `eval/incomplete`
 */
export function refusePart({ draws, answers, columns, planned }: Evaluation): void {
  const byColumn = Map.groupBy(draws, ({ pair }) => pair);
  if (byColumn.size === 0) throw part("no-rows", "no row of the pack was evaluated. Did a filter drop every column?");
  if (byColumn.size < columns) throw part("missing-column", `the pack was drawn in ${byColumn.size} of ${columns} columns.`);
  for (const [pair, own] of byColumn) {
    const answered = answers.filter((one) => one.pair === pair).length;
    if (answered !== planned.answers)
      throw part("incomplete", `the column ${pair} has ${answered} of ${planned.answers} answers about the notices.`);
    if (own.length !== planned.draws) throw part("incomplete", `the column ${pair} has ${own.length} of ${planned.draws} planned draws.`);
  }
}

function part(code: string, seen: string): GygesError {
  return new GygesError(
    "data",
    `eval/${code}`,
    `${seen}\n  Wanted: all rows of the pack in every column, those that failed included.\n  Run the evaluation to its end, without --filter-providers and --filter-prompts; for your own tests alone: GYGES=off`,
  );
}
