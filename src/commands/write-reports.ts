import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { junitXml } from "../report/junit.ts";
import { markdownComment } from "../report/markdown.ts";
import { verdictJson } from "../report/verdict-json.ts";
import { parseStrict } from "../schema/parse.ts";
import type { Verdict } from "../schema/verdict.ts";

/** Forms in which a verdict is written to files. */
export const FORMATS = ["json", "markdown", "junit"] as const;
export type Format = (typeof FORMATS)[number];

export const DEFAULT_FORMATS: readonly Format[] = ["json", "markdown"];

const FILES: Readonly<Record<Format, string>> = { json: "verdict.json", markdown: "report.md", junit: "junit.xml" };

/** Paths of what was written; null for a form that nobody asked for. */
export interface ReportFiles extends Readonly<Record<Format, string | null>> {}

/** @param exitCode with which the command ends: JUnit calls a red job red */
export async function writeReports(
  verdict: Verdict,
  folder: string,
  formats: readonly Format[] = DEFAULT_FORMATS,
  exitCode = 0,
): Promise<ReportFiles> {
  await mkdir(folder, { recursive: true });
  const texts: Readonly<Record<Format, () => string>> = {
    json: () => verdictJson(verdict),
    markdown: () => markdownComment(verdict),
    junit: () => junitXml(verdict, exitCode !== 0),
  };
  const written: Record<Format, string | null> = { json: null, markdown: null, junit: null };
  for (const format of formats) {
    const path = join(folder, FILES[format]);
    await writeFile(path, texts[format]());
    written[format] = path;
  }
  return written;
}

/**
 * Reads `--formats json,junit`; nothing given names the usual two.
 *
 * @throws GygesError `usage/formats` for a form that is not in {@link FORMATS}
 */
export function parseFormats(text: string | undefined): readonly Format[] {
  if (text === undefined) return DEFAULT_FORMATS;
  return parseStrict(
    z.array(z.enum(FORMATS)).min(1),
    text.split(",").map((one) => one.trim()),
    { where: "--formats", example: `--formats ${FORMATS.join(",")}`, code: "usage/formats" },
  );
}
