import { open } from "node:fs/promises";
import { resolve } from "node:path";
import * as z from "zod";
import { type CheckAnswer, CheckAnswerSchema } from "../schema/check.ts";
import { GygesError } from "../schema/error.ts";
import { parsedJson } from "../schema/json.ts";
import { readChained } from "./chained-line.ts";
import { eachLine } from "./each-line.ts";
import { recentStores } from "./earlier-store.ts";

const START = '{"record":"check"';
const RecordSchema = z.strictObject({ record: z.literal("check"), check: CheckAnswerSchema });

/**
 * Answers about notices that earlier runs got, by their print: those of a folder of runs, the newest first, and of the stores that are named. Only whole answers
 * count, and a store that cannot be read is passed over, since asking again is always right.
 *
 * @param runs `.gyges/runs`
 */
export async function earlierChecks(runs: string, named: readonly string[]): Promise<ReadonlyMap<string, CheckAnswer>> {
  const known = new Map<string, CheckAnswer>();
  for (const path of [...named, ...(await recentStores(runs))]) {
    for (const answer of await answersIn(path))
      if (answer.row.print !== null && !known.has(answer.row.print)) known.set(answer.row.print, answer);
  }
  return known;
}

async function answersIn(path: string): Promise<readonly CheckAnswer[]> {
  const file = await open(resolve(path), "r").catch(() => null);
  if (file === null) return [];
  const answers: CheckAnswer[] = [];
  try {
    await eachLine(file, path, ({ text, ended }) => {
      if (!ended || !text.startsWith(START)) return;
      // Of an early version's store the line is the record; one whose checksum does not fit says nothing.
      const line = readChained(text);
      if (line?.fits === false) return;
      const record = RecordSchema.safeParse(parsedJson(line?.body ?? text));
      if (record.success && record.data.check.fault === null) answers.push(record.data.check);
    });
    return answers;
  } catch (cause) {
    if (cause instanceof GygesError) return answers;
    throw cause;
  } finally {
    await file.close();
  }
}
