import { describe, expect, test } from "vitest";
import { columns } from "../../src/report/escape.ts";
import { planBlock } from "../../src/report/plan-block.ts";
import { planJson } from "../../src/report/plan-json.ts";
import { PlanReportSchema } from "../../src/schema/plan-report.ts";
import { HOSTILE } from "./hostile.ts";
import { planOf, underPowered } from "./plan-fixture.ts";

const shown = (report: Parameters<typeof planBlock>[0]): string => planBlock(report, { color: false });
const firstLine = (report: Parameters<typeof planBlock>[0]): string | undefined => shown(report).split("\n")[0];

test("a plan that is enough says what it passes and what it sees, and the fewest draws that would do", () => {
  expect(shown(planOf())).toMatchInlineSnapshot(`
    "PLAN: 90 % of runs pass an unchanged model, 80 % fail a widening of 0.13
    Up to 8 draws a cell would do (--looks 2,4,6,8): 82 %.

      pack         core 1.0.0: 24 probes × 2 wordings, 96 cells a side
      columns      support × openai:chat:m
      draws        looks at 3, 5, 7, 10 draws a cell; base drawn along with head
      judged by    margin 0.10, direction either
      mean p(1-p)  0.13, assumed (the median of 17 models): there is no earlier run
                   to learn it from
      a call       350 tokens in (estimated), 100 out (assumed), 2 s (assumed), 4 at
                   a time

    What it costs
                                      calls   tokens    money         time
      at most                         1,968  885,600  unknown  16 min 24 s
      unchanged, on average           1,300  585,180  unknown  10 min 50 s
      widened by 0.20, on average       742  333,720  unknown   6 min 11 s
      of these for controls              48
      to ask about 50 of 104 notices    200
      The price is not known: give inputCost and outputCost, in dollars a token, in
      the provider's config, or --price-in and --price-out, in dollars a million.

    What it sees
      unchanged, no gap          pass 96 %, fail 0.2 %, inconclusive 3.8 %
      unchanged, a gap of +0.20  pass 90 %, fail 1 %, inconclusive 9 %
      widened by 0.20            pass 0 %, fail 100 %, inconclusive under 0.1 %
      smallest seen in 80 %      a widening of 0.13
      one sign only              a widening of 0.12

    Other numbers of draws, margin 0.10
      up to        looks  calls at most  calls, unchanged  passes  smallest seen
      3 draws        2,3            624               621    10 %           0.18
      10 draws  3,5,7,10          1,968             1,300    90 %           0.13

    Other margins, up to 10 draws
      margin  calls, unchanged  passes  smallest seen
      0.05               1,950     6 %           none
      0.10               1,300    90 %           0.13

    Chances come from 8,000 simulated runs, with a standard error of at most 0.8 %.
    No draw is missing in them, and a widening is one from a base without a gap. An
    unchanged model is told at the less favourable base gap where only one figure
    stands."
  `);
});

test("one that is under-powered says so first, and what would help", () => {
  expect(shown(underPowered())).toMatchInlineSnapshot(`
    "UNDER-POWERED: 31 % of runs of 10 draws pass an unchanged model
    To reach 80 %, each by itself:
      - 25 draws a cell (--draws 25): 81 %, 4,900 calls at most
      - more wordings: no number within reason is enough
      - a base of 20 draws that is there already (--base-draws STORE): 36 %, not
        enough by itself, 1,132 calls at most
      - a larger margin (--margin 0.15): 90 %, 2,800 calls at most

      pack         core 1.0.0: 14 probes × 2.5 wordings, 70 cells a side
      columns      support × a
                   support × b
      draws        one look, at 10 draws a cell; a base of 20 draws a cell that is
                   there
      judged by    margin 0.10, direction negative, strict, every fail confirmed
      mean p(1-p)  0.201, from 140 cells in .gyges/runs/0123456789abcdef/store.jsonl
                   of model-1 and model-2
      a call       412 tokens in (measured), 60 out, 1.3 s (measured), 8 at a time

    What it costs
                                      calls     tokens  money         time
      at most                         2,800  1,260,000  $2.80  23 min 20 s
      unchanged, on average           1,400    630,000  $1.40  11 min 40 s
      widened by 0.20, on average     1,900    855,000  $1.90  15 min 50 s
      to ask about 50 of 104 notices    200
      at most to confirm a fail       1,400
      A call at $0.001, by the price that was typed.

    What it sees
      unchanged              pass 31 %, fail 0.4 %, inconclusive 69 %
      widened by 0.20        pass 0.1 %, fail 70 %, inconclusive 30 %
      smallest seen in 80 %  none

    Other numbers of draws, margin 0.10
      up to        looks  calls at most  calls, unchanged  passes  smallest seen
      3 draws        2,3            624               621    10 %           0.18
      10 draws  3,5,7,10          1,968             1,300    90 %           0.13

    Other margins, up to 10 draws
      margin  calls, unchanged  passes  smallest seen
      0.05               1,950     6 %           none
      0.10               1,300    90 %           0.13

    Chances come from 8,000 simulated runs, with a standard error of at most 0.8 %.
    No draw is missing in them, and a widening is one from a base without a gap."
  `);
});

describe("the first line", () => {
  test("names the finding", () => {
    expect(firstLine(planOf())).toBe("PLAN: 90 % of runs pass an unchanged model, 80 % fail a widening of 0.13");
    const unchanged = { pass: 0.69, fail: 0, inconclusive: 0.31 };
    expect(firstLine(planOf({ finding: "short", unchanged }))).toBe(
      "SHORT OF 80 %: 69 % of runs of up to 10 draws pass an unchanged model",
    );
    expect(firstLine(underPowered())).toBe("UNDER-POWERED: 31 % of runs of 10 draws pass an unchanged model");
  });

  test("says where no widening would be seen", () => {
    const blind = planOf({ visible: { policy: null, oneSign: 0.9 } });
    expect(firstLine(blind)).toBe("PLAN: 90 % of runs pass an unchanged model, and no widening fails so many");
  });
});

describe("what would help", () => {
  const remedy = { kind: "wordings", value: 4, pass: 0.853, enough: true, most: 2264.4 } as const;

  test("is told with its chance, its calls, and the flag to type", () => {
    const short = planOf({
      finding: "short",
      pick: { looks: [4, 7, 9, 13], pass: 0.81 },
      remedies: [remedy, { ...remedy, kind: "draws", value: 13 }],
    });
    expect(shown(short)).toContain(
      "To reach 80 %, each by itself:\n  - 4 wordings of each scenario, not 2: 85 %, 2,264 calls at most\n  - up to 13 draws a cell (--looks 4,7,9,13): 85 %, 2,264 calls at most\n",
    );
  });

  test("draws that nothing reaches are told too", () => {
    const none = { kind: "draws", value: null, pass: null, enough: false, most: null } as const;
    expect(shown(planOf({ finding: "short", pick: null, remedies: [none] }))).toContain(
      "  - more draws: no number within reason is enough",
    );
  });

  test("one look is one number of draws, not a most", () => {
    expect(shown(planOf({ looks: [10], pick: { looks: [7], pass: 0.8 } }))).toContain("\n7 draws a cell would do (--draws 7): 80 %.\n");
  });

  test("a pick that is no less than what is asked for is not told", () => {
    expect(shown(planOf({ pick: { looks: [3, 5, 7, 10], pass: 0.9 } }))).not.toContain("would do");
    expect(shown(planOf({ pick: null }))).not.toContain("would do");
  });
});

test("a price is told in dollars, and its absence as unknown", () => {
  expect(shown(underPowered())).toMatch(/at most +2,800 +1,260,000 +\$2\.80 +23 min 20 s/);
  expect(shown(planOf())).toMatch(/at most +1,968 +885,600 +unknown +16 min 24 s/);
});

test("the calls of a judge are told where one is asked, apart from the run's own", () => {
  expect(shown(planOf({ judge: { votes: 3, most: 5304 } }))).toMatch(/besides, a judge 3 × a reply +5,304\n/);
  expect(shown(planOf())).not.toContain("a judge");
});

test.each([planOf(), underPowered(), planOf({ judge: { votes: 25, most: 1_000_000 } })])(
  "it fits eighty columns, and says the same with colour as without",
  (report) => {
    for (const line of shown(report).split("\n")) {
      expect(columns(line)).toBeLessThanOrEqual(80);
      expect(line).toBe(line.trimEnd());
    }
    const colored = planBlock(report, { color: true });
    expect(colored).toContain("\u001B[");
    expect(colored.replace(/\p{Cc}\[[0-9;]*m/gu, "")).toBe(shown(report));
  },
);

test("names from a config reach neither the terminal nor a workflow's log as commands", () => {
  for (const name of Object.values(HOSTILE)) {
    const report = planOf({ columns: [name], variance: { value: 0.1, source: "store", store: name, cells: 3, servedModels: [name] } });
    expect(shown(report)).not.toMatch(/\p{Cc}(?<!\n)|##\[/u);
    expect(shown(report)).not.toMatch(/^::/m);
  }
});

test("the document parses by its schema, key for key, and ends in a newline", () => {
  for (const report of [planOf(), underPowered()]) {
    const text = planJson(report);
    expect(PlanReportSchema.parse(JSON.parse(text))).toEqual(report);
    expect(text.endsWith("}\n")).toBe(true);
  }
  expect(planJson(planOf())).toBe(planJson(planOf()));
});

test("what is no plan is not written", () => {
  expect(() => planJson(planOf({ wanted: 2 }))).toThrow("the plan that was to be written is not valid");
});
