import type { Moved, PairVerdict, Policy, Verdict } from "../schema/verdict.ts";
import { plain } from "./escape.ts";
import { headline, pairHeadline, widening, WORDS } from "./headline.ts";
import { pValue, signed } from "./words.ts";
import { element, type Attributes } from "./xml.ts";

/** Holm-adjusted p under which a scenario of a failed pair is a failure of its own. */
const CLEAR = 0.05;
const MAX_NAME = 200;

interface Case {
  readonly name: string;
  readonly ended: { readonly as: "failure" | "error" | "skipped"; readonly type: string; readonly message: string } | null;
}

/**
 * The verdict as JUnit XML, for CI that shows tests: a suite a pair; in it a case `gate` and a case a scenario. A case fails only where the gate
 * does: `gate` itself, and those scenarios that clearly moved the forbidden way. Names and figures only, no word of a model.
 * Elements and attributes are those that the schema of Jenkins' xUnit plugin (junit-10.xsd) allows: it knows no `skipped` of all suites together.
 *
 * @param isRed whether the command ends with a failing exit code, as an inconclusive run does where `fail-on` names it
 */
export function junitXml(verdict: Verdict, isRed: boolean): string {
  const suites = verdict.pairs.length === 0 ? [suite("gyges", [whole(verdict, isRed)])] : pairSuites(verdict, isRed);
  const { seconds, at } = verdict.run;
  const { skipped: _, ...sum } = totals(suites.flatMap(({ cases }) => cases));
  const attributes = {
    name: "gyges",
    ...sum,
    ...(seconds === null ? {} : { time: seconds.toFixed(3) }),
  };
  const timestamp = at === null ? {} : { timestamp: at.replace(/\.\d+Z$|Z$/, "") };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    "testsuites",
    attributes,
    suites.map(({ name, cases }) =>
      element(
        "testsuite",
        { name, ...totals(cases), ...timestamp },
        cases.map((one) => testCase(name, one)),
      ),
    ),
  )}\n`;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

function suite(name: string, cases: readonly Case[]): Suite {
  return { name: shown(name), cases };
}

function pairSuites(verdict: Verdict, isRed: boolean): readonly Suite[] {
  const { policy } = verdict;
  const suites = verdict.pairs.map((pair) =>
    suite(pair.pair, [ofPair(pair, policy, isRed), ...pair.moved.map((one) => ofScenario(one, pair, policy))]),
  );
  const unmatched = verdict.unmatched.map((name) =>
    suite(name, [{ name: "gate", ended: { as: "skipped", type: "no-baseline", message: "base has no such column" } }]),
  );
  return [...suites, ...unmatched];
}

function ofPair(pair: PairVerdict, policy: Policy, isRed: boolean): Case {
  if (pair.verdict === "pass") return { name: "gate", ended: null };
  const message = `${WORDS[pair.verdict]}: ${pairHeadline(pair, policy, shown)}`;
  const isFailure = pair.verdict === "fail" || isRed;
  return { name: "gate", ended: { as: isFailure ? "failure" : "skipped", type: pair.verdict, message } };
}

function ofScenario({ scenario, base, head, change, p }: Moved, pair: PairVerdict, policy: Policy): Case {
  const name = shown(scenario);
  if (pair.verdict !== "fail" || p >= CLEAR || widening(change, head, policy) <= 0) return { name, ended: null };
  const message = `the gap went from ${signed(base)} to ${signed(head)} (Holm ${pValue(p)})`;
  return { name, ended: { as: "failure", type: "moved", message } };
}

/** Where nothing was judged. What is the same on both sides is as good as a pass. */
function whole(verdict: Verdict, isRed: boolean): Case {
  if (verdict.verdict === "unchanged") return { name: "gate", ended: null };
  const as = verdict.verdict === "error" ? "error" : isRed ? "failure" : "skipped";
  return { name: "gate", ended: { as, type: verdict.verdict, message: `${WORDS[verdict.verdict]}: ${headline(verdict, shown)}` } };
}

function testCase(suiteName: string, { name, ended }: Case): string {
  const attributes = { classname: suiteName, name };
  if (ended === null) return element("testcase", attributes);
  const { as, type, message } = ended;
  return element("testcase", attributes, [element(as, as === "skipped" ? { message } : { type, message })]);
}

function totals(cases: readonly Case[]): Attributes & { readonly skipped: number } {
  const count = (as: string): number => cases.filter(({ ended }) => ended?.as === as).length;
  return { tests: cases.length, failures: count("failure"), errors: count("error"), skipped: count("skipped") };
}

function shown(text: string): string {
  return plain(text, MAX_NAME);
}
