import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DISK_ERRORS } from "../failing-files.ts";
import { during } from "../during.ts";
import { Findings, type FaultRow } from "../row.ts";
import { verdictOf, WholeRun } from "../whole-run.ts";

const preload = join(import.meta.dirname, "../failing-writes.mjs");
const AT_ONCE = 4;
/** Of the short form: among the first draws of the child. */
const SHORT = 12;

export const writesOfRun: FaultRow = {
  name: "the n-th step on a file fails in gyges and in its promptfoo, and all after it, for every n of a run of 8 calls",
  target:
    "exit 3, never 0 or 1, with a sentence and no stack trace; the next run ends with the verdict of an undisturbed one, and no draw is paid twice untold",
  async measure(short) {
    const findings = new Findings();
    return during(await WholeRun.create(1, () => 5), async (whole) => {
      const wanted = verdictOf(await whole.start(AT_ONCE).ended).report;
      const struck = new Map<string, number>();
      let tried = 0;
      for (let nth = short ? SHORT : 1; short ? nth === SHORT : nth < 200; nth += 1) {
        await whole.forget();
        const before = whole.server.calls;
        const what = await faulty(whole, nth, findings);
        if (what === null) break;
        tried += 1;
        for (const one of what) struck.set(one, (struck.get(one) ?? 0) + 1);
        const ended = await whole.start(AT_ONCE).ended;
        const { verdict, report } = verdictOf(ended);
        findings.hold(
          ended.code === 0 && report === wanted,
          `step ${nth} (${what.join()}): the next run ended with ${ended.code}: ${verdict.reasons[0]?.text}`,
        );
        const doubles = whole.server.calls - before - whole.calls;
        findings.hold(
          doubles <= (verdict.run.repeated ?? 0),
          `step ${nth} (${what.join()}): ${doubles} calls repeated, ${verdict.run.repeated ?? 0} reported`,
        );
      }
      return findings.measured(
        `${tried} faults: ${[...struck].map(([what, times]) => `${what} ${times}`).join(", ")}; ${findings.wrong.length} not held`,
      );
    });
  },
};

/** @returns which steps were struck, in one process or both; null where the run was over before */
async function faulty(whole: WholeRun, nth: number, findings: Findings): Promise<readonly string[] | null> {
  // Outside of the project: with a provider file in play every file of the tree is part of what is compared.
  const say = join(tmpdir(), `gyges-struck-${process.pid}-${nth}`);
  const code = DISK_ERRORS[nth % DISK_ERRORS.length]!;
  const env = { NODE_OPTIONS: `--import ${preload}`, GYGES_FAULT_NTH: String(nth), GYGES_FAULT_CODE: code, GYGES_FAULT_SAY: say };
  const { code: exit, stdout, stderr } = await whole.start(AT_ONCE, { env }).ended;
  if (!existsSync(say)) return null;
  const what = readFileSync(say, "utf8").trimEnd().split("\n");
  rmSync(say);
  const name = `step ${nth} (${code}, ${what.join()})`;
  findings.hold(exit === 3, `${name}: exit ${exit}; ${stderr.slice(-300)}`);
  findings.hold(!/^\s+at /m.test(stderr), `${name}: a stack trace: ${stderr.slice(-300)}`);
  findings.hold(!/"verdict": ?"(?:pass|fail)"/.test(stdout), `${name}: a verdict`);
  return what;
}
