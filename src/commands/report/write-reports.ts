import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { ReportInput } from "../../report/html/html-report.ts";
import { markdownComment } from "../../report/markdown.ts";
import { verdictJson } from "../../report/verdict-json.ts";
import { parseStrict } from "../../schema/parse.ts";
import type { Verdict } from "../../schema/verdict.ts";
import { listOf } from "../flags/flag-values.ts";

/** Forms in which a verdict is written to files. */
export const FORMATS = ["json", "markdown", "junit", "html"] as const;
export type Format = (typeof FORMATS)[number];

export const DEFAULT_FORMATS: readonly Format[] = ["json", "markdown"];

const FILES: Readonly<Record<Format, string>> = { json: "verdict.json", markdown: "report.md", junit: "junit.xml", html: "report.html" };

/** Paths of what was written; null for a form that nobody asked for. */
export interface ReportFiles extends Readonly<Record<Format, string | null>> {}

/**
 * @param exitCode with which the command ends: JUnit calls a red job red
 * @param parts draws and pack for the HTML report, read only where one is asked for; without it, it is made from the verdict alone
 */
export async function writeReports(
  verdict: Verdict,
  folder: string,
  formats: readonly Format[] = DEFAULT_FORMATS,
  exitCode = 0,
  parts?: () => Promise<Omit<ReportInput, "verdict">>,
): Promise<ReportFiles> {
  await mkdir(folder, { recursive: true });
  const texts: Readonly<Record<Format, () => string | Promise<string>>> = {
    json: () => verdictJson(verdict),
    markdown: () => markdownComment(verdict),
    junit: async () => (await import("../../report/junit.ts")).junitXml(verdict, exitCode !== 0),
    html: async () => (await import("../../report/html/html-report.ts")).htmlReport({ verdict, ...(await parts?.()) }),
  };
  const written: Record<Format, string | null> = { json: null, markdown: null, junit: null, html: null };
  for (const format of formats) {
    const path = join(folder, FILES[format]);
    await writeFile(path, await texts[format]());
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
  return parseStrict(z.array(z.enum(FORMATS)).min(1), listOf(text), {
    where: "--formats",
    example: `--formats ${FORMATS.join(",")}`,
    code: "usage/formats",
  });
}
