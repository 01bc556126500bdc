import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, readStore } from "../../../src/disk/store.ts";
import { GygesError } from "../../../src/schema/error.ts";
import { keyOfDraw } from "../../../src/schema/store.ts";
import { draw, header } from "../../disk/sample.ts";
import { DISK_ERRORS, failingFrom, type DiskError } from "../failing-files.ts";
import { Findings, type FaultRow } from "../row.ts";

const DRAWS = 12;

/** The short form has one error and half-done writes, at every n. */
export const writes: FaultRow = {
  name: "the n-th write, sync or truncation of the store fails, for every n, whole or half done",
  target:
    "every fault ends in a sentence of kind data (exit 3); no draw that was said to be kept is lost; the next run ends with all of them",
  async measure(short) {
    const findings = new Findings();
    const { steps } = await session(0, "EIO", false, findings);
    const count = { faults: 0, kept: 0 };
    for (const code of short ? DISK_ERRORS.slice(0, 1) : DISK_ERRORS) {
      for (const half of short ? [true] : [false, true]) {
        for (let nth = 1; nth <= steps; nth += 1) {
          const { kept } = await session(nth, code, half, findings);
          count.faults += 1;
          count.kept += kept;
        }
      }
    }
    return findings.measured(
      `${steps} steps of a run of ${DRAWS} draws; ${count.faults} faults, ${findings.wrong.length} not held; ${count.kept} draws kept before them`,
    );
  },
};

async function session(
  nth: number,
  code: DiskError,
  half: boolean,
  findings: Findings,
): Promise<{ readonly steps: number; readonly kept: number }> {
  const folder = mkdtempSync(join(tmpdir(), "gyges-writes-"));
  const path = join(folder, "store.jsonl");
  const name = `${code} at step ${nth}${half ? ", half done" : ""}`;
  try {
    const kept: string[] = [];
    const errors: unknown[] = [];
    const { steps } = await failingFrom(nth, code, half, () => drawn(path, kept).catch((cause: unknown) => void errors.push(cause)));
    if (nth > 0) findings.hold(errors.every(isTold) && errors.length === 1, `${name}: ended with ${String(errors[0])}`);
    const there = await readStore(path).then(
      ({ draws }) => new Set(draws.map(keyOfDraw)),
      (cause: unknown) =>
        cause instanceof GygesError && ["store/empty", "store/unreachable"].includes(cause.code) ? new Set<string>() : cause,
    );
    findings.hold(there instanceof Set, `${name}: the store cannot be read: ${String(there)}`);
    if (there instanceof Set)
      findings.hold(
        kept.every((key) => there.has(key)),
        `${name}: a kept draw is lost`,
      );
    const again: string[] = [];
    await drawn(path, again);
    const after = await readStore(path);
    findings.hold(after.finished && after.draws.length === DRAWS, `${name}: the next run ended with ${after.draws.length} draws`);
    return { steps, kept: kept.length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a run does to its store. */
async function drawn(path: string, kept: string[]): Promise<void> {
  const store = await openStore(path, header());
  try {
    for (let number = 0; number < DRAWS; number += 1) {
      const one = draw(number);
      const key = keyOfDraw(one);
      if (store.draws.some((there) => keyOfDraw(there) === key)) continue;
      await store.sent(key);
      await store.append(one);
      kept.push(key);
    }
    await store.look();
    await store.finish();
    await store.judged(DRAWS, "pass");
  } finally {
    await store.close();
  }
}

function isTold(cause: unknown): boolean {
  return cause instanceof GygesError && cause.kind === "data" && cause.code.startsWith("store/");
}
