import { join } from "node:path";
import { during } from "../during.ts";
import { DrawRun } from "../draw-run.ts";
import { DrawServer } from "../draw-server.ts";
import { Findings, type FaultRow } from "../row.ts";
import { Bench, SDKS, told } from "../../batch/desk-for.ts";

const preload = join(import.meta.dirname, "../stepping-clock.mjs");
const MOST_MS = 20_000;

export const clock: FaultRow = {
  name: "a clock that jumps by up to a day, forwards and backwards, at every reading",
  target: `the report of a run with a sound clock, byte for byte; a batch that is waited for is collected in time (${MOST_MS / 1000} s at most)`,
  async measure() {
    const findings = new Findings();
    const [sound, stepping] = [await drawn(), await drawn(preload)];
    findings.hold(stepping.code === 0 && stepping.report === sound.report, "the report is another one");
    const { now } = Date;
    let readings = 0;
    Date.now = () => now() + (readings++ % 2 === 0 ? -1 : 1) * 86_400_000;
    const begun = performance.now();
    try {
      for (const sdk of SDKS) {
        await during(await Bench.create(sdk, { batch: { polls: 2 } }), async (bench) => {
          const answers = told(await bench.process(["a", "b"], { waitMs: MOST_MS }));
          findings.hold(answers.join() === "heard a,heard b", `${sdk}: ${answers.join(", ")}`);
        });
      }
    } finally {
      Date.now = now;
    }
    const took = performance.now() - begun;
    findings.hold(took < MOST_MS, `the batches took ${Math.round(took)} ms`);
    return findings.measured(
      `200 draws with ${stepping.days} days between their times, report alike; batches of ${SDKS.length} SDKs collected in ${Math.round(took)} ms`,
    );
  },
};

async function drawn(clockModule?: string): Promise<{ readonly code: number | null; readonly report: string; readonly days: number }> {
  return during(await DrawServer.start(() => 1), (server) =>
    during(new DrawRun(server.url), async (run) => {
      const code = await run.start({ atOnce: 8, ...(clockModule === undefined ? {} : { preload: clockModule }) }).ended;
      const times = (await run.read()).draws.map(({ at }) => Date.parse(at ?? ""));
      return { code, report: await run.report(), days: Math.round((Math.max(...times) - Math.min(...times)) / 86_400_000) };
    }),
  );
}
