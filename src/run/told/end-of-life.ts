import { readFile } from "node:fs/promises";
import type { Reason } from "../../schema/verdict.ts";

/** The vendors' SDKs warn on the console of a model whose end is dated, and there nobody reads it: promptfoo's output goes to a file. */

const WARNING = /The model '([\w.:@/-]{1,100})' is deprecated and will reach end-of-life on ([\w ,/-]{1,40})/g;

/**
 * @param log what promptfoo wrote; a run that keeps none tells nothing
 * @param names providers as the config names them, and models as the API does: the log may hold what a model wrote, so that a warning counts only of a model that was asked
 */
export async function endOfLife(log: string, names: readonly string[]): Promise<readonly Reason[]> {
  return warningsIn(await readFile(log, "utf8").catch(() => ""), names);
}

export function warningsIn(text: string, names: readonly string[]): readonly Reason[] {
  const found = new Map([...text.matchAll(WARNING)].map(([, model, day]) => [model!, day!.trim()]));
  return [...found].flatMap(([model, day]) =>
    names.some((name) => name.includes(model))
      ? [
          {
            code: "model/end-of-life",
            text: `${model} reaches its end of life on ${day}, its vendor's SDK warns: no base can be drawn from it after that day. Judge the change to its successor while both answer.`,
          },
        ]
      : [],
  );
}
