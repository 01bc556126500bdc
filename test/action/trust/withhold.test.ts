import { expect, test } from "vitest";
import { withFindings } from "../../../src/action/trust/withhold.ts";
import { withoutPairs } from "../../../src/verdict/without-pairs.ts";
import type { Verdict } from "../../../src/schema/verdict.ts";

const doubt = { code: "pr/workflow-unreadable", text: "It cannot be told." };
const judged = (verdict: Verdict["verdict"]): Verdict => ({ ...withoutPairs("unchanged", "x"), verdict });

test("a change that may have set its own bar does not pass", () => {
  expect(withFindings(judged("pass"), [doubt])).toMatchObject({ verdict: "inconclusive", reasons: [doubt, {}], findings: [doubt] });
});

test.each(["fail", "inconclusive", "unchanged", "no-baseline", "error"] as const)("%s stays what it is", (verdict) => {
  expect(withFindings(judged(verdict), [doubt])).toMatchObject({ verdict, findings: [doubt] });
});

test("a finding that leaves no doubt about the bar takes no pass away", () => {
  const finding = { code: "pr/thresholds", text: "The base's values judged." };
  const other = { code: "served/snapshots", text: "An alias moved." };
  expect(withFindings({ ...judged("pass"), findings: [other] }, [finding])).toMatchObject({ verdict: "pass", findings: [finding, other] });
});
