import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appendLog } from "../src/disk/append-log.ts";
import { BEGINNING, chainLine, readChained } from "../src/disk/chained-line.ts";
import { draw } from "../test/disk/sample.ts";

const RECORDS = 2_000;

/** Milliseconds of one record of 1.5 kB: put on the disk, noted without a sync, and what the checksum takes of either, written and read. */
export interface AppendFigures {
  readonly records: number;
  readonly bytes: number;
  readonly drawMs: number;
  readonly withoutChecksumMs: number;
  readonly sentMs: number;
  readonly checksumMs: number;
  readonly checkMs: number;
}

export async function measureAppends(): Promise<AppendFigures> {
  const one = { record: "draw", draw: draw(0, { reply: `${"A reply of a usual length. ".repeat(20)}\nDECISION: SEND` }) } as const;
  const body = JSON.stringify(one);
  const { text } = chainLine(body, BEGINNING);
  return {
    records: RECORDS,
    bytes: text.length,
    drawMs: await appended(one, BEGINNING),
    withoutChecksumMs: await appended(one, null),
    sentMs: await appended({ record: "sent", call: '["desk × night","base","late-keys|plain|monitored|read|-|0"]' }, BEGINNING),
    checksumMs: each(() => chainLine(body, BEGINNING)),
    checkMs: each(() => readChained(text)),
  };
}

async function appended(record: Parameters<ReturnType<typeof appendLog>["write"]>[0], last: string | null): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "append-"));
  const path = join(folder, "store.jsonl");
  const log = appendLog(await open(path, "w+"), path, { size: 0, last });
  try {
    const begun = performance.now();
    for (let count = 0; count < RECORDS; count += 1) await log.write(record);
    return (performance.now() - begun) / RECORDS;
  } finally {
    await log.close();
    rmSync(folder, { recursive: true });
  }
}

function each(action: () => unknown): number {
  const times = 50_000;
  for (let warm = 0; warm < 5_000; warm += 1) action();
  const begun = process.cpuUsage();
  for (let count = 0; count < times; count += 1) action();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000 / times;
}
