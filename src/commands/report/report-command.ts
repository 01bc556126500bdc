import { relative, resolve } from "node:path";
import { readStore } from "../../disk/store.ts";
import { gapBlock } from "../../report/gap-block.ts";
import { terminalBlock } from "../../report/terminal.ts";
import { GygesError } from "../../schema/error.ts";
import type { GapVerdict, Verdict } from "../../schema/verdict.ts";
import { gate } from "../gate/gate.ts";
import { isStore } from "../files/kind-of-file.ts";
import { reportParts, type ReportParts } from "./report-parts.ts";
import { colored, type Surroundings } from "../surroundings.ts";
import { startOf, verdictAt } from "./verdict-document.ts";
import { writeNamed } from "../files/write-named.ts";

export interface ReportFlags {
  readonly html?: string | undefined;
  /** Files of draws that go with a verdict: one of both sides, or base and head. */
  readonly draws?: readonly string[] | undefined;
  readonly pack?: string | undefined;
}

/**
 * `gyges report FILE`: a verdict that exists, shown again, or the one that the draws of FILE give, with every measure. It calls no model and gates
 * nothing, so its exit code says only whether there is a report.
 *
 * @returns 0
 * @throws GygesError `report/…` for a file, or a pair of flags, that makes no report
 */
export async function reportCommand(file: string, flags: ReportFlags, around: Surroundings): Promise<number> {
  const path = resolve(around.cwd, file);
  const written = await verdictAt(path);
  refuseUnused(path, flags, written !== null);
  if (written?.schema === "gyges.gap/1") return showGap(path, written, flags, around);
  const verdict = written ?? (await judged(path, flags.pack));
  if (flags.html === undefined) {
    around.stdout.write(`\n${terminalBlock(verdict, look(around))}\n\n`);
    return 0;
  }
  const out = resolve(around.cwd, flags.html);
  const { htmlReport } = await import("../../report/html/html-report.ts");
  const html = await htmlReport({ verdict, ...(await parts(path, written !== null, verdict, flags, around.cwd)) });
  await writeNamed(out, html, "--html");
  around.stderr.write(`  ${relative(around.cwd, out) || out}\n`);
  return 0;
}

/** What an evaluation without a base came to, as it was shown at its end. */
function showGap(path: string, gap: GapVerdict, { html }: ReportFlags, around: Surroundings): number {
  if (html !== undefined)
    throw new GygesError(
      "usage",
      "report/no-base",
      `${path} is a gap without a base (gyges.gap), and a page holds base against head.\n  Wanted: a verdict on both sides, or draws of both.\n  In the terminal: gyges report FILE\n  With a base:     gyges run --config promptfooconfig.yaml --base-ref origin/main --formats html`,
    );
  around.stdout.write(`\n${gapBlock(gap, look(around))}\n\n`);
  return 0;
}

function look(around: Surroundings): { readonly color: boolean; readonly width: number } {
  return { color: colored(around), width: around.stdout.columns ?? 80 };
}

/** What a report can show of draws is what its verdict was given on; draws that carry none are not shown as if they did. */
async function parts(path: string, isWritten: boolean, verdict: Verdict, flags: ReportFlags, cwd: string): Promise<ReportParts> {
  const files = (flags.draws ?? []).map((one) => resolve(cwd, one));
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

/** By the policy that the run was judged by, where the file says. */
async function judged(path: string, pack: string | undefined): Promise<Verdict> {
  const policy = isStore(await startOf(path)) ? (await readStore(path)).header.policy : undefined;
  const { verdict } = await gate(path, path, { ...policy, pack, full: true });
  return verdict;
}

/** Flags that would change nothing, or show draws of another verdict than this. */
function refuseUnused(path: string, { draws, html }: ReportFlags, isVerdict: boolean): void {
  if (draws === undefined) return;
  if (!isVerdict)
    throw unusable(`--draws goes with a verdict, and ${path} holds draws itself.`, "gyges report store.jsonl --html report.html");
  if (html === undefined)
    throw unusable("--draws goes with --html, which shows them.", "gyges report verdict.json --draws store.jsonl --html report.html");
  if (draws.length > 2)
    throw unusable(
      `--draws has ${draws.length} files.\n  Wanted: one that holds both sides, or base and head.`,
      "gyges report verdict.json --draws store.jsonl --html report.html",
    );
}

function unusable(seen: string, example: string): GygesError {
  return new GygesError("usage", "report/draws", `${seen}\n  Example: ${example}`);
}
