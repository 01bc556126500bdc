import { expect, test } from "vitest";
import { lookNotes } from "../../src/report/look-notes.ts";
import type { LookReport } from "../../src/schema/verdict.ts";
import { estimated, notEstimable, pairVerdict } from "./verdict-fixture.ts";

const look = (some: Partial<LookReport> = {}): LookReport => ({
  number: 2,
  planned: [3, 5, 7, 10],
  base: 5,
  head: 5,
  cachedBase: false,
  ...some,
});

test("one look at everything needs no word", () => {
  expect(lookNotes(pairVerdict({ look: look({ number: 1, planned: [] }) }))).toEqual([]);
});

test("an early stop is named, and that it overstates", () => {
  expect(lookNotes(pairVerdict({ verdict: "fail", look: look() }))).toEqual([
    "Stopped at look 2 of 4 (5 draws a cell; planned at 3, 5, 7, 10). An early stop overstates: the bounds hold, the estimate leans away from zero.",
  ]);
});

test("the last planned look does not overstate", () => {
  expect(lookNotes(pairVerdict({ verdict: "pass", look: look({ number: 4, base: 10, head: 10 }) }))).toEqual([
    "Stopped at look 4 of 4 (10 draws a cell; planned at 3, 5, 7, 10).",
  ]);
});

test("what is undecided says whether draws go on", () => {
  const open = { verdict: "inconclusive" as const, look: look() };
  expect(lookNotes(pairVerdict({ ...open, next: { kind: "draws", draws: 7 } }))).toEqual([
    "Undecided at look 2 of 4 (5 draws a cell; planned at 3, 5, 7, 10).",
    "To come by the plan: draws up to 7 a cell.",
  ]);
  expect(lookNotes(pairVerdict({ ...open, next: null }))).toEqual(["Read up to look 2 of 4 (5 draws a cell; planned at 3, 5, 7, 10)."]);
});

test("a base that was drawn before is told with its own draws and with what it costs", () => {
  const notes = lookNotes(pairVerdict({ verdict: "pass", look: look({ base: 20, cachedBase: true }) }));
  expect(notes[0]).toContain("(5 draws a cell on head, 20 on base; planned at 3, 5, 7, 10)");
  expect(notes[1]).toBe(
    "The base was drawn before. Changes that are judged against one base err together, so a fail needs fresh draws of both sides.",
  );
});

test("a confirmation is told with what it saw, one to come by how many draws", () => {
  const fresh = { draws: 5, widening: estimated(0.3, 0.1), gapHead: estimated(0.3, 0.1) };
  const told = (finding: "confirmed" | "not-confirmed" | "to-draw"): readonly string[] =>
    lookNotes(
      pairVerdict({
        look: look({ planned: [] }),
        confirmation: { ...fresh, finding },
        next: finding === "to-draw" ? { kind: "confirm", draws: 5 } : null,
      }),
    );
  expect(told("confirmed")).toEqual(["Confirmed by 5 fresh draws of each cell on both sides: widening +0.30 [+0.20, +0.40]."]);
  expect(told("not-confirmed")[0]).toMatch(/^Not confirmed by 5 fresh draws/);
  expect(told("to-draw")).toEqual(["To come: 5 fresh draws of each cell on both sides, to confirm the fail."]);
  const lost = pairVerdict({
    look: look({ planned: [] }),
    confirmation: { ...fresh, widening: notEstimable("x"), finding: "not-confirmed" },
  });
  expect(lookNotes(lost)[0]).toContain("widening not estimable");
});
