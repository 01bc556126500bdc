import type { Verdict } from "../../src/schema/verdict.ts";
import { estimated, openPair, pairVerdict, passingPair, unjudged, verdictOf } from "./verdict-fixture.ts";

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
  skipped: unjudged("skipped", "skipped", "The pull request comes from a fork, and no key reaches its runs."),
};
