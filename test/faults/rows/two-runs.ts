import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { readStore } from "../../../src/disk/store.ts";
import { Findings, type FaultRow } from "../row.ts";

const child = join(import.meta.dirname, "../../disk/store-child.ts");
const MOST_MS = 1000;

export const twoRuns: FaultRow = {
  name: "two processes on one store, and one that died holding it",
  target: `never both in; the second leaves with a sentence within ${MOST_MS} ms of its try; the lock of a dead process is taken over`,
  async measure(short) {
    const findings = new Findings();
    const rounds = short ? 2 : 20;
    let slowest = 0;
    for (let round = 0; round < rounds; round += 1) slowest = Math.max(slowest, await contest(findings));
    const won = await dashes(short ? 4 : 12, findings);
    findings.hold(slowest < MOST_MS, `the second took ${Math.round(slowest)} ms to leave`);
    return findings.measured(
      `${rounds} contests: the second left after at most ${Math.round(slowest)} ms; ${rounds} locks of killed processes taken over; ${won}`,
    );
  },
};

async function contest(findings: Findings): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "gyges-two-"));
  const path = join(folder, "store.jsonl");
  try {
    const holder = start(path, "hold");
    await holder.says("open");
    const second = start(path, "dash");
    const [code, sentence = ""] = (await second.ended).slice(-2);
    findings.hold(code === "store/locked" && sentence.includes(`process ${holder.pid}`), `the second said ${code}: ${sentence}`);
    holder.kill();
    await holder.ended;
    const third = await start(path, "dash").ended;
    findings.hold(third.at(-1) === "closed", `after the holder died the third said ${third.join(" ")}`);
    findings.hold((await readStore(path)).draws.length === 1, "another count of draws than the third's one");
    return second.took();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Many at the same time: each one that got in wrote one draw, and none over another. */
async function dashes(count: number, findings: Findings): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "gyges-two-"));
  const path = join(folder, "store.jsonl");
  try {
    const ends = await Promise.all(Array.from({ length: count }, () => start(path, "dash").ended));
    const won = ends.filter((lines) => lines.includes("closed")).length;
    const { draws } = await readStore(path);
    findings.hold(won > 0 && draws.length === won, `${won} of ${count} got in, and ${draws.length} draws are there`);
    return `${won} of ${count} that came at once got in one after the other, the others were told`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function start(path: string, act: "hold" | "dash"): Started {
  const running: ChildProcess = spawn(process.execPath, [child, path, act]);
  const said: string[] = [];
  let ready = Number.NaN;
  let left = Number.NaN;
  const lines = createInterface({ input: running.stdout! });
  running.once("spawn", () => (ready = performance.now()));
  lines.on("line", (line) => {
    if (line.startsWith("ready")) ready = performance.now();
    else said.push(line);
    left = performance.now();
  });
  return {
    pid: running.pid,
    kill: () => running.kill("SIGKILL"),
    ended: once(lines, "close").then(() => said),
    took: () => left - ready,
    async says(word) {
      while (!said.includes(word)) await once(lines, "line");
    },
  };
}

interface Started {
  readonly pid: number | undefined;
  readonly ended: Promise<string[]>;
  kill(): void;
  /** From the try to the last word, the start of the process left out. */
  took(): number;
  says(word: string): Promise<void>;
}
