import { resolve } from "node:path";
import { terminalBlock } from "../../report/terminal.ts";
import { verdictJson } from "../../report/verdict-json.ts";
import { GygesError } from "../../schema/error.ts";
import { parseFailOn } from "../exit-code.ts";
import { gate } from "./gate.ts";
import { parsePolicy, type PolicyFlags } from "../flags/policy-flags.ts";
import { readCalibration } from "../label/read-calibration.ts";
import { colored, type Surroundings } from "../surroundings.ts";
import { reportParts } from "../report/report-parts.ts";
import { parseFormats, writeReports, type Format } from "../report/write-reports.ts";

/** `gyges gate BASE HEAD` at the terminal: the block for people, or the verdict as JSON. */

export interface GateFlags extends PolicyFlags {
  readonly pack?: string | undefined;
  readonly failOn?: string | undefined;
  readonly json?: boolean | undefined;
  readonly cachedBase?: boolean | undefined;
  readonly confirmBase?: string | undefined;
  readonly confirmHead?: string | undefined;
  readonly full?: boolean | undefined;
  readonly labelCalibration?: string | undefined;
  readonly insist?: boolean | undefined;
  readonly reportDir?: string | undefined;
  readonly formats?: string | undefined;
}

/** @returns the exit code */
export async function gateCommand(base: string, head: string, flags: GateFlags, around: Surroundings): Promise<number> {
  const report = reportOf(flags);
  const { verdict, exitCode } = await gate(base, head, {
    ...parsePolicy(flags),
    pack: flags.pack,
    failOn: parseFailOn(flags.failOn),
    cachedBase: flags.cachedBase,
    confirmBase: flags.confirmBase,
    confirmHead: flags.confirmHead,
    full: flags.full,
    labelCalibration: await readCalibration(flags.labelCalibration, around.cwd),
    insist: flags.insist,
    ...(around.command === null ? {} : { command: around.command }),
  });
  const text =
    flags.json === true
      ? verdictJson(verdict)
      : `\n${terminalBlock(verdict, { color: colored(around), width: around.stdout.columns ?? 80 })}\n\n`;
  around.stdout.write(text);
  if (report !== null) {
    const parts = verdict.verdict === "error" ? undefined : () => reportParts(base, head, flags.pack);
    await writeReports(verdict, resolve(around.cwd, report.folder), report.formats, exitCode, parts);
  }
  return exitCode;
}

/** Asked for before anything is judged, so that a wrong form costs nothing. */
function reportOf({ reportDir, formats }: GateFlags): { readonly folder: string; readonly formats: readonly Format[] } | null {
  if (reportDir !== undefined) return { folder: reportDir, formats: parseFormats(formats) };
  if (formats === undefined) return null;
  throw new GygesError(
    "usage",
    "usage/formats",
    "--formats names files, and nothing says where they go.\n  Name a folder: gyges gate BASE HEAD --report-dir gyges-report --formats json,junit",
  );
}
