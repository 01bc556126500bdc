import { setTimeout as sleep } from "node:timers/promises";
import { uniformsFor, type Uniform } from "../../../src/organism/uniform.ts";
import { keyOfDraw } from "../../../src/schema/store.ts";
import { during } from "../during.ts";
import { DrawRun } from "../draw-run.ts";
import { DrawServer } from "../draw-server.ts";
import { Findings, type FaultRow } from "../row.ts";

const AT_ONCE = 8;
/** How many trials go on at a time. */
const LANES = 2;

/** The extension, its store and its calls, killed at any moment; promptfoo and gyges around them are left out, so that there can be hundreds. */
export const killedStores: FaultRow = {
  name: "kill -9 of the process that draws: 200 calls, 8 in flight, killed after a random one, then run again",
  target:
    "200 of 200 end with the report of an undisturbed run, byte for byte; none lost; repeated calls at most 8, and no more than are reported",
  async measure(short) {
    const findings = new Findings();
    const wanted = await undisturbed();
    const trials = Array.from({ length: short ? 6 : 200 }, (_, trial) => trial);
    const counts = { alike: 0, repeated: 0, most: 0, reported: 0, equal: 0, torn: 0 };
    const lane = async (): Promise<void> => {
      for (let trial = trials.shift(); trial !== undefined; trial = trials.shift()) {
        const seen = await killedOnce(uniformsFor("killed", trial), findings, trial);
        counts.alike += Number(seen.report === wanted);
        counts.repeated += seen.doubles;
        counts.most = Math.max(counts.most, seen.doubles);
        counts.reported += seen.reported;
        counts.equal += Number(seen.doubles === seen.reported);
        counts.torn += Number(seen.torn);
        findings.hold(seen.report === wanted, `trial ${trial}: another report than that of an undisturbed run`);
      }
    };
    const all = trials.length;
    await Promise.all(Array.from({ length: LANES }, lane));
    return findings.measured(
      `${counts.alike} of ${all} reports alike; ${counts.repeated} calls repeated (at most ${counts.most} a kill), ${counts.reported} reported, equal in ${counts.equal} of ${all}; ${counts.torn} torn tails cut`,
    );
  },
};

function undisturbed(): Promise<string> {
  return drawing(
    () => 1,
    async (server, run) => {
      const code = await run.start({ atOnce: AT_ONCE }).ended;
      if (code !== 0 || server.calls !== DrawRun.calls)
        throw new Error(`the undisturbed run ended with ${code} after ${server.calls} calls`);
      return run.report();
    },
  );
}

interface Trial {
  readonly report: string;
  readonly doubles: number;
  readonly reported: number;
  readonly torn: boolean;
}

function killedOnce(uniform: Uniform, findings: Findings, trial: number): Promise<Trial> {
  return drawing(
    () => 4 + 16 * uniform(),
    async (server, run) => {
      const first = run.start({ atOnce: AT_ONCE });
      await Promise.race([server.seen(1 + Math.floor(uniform() * DrawRun.calls)), first.ended]);
      await sleep(uniform() * 20);
      first.kill();
      await first.ended;
      const left = await run.read();
      const there = new Set(left.draws.map(keyOfDraw));
      const lost = first.kept.filter((key) => !there.has(key)).length;
      findings.hold(lost === 0, `trial ${trial}: ${lost} draws were on the disk and are gone`);
      const code = await run.start({ atOnce: AT_ONCE }).ended;
      const { draws, unanswered: reported } = await run.read();
      findings.hold(
        code === 0 && draws.length === DrawRun.calls,
        `trial ${trial}: the second run ended with ${code} and ${draws.length} draws`,
      );
      const { doubles } = server;
      findings.hold(doubles <= reported && reported <= AT_ONCE, `trial ${trial}: ${doubles} calls repeated, ${reported} reported`);
      return { report: await run.report(), doubles, reported, torn: left.torn };
    },
  );
}

async function drawing<T>(delayMs: () => number, action: (server: DrawServer, run: DrawRun) => Promise<T>): Promise<T> {
  return during(await DrawServer.start(delayMs), (server) => during(new DrawRun(server.url), (run) => action(server, run)));
}
