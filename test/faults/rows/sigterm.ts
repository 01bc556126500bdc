import { during } from "../during.ts";
import { Findings, type FaultRow } from "../row.ts";
import { verdictOf, WholeRun } from "../whole-run.ts";

const MOST_MS = 2_000;
/** What GitHub's runner gives a cancelled step before its second signal. */
const RUNNER_MS = 7_500;

export const sigterm: FaultRow = {
  name: "SIGTERM in the middle of gyges run, with calls that end and with calls that hang",
  target: `a report that says interrupted and what was answered, exit 3, within ${MOST_MS / 1000} s; where calls hang, within the ${RUNNER_MS / 1000} s that a runner gives`,
  async measure(short) {
    const findings = new Findings();
    const told: string[] = [];
    for (const hangs of short ? [false] : [false, true]) {
      const calls = { seen: 0 };
      // Some calls are answered first, so that there is something to keep.
      const delayMs = (): number => ((calls.seen += 1) > 8 && hangs ? 600_000 : 40);
      await during(await WholeRun.create(5, delayMs), async (whole) => {
        const running = whole.start(4);
        await whole.server.seen(12);
        const begun = performance.now();
        running.signal("SIGTERM");
        const ended = await running.ended;
        const took = performance.now() - begun;
        const { verdict } = verdictOf(ended);
        const { draws, unanswered } = (await whole.store())!;
        const [reason] = verdict.reasons;
        findings.hold(
          ended.code === 3 && verdict.verdict === "error" && reason?.code === "interrupted",
          `exit ${ended.code}, ${verdict.verdict}, ${reason?.code}`,
        );
        findings.hold(reason?.text.includes(`${draws.length} calls were answered so far`) === true, `it says: ${reason?.text}`);
        findings.hold(took < (hangs ? RUNNER_MS : MOST_MS), `${hangs ? "with hanging calls " : ""}it took ${Math.round(took)} ms`);
        told.push(
          `${hangs ? "calls that hang" : "calls that end"}: ${Math.round(took)} ms, ${draws.length} draws kept, ${unanswered} under way told`,
        );
      });
    }
    return findings.measured(told.join("; "));
  },
};
