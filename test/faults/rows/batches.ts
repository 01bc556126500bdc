import { uniformsFor } from "../../../src/organism/uniform.ts";
import type { Outcome } from "../../fake-llm/batches.ts";
import { Bench, SDKS, told } from "../../batch/desk-for.ts";
import { during } from "../during.ts";
import { Findings, type FaultRow } from "../row.ts";

const REQUESTS = 40;
/** What a call is told of each. */
const ENDS: readonly (readonly [outcome: Outcome, end: string])[] = [
  ["reply", "heard"],
  ["error", "errored"],
  ["expired", "expired"],
  ["cancelled", "cancelled"],
  ["missing", "missing"],
  ["stranger", "missing"],
  ["malformed", "malformed"],
  ["twice", "heard"],
];
const OUTCOMES = ENDS.map(([outcome]) => outcome);
const END: ReadonlyMap<Outcome | undefined, string> = new Map(ENDS);

export const batches: FaultRow = {
  name: "batches whose results are shuffled, doubled, missing, strange, expired, failed or broken",
  target: "each request in exactly one state, that of its own result; what is or may be paid for is sent once",
  async measure(short) {
    const findings = new Findings();
    const rounds = short ? 2 : 40;
    const seen = new Map<string, number>();
    for (const sdk of SDKS) {
      for (let round = 0; round < rounds; round += 1) {
        const uniform = uniformsFor("batches", sdk, round);
        const outcomes = Array.from({ length: REQUESTS }, () => OUTCOMES[Math.floor(uniform() * OUTCOMES.length)]!);
        await during(
          await Bench.create(sdk, { batch: { shuffled: true, outcome: (_, index) => outcomes[index] ?? "reply" } }),
          async (bench) => {
            const prompts = outcomes.map((_, index) => `p${index}`);
            await bench.process(prompts);
            const answers = told(await bench.process(prompts));
            for (const [index, answer] of answers.entries()) {
              const end = answer.startsWith("heard ") ? "heard" : answer;
              seen.set(end, (seen.get(end) ?? 0) + 1);
              findings.hold(end === END.get(outcomes[index]), `${sdk}, round ${round}: ${outcomes[index]} became ${answer}`);
              findings.hold(end !== "heard" || answer === `heard p${index}`, `${sdk}, round ${round}: request ${index} got ${answer}`);
            }
            bench.llm.script = { ...bench.llm.script, batch: {} };
            await bench.process(prompts);
            const again = outcomes.filter((outcome) => ["error", "expired", "cancelled"].includes(outcome)).length;
            findings.hold(
              bench.batches[0] === REQUESTS && (bench.batches[1] ?? 0) === again,
              `${sdk}, round ${round}: batches of ${bench.batches.join(", ")}, wanted ${again} again`,
            );
          },
        );
      }
    }
    const total = [...seen.values()].reduce((sum, one) => sum + one, 0);
    return findings.measured(`${total} requests of ${SDKS.length} SDKs: ${[...seen].map(([end, times]) => `${end} ${times}`).join(", ")}`);
  },
};
