import { uniformsFor } from "../../../src/organism/uniform.ts";
import { FakeLlm, type Seen } from "../../fake-llm/fake-llm.ts";
import type { Fault } from "../../fake-llm/faults.ts";
import { callAll, chatProvider, heard, promptIn } from "../chat-provider.ts";
import { during } from "../during.ts";
import { Findings, type FaultRow, type Measured } from "../row.ts";

const AT_ONCE = 50;
/** What OpenAI's SDK waits where the server names no wait that can be kept: twice as long each time, up to 8 s. */
const ownWaitMs = (attempt: number): number => Math.min(500 * 2 ** attempt, 8_000);
/** The clock of a timer may be a little ahead. */
const TOLERANCE_MS = 5;

interface Told {
  readonly at: number;
  /** As it was asked for; 0 where it was nonsense. */
  readonly waitMs: number;
  readonly attempt: number;
}

export const storm: FaultRow = {
  name: "a storm of 429: of every try 30 % are told to wait 0.2 to 2 s, 10 % a date in the past, less than nothing, or nonsense",
  target:
    "all of 500 calls complete; at most 5 % requests beyond the calls and their refusals; never before the wait that was asked for; at most 1.5 times the least time, where the SDK waits by itself for nonsense",
  async measure(short) {
    const calls = short ? 40 : 500;
    const told = new Map<string, Told[]>();
    const asked = new Map<string, number[]>();
    const fault = (seen: Seen): Fault | undefined => {
      const prompt = promptIn(seen);
      const before = asked.get(prompt) ?? [];
      asked.set(prompt, [...before, performance.now()]);
      const refusal = refusalOf(prompt, before.length, short ? SHORT_WAIT_MS : LONG_WAIT_MS);
      if (refusal === null) return undefined;
      told.set(prompt, [...(told.get(prompt) ?? []), { at: performance.now(), waitMs: refusal.waitMs, attempt: before.length }]);
      return { fault: "status", status: 429, retryAfter: refusal.retryAfter };
    };
    return during(await FakeLlm.start({ reply: heard, fault }), async (llm) => {
      const begun = performance.now();
      const responses = await callAll(calls, AT_ONCE, chatProvider(llm.url, { maxRetries: 10, timeoutMs: 30_000 }));
      const wall = performance.now() - begun;
      const complete = responses.filter(({ output }, number) => output === `heard call ${number}`).length;
      return judged({ calls, complete, wall, short, told, asked, requests: llm.requests.length });
    });
  },
};

interface Seen429 {
  readonly calls: number;
  readonly complete: number;
  readonly wall: number;
  readonly short: boolean;
  readonly told: ReadonlyMap<string, readonly Told[]>;
  readonly asked: ReadonlyMap<string, readonly number[]>;
  readonly requests: number;
}

function judged({ calls, complete, wall, short, told, asked, requests }: Seen429): Measured {
  const findings = new Findings();
  const refusals = [...told.values()].flat().length;
  const early = [...told].flatMap(([prompt, all]) =>
    all.filter(({ at, waitMs }, index) => (asked.get(prompt)?.[index + 1] ?? Infinity) < at + waitMs - TOLERANCE_MS),
  ).length;
  const waits = [...told.values()].map((all) =>
    all.reduce((sum, { waitMs, attempt }) => sum + (waitMs === 0 ? ownWaitMs(attempt) : waitMs), 0),
  );
  const least = Math.max(...waits, waits.reduce((sum, one) => sum + one, 0) / AT_ONCE);
  const waste = requests - calls - refusals;
  findings.hold(complete === calls, `${complete} of ${calls} calls complete`);
  findings.hold(waste <= 0.05 * calls, `${waste} requests too many`);
  findings.hold(early === 0, `${early} tries came before the wait that was asked for`);
  // The short form runs beside a whole CI: its seconds say more of the machine.
  if (!short) findings.hold(wall <= 1.5 * least, `${(wall / 1000).toFixed(1)} s, the least is ${(least / 1000).toFixed(1)} s`);
  return findings.measured(
    `${complete} of ${calls} complete after ${refusals} refusals; ${waste} requests beyond; ${early} early; ${(wall / 1000).toFixed(1)} s of at least ${(least / 1000).toFixed(1)} s`,
  );
}

const LONG_WAIT_MS = 2_000;
const SHORT_WAIT_MS = 500;

const ODD = ["-5", "Wed, 21 Oct 2015 07:28:00 GMT", "soon", ""] as const;

function refusalOf(prompt: string, attempt: number, most: number): { readonly retryAfter: string; readonly waitMs: number } | null {
  const uniform = uniformsFor("storm", prompt, attempt);
  const at = uniform();
  if (at < 0.1) return { retryAfter: ODD[Math.floor(uniform() * ODD.length)] ?? "", waitMs: 0 };
  if (at >= 0.4) return null;
  const waitMs = 200 + (most - 200) * uniform();
  return { retryAfter: (waitMs / 1000).toFixed(3), waitMs };
}
