import * as z from "zod";
import { isSealed } from "../../disk/sealed-pack.ts";
import { withheldDraw } from "../../promptfoo/row/withheld.ts";
import { drawsCsv } from "../../report/draws-csv.ts";
import { drawsJsonl } from "../../report/draws-jsonl.ts";
import { parseStrict } from "../../schema/parse.ts";
import { readDraws } from "../files/read-draws.ts";

export const EXPORT_FORMATS = ["csv", "jsonl"] as const;

export interface ExportOptions {
  /** One of {@link EXPORT_FORMATS}: `csv` for eyes and sheets (the default), `jsonl` for every field as it is. */
  readonly format?: string | undefined;
  /** Folder or name of the pack; the shipped one that the file names where absent. */
  readonly pack?: string | undefined;
  /** Also the replies to a sealed pack, as far as the file holds them. */
  readonly keepReplies?: boolean | undefined;
}

/**
 * `gyges export FILE`: the draws of any file that gyges reads, as text. An unfinished store gives what it holds.
 *
 * @throws GygesError of kind `data` for a file that cannot be read, of kind `usage` for an unknown format
 */
export async function exportDraws(path: string, options: ExportOptions = {}): Promise<string> {
  const format = parseStrict(z.enum(EXPORT_FORMATS), options.format ?? "csv", {
    where: "--format",
    example: "gyges export store.jsonl --format jsonl",
    code: "export/format",
  });
  const read = await readDraws(path, options.pack);
  const isHidden = options.pack !== undefined && isSealed(options.pack) && options.keepReplies !== true;
  const draws = isHidden ? read.draws.map(withheldDraw) : read.draws;
  return format === "csv" ? drawsCsv(draws) : drawsJsonl(draws);
}
