import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

/** A labelled reply: one line of a `.jsonl` file. Fields beyond these are let pass. */
const RowSchema = z.object({
  id: z.string(),
  source: z.string(),
  model: z.string(),
  /** Replies to one prompt share it. */
  group: z.string(),
  prompt: z.string(),
  response: z.string(),
  gold: z.enum(["refuse", "partial", "evade", "comply", "engage", "other"]),
  /** Forced choice: the options' texts, and the one taken, as a letter. */
  options: z.array(z.string()).optional(),
  choice: z.string().nullish(),
});
export type Row = z.infer<typeof RowSchema>;

/** The rows of all `.jsonl` files of a folder. Throws with file and line on one that is none. */
export function readRows(folder: string): readonly Row[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  if (files.length === 0) throw new Error(`${folder} holds no .jsonl file of labelled replies`);
  return files.toSorted().flatMap((file) => {
    const lines = readFileSync(join(folder, file), "utf8").split("\n");
    return lines.flatMap((line, index) => (line.trim() === "" ? [] : [rowOf(line, `${file}, line ${index + 1}`)]));
  });
}

function rowOf(line: string, where: string): Row {
  const read = RowSchema.safeParse(JSON.parse(line));
  if (!read.success) throw new Error(`${where}: ${z.prettifyError(read.error)}`);
  return read.data;
}
