import { setTimeout as sleep } from "node:timers/promises";
import { uniformsFor, type Uniform } from "../../../src/organism/uniform.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import { during } from "../during.ts";
import { Findings, type FaultRow } from "../row.ts";
import { verdictOf, WholeRun } from "../whole-run.ts";

const AT_ONCE = 8;
const MOST_STARTS = 30;

/** Each run is killed several times in a row, at a random one of the calls that are left: by turns gyges alone, and gyges and promptfoo together. */
export const killedRuns: FaultRow = {
  name: "kill -9 of gyges run over promptfoo: 200 calls, 8 in flight, killed again and again, then let go",
  target:
    "every run ends with the verdict of an undisturbed one, byte for byte but for its block run; no draw lost or changed; repeated calls at most 8 a kill, and no more than it reports",
  async measure(short) {
    const findings = new Findings();
    const [runs, kills] = short ? [1, 1] : [20, 10];
    const uniform = uniformsFor("killed-runs");
    return during(await WholeRun.create(short ? 5 : 25, () => 20 + 40 * uniform()), async (whole) => {
      const wanted = verdictOf(await whole.start(AT_ONCE).ended).report;
      const total = { alike: 0, kills: 0, doubles: 0, reported: 0 };
      for (let run = 0; run < runs; run += 1) {
        await whole.forget();
        const doublesBefore = whole.server.doubles - run * whole.calls;
        const killed = await killedRun(whole, kills, uniform, findings);
        // Every draw of this run was asked for before, by the undisturbed one.
        const doubles = whole.server.doubles - (run + 1) * whole.calls - doublesBefore;
        findings.hold(killed.report === wanted, `run ${run}: another verdict than that of an undisturbed run`);
        findings.hold(
          doubles <= killed.repeated && killed.repeated <= AT_ONCE * kills,
          `run ${run}: ${doubles} calls repeated, ${killed.repeated} reported`,
        );
        total.alike += Number(killed.report === wanted);
        total.kills += killed.kills;
        total.doubles += doubles;
        total.reported += killed.repeated;
      }
      return findings.measured(
        `${total.alike} of ${runs} verdicts alike after ${total.kills} kills; ${total.doubles} calls repeated, ${total.reported} reported`,
      );
    });
  },
};

interface Killed {
  readonly report: string;
  readonly repeated: number;
  readonly kills: number;
}

async function killedRun(whole: WholeRun, kills: number, uniform: Uniform, findings: Findings): Promise<Killed> {
  let kept: readonly Draw[] = [];
  for (let kill = 0; kill < kills && kill < MOST_STARTS; kill += 1) {
    const left = whole.calls - kept.length;
    const running = whole.start(AT_ONCE);
    const at = whole.server.calls + 1 + Math.floor((uniform() * left) / (kills - kill));
    await Promise.race([whole.server.seen(at), running.ended]);
    await sleep(uniform() * 60);
    if (kill % 2 === 0) running.signalAll("SIGKILL");
    else running.signal("SIGKILL");
    await running.ended;
    await whole.alone();
    kept = stillThere(kept, (await whole.store())?.draws ?? [], findings);
  }
  const ended = await whole.start(AT_ONCE).ended;
  const { verdict, report } = verdictOf(ended);
  stillThere(kept, (await whole.store())?.draws ?? [], findings);
  return { report, repeated: verdict.run.repeated ?? 0, kills };
}

function stillThere(before: readonly Draw[], after: readonly Draw[], findings: Findings): readonly Draw[] {
  const now = new Set(after.map((draw) => JSON.stringify(draw)));
  const lost = before.filter((draw) => !now.has(JSON.stringify(draw))).length;
  findings.hold(lost === 0, `${lost} draws that were there before a kill are gone or changed`);
  return after;
}
