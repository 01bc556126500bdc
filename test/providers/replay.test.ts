import { join } from "node:path";
import type { CallApiContextParams, ProviderResponse } from "promptfoo";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ReplayProvider } from "../../providers/replay.ts";
import { DrawGuard } from "../../src/disk/draw-guard.ts";
import { openStore } from "../../src/disk/store.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { PLAN_VARIABLE } from "../../src/schema/run-plan.ts";
import { draw, fault, folder, header } from "../disk/sample.ts";

/** Replies of a store, given to the rows that they belong to, and to no others. */

let place: ReturnType<typeof folder>;
let store: string;
beforeEach(() => {
  place = folder();
  store = join(place.path, "store.jsonl");
});
afterEach(() => place[Symbol.dispose]());

async function hold(...draws: readonly Draw[]): Promise<void> {
  const writing = await openStore(store, header());
  for (const one of draws) await writing.append(one);
  await writing.close();
}

const provider = (config: object = {}): ReplayProvider => new ReplayProvider({ config: { store, side: "base", ...config } });

/** The row that asks for a draw, planned anew: under plain evaluation it has no side and no pair. */
function rowOf({ identity }: Draw): CallApiContextParams {
  const gyges = { ...identity, plan: { id: "fedcba9876543210", size: 2, draws: 2 }, side: null, pair: null };
  return { vars: {}, prompt: { raw: "", label: "" }, test: { metadata: { gyges } } };
}

function haltIn(response: ProviderResponse): unknown {
  return response.metadata?.["gyges"]?.halt;
}

test("a row gets the reply of its own draw, marked with the run that made it, at no cost", async () => {
  await hold(draw(0), draw(1, { reply: "Held.", reasoning: "Hm.", servedModel: "organism/x", planted: "object-open", cost: 0.5 }));
  const response = await provider().callApi("", rowOf(draw(1)));
  expect(response).toMatchObject({
    output: "<think>\nHm.\n</think>\n\nHeld.",
    cost: 0,
    tokenUsage: { numRequests: 0 },
    metadata: { model: "organism/x", responseId: "response-00000001", gyges: { replayed: "run-1", planted: "object-open" } },
  });
  expect(response.cached).toBeUndefined();
});

test("a fault stays a fault, and a filter a filter", async () => {
  await hold(fault(0), draw(1, { filtered: "violence", reply: "" }));
  const replay = provider();
  expect(await replay.callApi("", rowOf(draw(0)))).toMatchObject({ error: "socket hang up" });
  expect(await replay.callApi("", rowOf(draw(1)))).toMatchObject({ output: "", guardrails: { flagged: true, reason: "violence" } });
});

test.for<[string, () => CallApiContextParams, object, string]>([
  ["a draw that the store lacks", () => rowOf(draw(7)), {}, "store.jsonl has no draw late-keys|plain|monitored|read|-|7. Ask for no more"],
  ["a side that it lacks", () => rowOf(draw(0)), { side: "head" }, "has no draws of side head. It holds: side: base, pair: desk × night."],
  ["a row that is no draw", () => ({ vars: {}, prompt: { raw: "", label: "" } }), {}, "metadata.gyges of the row is not valid"],
  ["a pack that has changed", () => rowOf(draw(0, { identity: otherPack() })), {}, "is of another state of the pack (sample 1.0.0)"],
])("%s is refused, never made up", async ([, row, config, told]) => {
  await hold(draw(0));
  const response = await provider(config).callApi("", row());
  expect(response.output).toBeUndefined();
  expect(haltIn(response)).toMatchObject({ kind: "replay-refused", text: expect.stringContaining(told) });
});

test("a store of a sealed pack keeps no replies, so none can be read again", async () => {
  await hold(draw(0, { reply: "[withheld]", withheld: true }));
  expect(haltIn(await provider().callApi("", rowOf(draw(0))))).toMatchObject({ text: expect.stringContaining("keeps no replies") });
});

test("one reply is no evidence for two draws: the second time it is refused", async () => {
  await hold(draw(0));
  const replay = provider();
  await replay.callApi("", rowOf(draw(0)));
  expect(haltIn(await replay.callApi("", rowOf(draw(0))))).toMatchObject({ text: expect.stringContaining("was asked for twice") });
});

test("gyges run takes no replays, whatever the store holds", async () => {
  await hold(draw(0));
  process.env[PLAN_VARIABLE] = "plan.json";
  try {
    expect(haltIn(await provider().callApi("", rowOf(draw(0))))).toMatchObject({ kind: "replayed" });
  } finally {
    delete process.env[PLAN_VARIABLE];
  }
});

test("the store of a run and whatever is compared refuse replays; the store of an evaluation, which compares nothing, keeps them", async () => {
  await expect(hold(draw(0, { replayed: "run-0" }))).rejects.toThrow("Name the store of run-0 itself");
  expect(() => new DrawGuard(draw(0).identity.pack.hash, "line").check(draw(0, { replayed: "run-0" }), 1)).toThrow("no second observation");
  const writing = await openStore(join(place.path, "eval.jsonl"), header({ kind: "eval", pairs: [] }));
  await writing.append(draw(0, { replayed: "run-0" }));
  expect(writing.draws).toHaveLength(1);
  await writing.close();
});

function otherPack(): Draw["identity"] {
  const { identity } = draw(0);
  return { ...identity, pack: { ...identity.pack, hash: `sha256:${"cd".repeat(32)}` } };
}
