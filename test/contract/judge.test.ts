import { expect, test } from "vitest";
import { FAILED, judge, notTried, type KnownHere } from "./judge.ts";

const NOTHING: KnownHere = { known: undefined, gaps: [], lacked: null };
const EXPECTED = { shape: [], "left out": [], ends: "stop" };

test("a difference that nobody knew of is told with what was seen and what was wanted", () => {
  const { state, wrong } = wrongOf(judge(EXPECTED, { ...EXPECTED, ends: "length" }, NOTHING));
  expect([state, wrong]).toEqual(["UNKNOWN", ['ends: "length", wanted "stop"']]);
});

test("a fact that was not shown, or one that nobody asked for, is a difference", () => {
  expect(judge(EXPECTED, { shape: [], "left out": [] }, NOTHING).state).toBe("UNKNOWN");
  expect(judge(EXPECTED, { ...EXPECTED, more: true }, NOTHING).state).toBe("UNKNOWN");
});

test("a known difference stands only as it was known, and its excuse fails once nothing needs it", () => {
  const known = { offered: true, facts: { ends: "length" }, why: "it cuts" };
  expect(judge(EXPECTED, { ...EXPECTED, ends: "length" }, { ...NOTHING, known })).toEqual({
    state: "differs",
    why: "it cuts",
    facts: { ends: "length" },
  });
  expect(judge(EXPECTED, { ...EXPECTED, ends: "content_filter" }, { ...NOTHING, known }).state).toBe("UNKNOWN");
  const { wrong } = wrongOf(judge(EXPECTED, EXPECTED, { ...NOTHING, known }));
  expect(wrong[0]).toMatch("take it out of known.ts");
});

test("keys that a server is known never to send are no difference, and are told; others are", () => {
  const seen = { ...EXPECTED, "left out": ["message.container"] };
  expect(judge(EXPECTED, seen, { ...NOTHING, gaps: ["message.container"] })).toEqual({ state: "agrees", gaps: ["message.container"] });
  expect(judge(EXPECTED, seen, { ...NOTHING, gaps: ["message.usage"] }).state).toBe("UNKNOWN");
});

test("a part of a protocol that a server lacks has to fail there", () => {
  const lacked = "it has no batches";
  expect(judge(EXPECTED, { [FAILED]: "NotFoundError" }, { ...NOTHING, lacked })).toEqual({ state: "not offered", why: lacked });
  expect(judge(EXPECTED, EXPECTED, { ...NOTHING, lacked }).state).toBe("UNKNOWN");
});

test("what only a scripted model does on demand is not asked of a real one", () => {
  expect(notTried({ scripted: true }, { scripted: false })).not.toBeNull();
  expect(notTried({}, { scripted: false })).toBeNull();
});

function wrongOf(outcome: ReturnType<typeof judge>): { readonly state: string; readonly wrong: readonly string[] } {
  return { state: outcome.state, wrong: outcome.state === "UNKNOWN" ? outcome.wrong : [] };
}
