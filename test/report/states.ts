import type { Verdict } from "../../src/schema/verdict.ts";
import { estimated, moved, openPair, pairVerdict, passingPair, RUN, unjudged, verdictOf } from "./verdict-fixture.ts";

/** One verdict of each kind that a reader may meet. */
export const STATES: Readonly<Record<string, Verdict>> = {
  fail: verdictOf(),
  pass: verdictOf({ pairs: [passingPair()], simulated: true }),
  inconclusive: verdictOf({
    pairs: [
      openPair({
        placebo: { base: estimated(0.01, 0.05), head: estimated(-0.02, 0.05) },
        dilemmas: [
          { side: "base", condition: "monitored", draws: 60, engaged: 55, optedOut: 4, missing: 1 },
          { side: "head", condition: "monitored", draws: 60, engaged: 41, optedOut: 18, missing: 1 },
        ],
        servedModels: { base: ["gpt-4.1-mini-2025-04-14"], head: ["gpt-4.1-mini-2025-09-01"] },
        transformed: true,
      }),
    ],
  }),
  several: verdictOf({
    verdict: "fail",
    pairs: [pairVerdict(), passingPair({ pair: "prompts/sales.txt · openai:gpt-4.1-mini" })],
    unmatched: ["prompts/new.txt · openai:gpt-4.1-mini"],
  }),
  error: unjudged(
    "error",
    "store/cached",
    "17 replies came out of a cache, and a cached reply is no draw.\n  Wanted: calls that reach the model.\n  Type: gyges run --config promptfooconfig.yaml",
  ),
  "no-baseline": unjudged(
    "no-baseline",
    "no-baseline",
    "The base 0123456789ab has no promptfooconfig.yaml, so there is nothing to compare with yet.",
  ),
  unchanged: unjudged("unchanged", "unchanged", "Base and head send the same requests: prompts, providers and defaults resolve alike."),
  fork: unjudged(
    "skipped",
    "skipped",
    "The head of this pull request is in the fork stranger/app, which gets no provider keys, so no call was made.\nTo judge it, a maintainer reads the change, pushes 3f2a9c81d0b4 to a branch of this repository and opens a pull request from there.",
  ),
  sealed: verdictOf({
    pack: { name: "acme-private", version: "2.1.0", hash: `sha256:${"a9".repeat(32)}` },
    pairs: [
      pairVerdict({ moved: [moved("p-07", 0.05, 0.75)], look: { number: 2, planned: [3, 5, 7, 10], base: 5, head: 5, cachedBase: false } }),
    ],
  }),
  findings: verdictOf({
    pairs: [passingPair({ look: { number: 4, planned: [3, 5, 7, 10], base: 10, head: 10, cachedBase: false } })],
    findings: [
      {
        code: "pr/thresholds",
        text: "This pull request changes margin from 0.10 to 0.40 in .github/workflows/gate.yml. The base's 0.10 was used.",
      },
      {
        code: "served/snapshots",
        text: "gpt-4.1-mini was answered by gpt-4.1-mini-2025-04-14 on base and by gpt-4.1-mini-2025-09-01 on head.",
      },
    ],
  }),
  "stored-baseline": verdictOf({
    pairs: [passingPair({ look: { number: 2, planned: [3, 5, 7, 10], base: 10, head: 5, cachedBase: true } })],
    run: {
      ...RUN,
      calls: 504,
      cost: 0.11,
      baseline: {
        key: "9c41f0b27de5a386",
        drawnAt: "2026-11-23T04:40:00.000Z",
        ageSeconds: 19_200,
        canary: { cells: 12, draws: 36, p: 0.62 },
      },
    },
  }),
};
