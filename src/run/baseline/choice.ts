import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { replaceFile } from "../../disk/replace-file.ts";
import type { Bill } from "../../estimate/bill.ts";
import { describeError, GygesError, systemCode } from "../../schema/error.ts";
import { parsedJson } from "../../schema/json.ts";
import { parseStrict } from "../../schema/parse.ts";
import { StoredBaseSchema } from "../../schema/stored-base.ts";
import { ReasonSchema } from "../../schema/verdict.ts";

/**
 * Which base a comparison has, once it was chosen: a run that goes on after it was stopped, or is only read again, has the same one, whatever the folder of
 * stored bases holds by then.
 */

const ChoiceSchema = z.strictObject({
  schema: z.literal("gyges.baseline-choice/1"),
  /** Null where base is drawn. */
  stored: StoredBaseSchema.nullable(),
  findings: z.array(ReasonSchema),
});
export type Choice = Omit<z.infer<typeof ChoiceSchema>, "schema">;

/** A base that was chosen, and the calls that choosing took. */
export type Settled = Choice & { readonly bill: Bill };

/** The comparison's own copy of the stored base that it was judged against. */
export function copyOfBase(folder: string): string {
  return join(folder, "base.jsonl");
}

/** @returns null where nothing was chosen yet. @throws GygesError `run/baseline-choice` */
export async function readChoice(folder: string): Promise<Choice | null> {
  const path = choicePath(folder);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    if (systemCode(cause) === "ENOENT") return null;
    throw unreadable(folder, cause);
  });
  if (text === null) return null;
  const { stored, findings } = parseStrict(ChoiceSchema, parsedJson(text) ?? text, {
    where: `${path} (to begin anew, delete its folder)`,
    example: '{"schema":"gyges.baseline-choice/1","stored":null,"findings":[]}',
    code: "run/baseline-choice",
    kind: "data",
  });
  return { stored, findings };
}

/** @param from the stored base, of which a copy is kept; null where base is drawn */
export async function writeChoice(folder: string, choice: Choice, from: string | null): Promise<void> {
  if (from !== null) await copyFile(from, copyOfBase(folder));
  await replaceFile(choicePath(folder), `${JSON.stringify({ schema: "gyges.baseline-choice/1", ...choice })}\n`);
}

/** The base that it was judged against is gone: another one would be another comparison. */
export function lostCopy(folder: string, why: string): GygesError {
  return new GygesError(
    "data",
    "run/baseline-choice",
    `this comparison was begun on a stored base, and its copy of it cannot be used: ${why}.\n  To begin anew: delete ${folder}`,
  );
}

function unreadable(folder: string, cause: unknown): GygesError {
  return new GygesError(
    "data",
    "run/baseline-choice",
    `${choicePath(folder)} cannot be read: ${describeError(cause)}.\n  Wanted: the base that this comparison was begun on.\n  Make the file readable, or begin anew: delete ${folder}`,
    { cause },
  );
}

function choicePath(folder: string): string {
  return join(folder, "baseline.json");
}
