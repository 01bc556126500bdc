import { expect, test } from "vitest";
import { PolicySchema, VerdictSchema } from "../../src/schema/verdict.ts";
import { GYGES_VERSION } from "../../src/schema/version.ts";
import { withoutPairs } from "../../src/verdict/without-pairs.ts";
import { PACK } from "./judged.ts";

const NOTHING_KNOWN = { seconds: null, cost: null, tokens: null, at: null, command: null, baseline: null };

test("a document without a pair holds its reason, the usual policy and nothing that was not known", () => {
  const document = withoutPairs("skipped", "The pull request touches no prompt.");
  expect(VerdictSchema.parse(document)).toEqual({
    schema: "gyges.verdict/1",
    gyges: GYGES_VERSION,
    verdict: "skipped",
    reasons: [{ code: "skipped", text: "The pull request touches no prompt." }],
    findings: [],
    simulated: false,
    policy: PolicySchema.parse({}),
    pack: null,
    pairs: [],
    unmatched: [],
    run: { calls: 0, ...NOTHING_KNOWN },
  });
});

test("after an error nobody knows how many calls were made; where nothing was to be drawn there was none", () => {
  expect(withoutPairs("error", "The disk is full.").run).toEqual({ calls: null, ...NOTHING_KNOWN });
  for (const kind of ["unchanged", "no-baseline", "skipped"] as const) expect(withoutPairs(kind, "So it is.").run.calls).toBe(0);
});

test("a reason that has a code of its own keeps it", () => {
  const reason = { code: "verdict/twice", text: "A draw is there twice." };
  expect(withoutPairs("error", reason).reasons).toEqual([reason]);
});

test("what is known of the comparison is told, though nothing was judged", () => {
  const policy = PolicySchema.parse({ margin: 0.2, direction: "positive" });
  const { manifest, hash } = PACK;
  const known = {
    policy,
    pack: { name: manifest.name, version: manifest.version, hash },
    unmatched: ["new", "newer"],
    command: "gyges gate a b",
    at: "2026-11-24T10:00:00Z",
  };
  expect(withoutPairs("no-baseline", "There is no base.", known)).toMatchObject({
    policy,
    pack: known.pack,
    unmatched: ["new", "newer"],
    run: { calls: 0, at: known.at, command: known.command },
  });
});
