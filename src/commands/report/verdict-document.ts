import { open, readFile } from "node:fs/promises";
import type * as z from "zod";
import { describeError, GygesError } from "../../schema/error.ts";
import { parseStrict } from "../../schema/parse.ts";
import { GapVerdictSchema, type GapVerdict, type Verdict, VerdictSchema } from "../../schema/verdict.ts";
import { documentSchema } from "./document-schema.ts";

/** A verdict as gyges wrote it: on a change, or on the gap alone where there was no base. */
export type VerdictDocument = Verdict | GapVerdict;

/**
 * Reads a verdict that exists.
 *
 * @param path absolute
 * @returns null for a file of draws, which is still to be judged
 * @throws GygesError `report/unreadable`, `report/not-a-verdict` for a broken one, `report/other-document` for what gyges wrote of another kind
 */
export async function verdictAt(path: string): Promise<VerdictDocument | null> {
  const schema = documentSchema(await startOf(path));
  if (schema === null) return null;
  if (schema === "gyges.verdict") return parsed(VerdictSchema, path, "verdict.json, as gyges run writes it");
  if (schema === "gyges.gap") return parsed(GapVerdictSchema, path, "config.metadata.gyges of what promptfoo eval -o out.json wrote");
  throw otherDocument(path, schema);
}

async function parsed<S extends z.ZodType>(schema: S, path: string, example: string): Promise<z.output<S>> {
  const text = await readFile(path, "utf8");
  return parseStrict(schema, jsonOf(text, path), { where: path, example, code: "report/not-a-verdict", kind: "data" });
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new GygesError(
      "data",
      "report/not-a-verdict",
      `${path} begins as a verdict and is no whole JSON: it was cut off or edited.\n  Wanted: the file as gyges wrote it.\n  Copy it again, or judge its draws again: gyges report .gyges/runs/…/store.jsonl`,
      { cause },
    );
  }
}

const START_BYTES = 200;

/** The beginning of a file, which tells its kind: a file of draws may be large and is not read for that. */
export async function startOf(path: string): Promise<string> {
  try {
    await using file = await open(path, "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } catch (cause) {
    throw new GygesError(
      "usage",
      "report/unreadable",
      `${path} cannot be read: ${describeError(cause)}.\n  Wanted: a verdict, or a file of draws.\n  Example: gyges report verdict.json --html report.html`,
      { cause },
    );
  }
}

/** What shows it, for documents that are no verdict and hold no draws by themselves. */
const SHOWN_BY: Readonly<Record<string, string>> = {
  "gyges.plan": "gyges plan --config promptfooconfig.yaml shows a plan",
  "gyges.shard": "gyges merge judges it together with the other parts: gyges merge parts",
  "gyges.label-report": "gyges label FILE shows labels",
};

function otherDocument(path: string, schema: string): GygesError {
  return new GygesError(
    "usage",
    "report/other-document",
    `${path} is a document ${schema}, and not one that this command shows.\n  Wanted: verdict.json (gyges.verdict), a gap without a base (gyges.gap), or a file of draws.\n  ${SHOWN_BY[schema] ?? "Example: gyges report .gyges/runs/…/store.jsonl"}`,
  );
}
