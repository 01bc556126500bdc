import { uniformsFor } from "../../../src/organism/uniform.ts";
import { FakeLlm } from "../../fake-llm/fake-llm.ts";
import type { Fault } from "../../fake-llm/faults.ts";
import { callAll, chatProvider, heard, promptIn, repeats } from "../chat-provider.ts";
import { during } from "../during.ts";
import { Findings, type FaultRow } from "../row.ts";

const SHARE = 0.2;
const FAULTS: readonly Fault[] = [
  { fault: "status", status: 500 },
  { fault: "status", status: 529 },
  { fault: "drop" },
  { fault: "hang" },
  { fault: "truncated" },
];
const RETRIES = 2;

export const mixed: FaultRow = {
  name: `${SHARE * 100} % of requests: 500, 529, dropped, hanging or cut off`,
  target: `each of 500 calls ends in its own whole reply or in an error, never in part of one; at most ${RETRIES} repeats a call, all of them on the meter`,
  async measure(short) {
    const calls = short ? 100 : 500;
    const tries = new Map<string, number>();
    /** Calls whose last request was struck: no others may lack a reply. */
    const struck = new Set<string>();
    const script = {
      reply: heard,
      fault: (seen: Parameters<typeof promptIn>[0]): Fault | undefined => {
        const prompt = promptIn(seen);
        const attempt = tries.get(prompt) ?? 0;
        tries.set(prompt, attempt + 1);
        const uniform = uniformsFor("mixed", prompt, attempt);
        const strikes = uniform() < SHARE;
        struck[strikes ? "add" : "delete"](prompt);
        return strikes ? FAULTS[Math.floor(uniform() * FAULTS.length)] : undefined;
      },
    };
    return during(await FakeLlm.start(script), async (llm) => {
      const findings = new Findings();
      const responses = await callAll(calls, 25, chatProvider(llm.url, { maxRetries: RETRIES, timeoutMs: 2_000 }));
      const complete = responses.filter(({ output, error }, number) => error === undefined && output === `heard call ${number}`).length;
      const failed = responses.filter(({ output, error }) => output === undefined && typeof error === "string").length;
      findings.hold(complete + failed === calls, `${calls - complete - failed} calls ended in something else`);
      findings.hold(Math.max(...tries.values()) <= 1 + RETRIES, `a call was tried ${Math.max(...tries.values())} times`);
      findings.hold(failed === struck.size, `${failed} calls lack a reply, and the last request of ${struck.size} was struck`);
      return findings.measured(
        `${complete} of ${calls} complete, ${failed} missing with a reason (an answer that broke off is paid for, and is not asked again); ${repeats(llm)} repeats, ${llm.meter.billed} billed`,
      );
    });
  },
};
