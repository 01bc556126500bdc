import { open, readFile, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { readStore } from "../disk/store.ts";
import { terminalBlock } from "../report/terminal.ts";
import { describeError, GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { VerdictSchema, type Verdict } from "../schema/verdict.ts";
import { gate } from "./gate.ts";
import { reportParts, type ReportParts } from "./report-parts.ts";
import { colored, type Surroundings } from "./surroundings.ts";

export interface ReportFlags {
  readonly html?: string | undefined;
  /** Files of draws that go with a verdict: one of both sides, or base and head. */
  readonly draws?: readonly string[] | undefined;
  readonly pack?: string | undefined;
}

/**
 * `gyges report FILE`: a verdict that exists, shown again, or the one that the draws of FILE give, with every measure. It calls no model and gates
 * nothing, so its exit code says only whether there is a report.
 */
export async function reportCommand(file: string, flags: ReportFlags, around: Surroundings): Promise<number> {
  const path = resolve(around.cwd, file);
  const written = await verdictOf(path);
  if (written !== null && flags.html === undefined) refuseUnused(flags.draws);
  const verdict = written ?? (await judged(path, flags.pack));
  if (flags.html === undefined) {
    around.stdout.write(`\n${terminalBlock(verdict, { color: colored(around), width: around.stdout.columns ?? 80 })}\n\n`);
    return 0;
  }
  const out = resolve(around.cwd, flags.html);
  const { htmlReport } = await import("../report/html/html-report.ts");
  const html = await htmlReport({ verdict, ...(await parts(path, written !== null, verdict, flags, around.cwd)) });
  await writeReport(out, html);
  around.stderr.write(`  ${relative(around.cwd, out) || out}\n`);
  return 0;
}

/** What a report can show of draws is what its verdict was given on; draws that carry none are not shown as if they did. */
async function parts(path: string, isWritten: boolean, verdict: Verdict, flags: ReportFlags, cwd: string): Promise<ReportParts> {
  const files = (flags.draws ?? []).map((one) => resolve(cwd, one));
  if (files.length > 2)
    throw new GygesError(
      "usage",
      "report/draws",
      `--draws has ${files.length} files.\n  Wanted: one that holds both sides, or base and head.\n  Example: gyges report verdict.json --draws store.jsonl --html report.html`,
    );
  const [base = isWritten ? null : path, head = base] = files;
  if (base === null || head === null || (verdict.verdict === "error" && files.length === 0)) return { draws: [] };
  const found = await reportParts(base, head, flags.pack);
  const other = found.draws?.find(({ identity }) => verdict.pack !== null && identity.pack.hash !== verdict.pack.hash);
  if (other === undefined) return found;
  throw new GygesError(
    "data",
    "report/other-draws",
    `${base} holds draws of pack ${other.identity.pack.name} ${other.identity.pack.version}, and the verdict is on another.\n  Wanted: the draws that the verdict was given on.\n  Name the store of that run: gyges report verdict.json --draws .gyges/runs/…/store.jsonl --html report.html`,
  );
}

/** Null where the file is no verdict, but draws in one of the forms that gyges reads. */
async function verdictOf(path: string): Promise<Verdict | null> {
  if (!/^\uFEFF?\s*\{\s*"schema"\s*:\s*"gyges\.verdict\//.test(await startOf(path))) return null;
  return parseStrict(VerdictSchema, asJson(await readFile(path, "utf8")), {
    where: path,
    example: "verdict.json, as gyges run writes it",
    code: "report/not-a-verdict",
    kind: "data",
  });
}

const START_BYTES = 200;

/** A file of draws may be large and is not read to be told apart; a verdict names its schema first, a store its record. */
async function startOf(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new GygesError(
      "usage",
      "report/unreadable",
      `${path} cannot be read: ${describeError(cause)}.\n  Wanted: a verdict, or a file of draws.\n  Example: gyges report verdict.json --html report.html`,
      { cause },
    );
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** By the policy that the run was judged by, where the file says. */
async function judged(path: string, pack: string | undefined): Promise<Verdict> {
  const policy = /^\s*\{"record"\s*:/.test(await startOf(path)) ? (await readStore(path)).header.policy : undefined;
  const { verdict } = await gate(path, path, { ...policy, pack, full: true });
  return verdict;
}

function refuseUnused(draws: readonly string[] | undefined): void {
  if (draws === undefined) return;
  throw new GygesError(
    "usage",
    "report/draws",
    "--draws goes with --html, which shows them.\n  Example: gyges report verdict.json --draws store.jsonl --html report.html",
  );
}

async function writeReport(out: string, html: string): Promise<void> {
  try {
    await writeFile(out, html);
  } catch (cause) {
    throw new GygesError(
      "usage",
      "report/unwritable",
      `${out} cannot be written: ${describeError(cause)}.\n  Wanted: a file in a folder that exists.`,
      { cause },
    );
  }
}
