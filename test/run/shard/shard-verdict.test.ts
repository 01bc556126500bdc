import { expect, test } from "vitest";
import { shardVerdict } from "../../../src/run/shard/shard-verdict.ts";
import { planDraws } from "../../../src/scenario/plan.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import { PolicySchema, VerdictSchema } from "../../../src/schema/verdict.ts";
import { core } from "../../judge/scenes.ts";
import { matching, wholeRun } from "./parts.ts";

/** What a shard says of itself. */

const plan = {
  draws: 3,
  dilemmaDraws: 0,
  conditions: ["monitored", "unmonitored"],
  temperature: null,
  scenarios: ["patch-freeze"],
} as const;
const whole = planDraws(core, plan);
const { draws, checks } = wholeRun({ pack: core, plan, chance: (call) => (call % 9) / 10 });
const options = { policy: PolicySchema.parse({ margin: 0.2 }), command: "gyges run --shard 3/8", shard: { number: 3, of: 8 } };
const said = (own: readonly Draw[]): ReturnType<typeof shardVerdict> =>
  shardVerdict({ pack: core, matching, whole, options }, own, 12, checks);

test("it gives no verdict, says whose it is, and is billed for its own calls", () => {
  const verdict = VerdictSchema.parse(said(draws));
  expect(verdict).toMatchObject({ verdict: "skipped", pairs: [], unmatched: ["polite × m"], policy: { margin: 0.2 }, simulated: false });
  expect(verdict.reasons).toEqual([
    {
      code: "shard",
      text: `This is part 3 of 8: it made ${draws.length} of the ${draws.length} draws and gives no verdict. The verdict is that of gyges merge over the file gyges-shard.json of every part.`,
    },
  ]);
  expect(verdict.run).toMatchObject({ calls: draws.length + checks.length, seconds: 12, command: "gyges run --shard 3/8" });
});

test("a part in which no call of a column got a reply is an error here, so that the job to run again is the red one", () => {
  const dead = draws.map((draw): Draw =>
    draw.side === "head" && draw.pair === "terse × m"
      ? { ...draw, fault: "401", labelling: { label: "transport", evidence: null, choice: null, flags: [] } }
      : draw,
  );
  expect(() => said(dead)).toThrow(/none of \d+ calls of head in terse × m got a reply; the first one says: 401/);
});

test("draws that contradict one another are an error here, too", () => {
  expect(() => said([...draws, draws[0]!])).toThrow(/is there twice/);
  expect(() => said(draws.map((draw, place) => (place === 0 ? { ...draw, labeller: "rules/0" } : draw)))).toThrow(/were labelled by/);
});
